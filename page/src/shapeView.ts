import type { DensityMap } from 'decodesaxs/core';
import {
  hex,
  modelKind,
  nearestDistance,
  pdbPoints,
  scaleColour,
  volumePerDalton,
} from 'decodesaxs-widgets/core';
import {
  Body,
  type Box,
  type Density,
  LevelControl,
  Model,
  modelColour,
  type NglStage,
  type Slider,
  View3d,
  bodyBox,
  button,
  centreOf,
  checkbox,
  colourKey,
  element,
  modelControls,
  opacityControl,
  provideNgl,
  volumeMeter,
} from 'decodesaxs-widgets/live';
import { viewerDensity } from './densities';
import { hasWebGl, StillViews } from './stillViews';

const COLOUR = '#5c99d1';
/** Opacity of the body over a model. */
const BESIDE_MODEL = 0.45;
/** Threshold of a map without one. */
const USUAL_LEVEL = 0.3;

/** The shape in space: it evolves during the search, and has controls with the finished map. */
export class ShapeView {
  readonly block = element('div', { class: 'shape-view' });
  private readonly view: View3d;
  private readonly controls = element('div', { class: 'controls' });
  private readonly report = element('div');
  private readonly key = element('div');
  private body: Body | undefined;
  private model: Model | undefined;
  private box: Box = { low: [-10, -10, -10], high: [10, 10, 10] };
  private stage: NglStage | undefined;
  private opacity: Slider | undefined;
  private readonly still = hasWebGl() ? undefined : new StillViews();
  private readonly modelPart = element('div', { class: 'controls' });

  constructor() {
    provideNgl(() => loadScript('ngl.js'));
    this.view = new View3d(
      'The shape.',
      async (stage) => {
        this.stage = stage;
        this.body?.draw(stage);
        await this.model?.draw(stage);
      },
      () => this.box,
    );
    const shown = this.still
      ? [
          this.still.block,
          element(
            'p',
            { class: 'quiet' },
            'This browser offers no WebGL: the shape stands still in three views, opaque, and a model laid over it is described in numbers, not drawn.',
          ),
        ]
      : [
          this.view.block,
          element('p', { class: 'note touch' }, 'Tap the shape to rotate it, tap elsewhere to scroll again.'),
          element('div', { class: 'controls' }, this.view.buttons),
        ];
    this.block.append(...shown, this.controls, this.modelPart, this.key, this.report);
    this.fitWhenTurned();
    this.letTouchScroll();
  }

  /** Forgets what was shown. */
  clear(): void {
    this.model?.setLook('none');
    this.model = undefined;
    this.view.name();
    this.controls.replaceChildren();
    this.modelPart.replaceChildren();
    this.report.replaceChildren();
    this.key.replaceChildren();
  }

  /** Shows an intermediate map, without controls. */
  showPassing(map: DensityMap, level: number, words: string, fit = false): void {
    this.place(map, level, words);
    if (fit) this.view.fit();
  }

  /**
   * Shows the finished map with its controls.
   *
   * @param weight in kDa, to which the level can be set
   */
  showFinished(map: DensityMap, spread: Float32Array, words: string, weight?: number): void {
    const level = map.threshold ?? USUAL_LEVEL;
    const body = this.place(map, level, words);
    this.view.fit();
    const density = viewerDensity(map);
    const levels = new LevelControl(density, level, undefined, (value) => {
      body.setLevel(value);
      this.still?.change(value);
    });
    this.opacity = opacityControl(body);
    this.controls.replaceChildren(
      levels.block,
      ...(weight === undefined ? [] : [weightButton(levels.block, density, weight)]),
      ...(this.still ? [] : [this.opacity.block]),
      checkbox('Spread as colour', (on) => this.paint(body, map, spread, on)),
      checkbox('Mirror image', (on) => {
        body.setMirrored(on);
        this.still?.turnOver(body.style.level, on);
      }),
    );
    this.report.replaceChildren(
      levels.report,
      element(
        'p',
        { class: 'note' },
        'The volume changes with the level; the file of the map has the level at which it fits.',
      ),
    );
    this.key.replaceChildren();
  }

  /** Shows a superposed model, PDB text, over the map. */
  async showModel(pdb: string): Promise<void> {
    if (this.still) return;
    this.model?.setLook('none');
    const { style } = this.body as Body;
    this.model = new Model(
      pdb,
      modelKind(pdb),
      Math.max(1, nearestDistance(pdbPoints(pdb)) / 2),
      style.mirror,
    );
    this.view.name({ name: 'map', colour: COLOUR }, { name: 'structure', colour: modelColour });
    this.body?.setOpacity(BESIDE_MODEL);
    this.opacity?.set(BESIDE_MODEL);
    this.modelPart.replaceChildren(...modelControls(this.model));
    if (this.stage) await this.model.draw(this.stage);
  }

  /** Fits the view again when its size changes a lot, as when a phone is turned or the page is zoomed. */
  private fitWhenTurned(): void {
    let [width, height] = [0, 0];
    const far = (now: number, before: number): boolean =>
      before > 0 && now > 0 && Math.abs(now / before - 1) > 0.1;
    new ResizeObserver(() => {
      const { clientWidth, clientHeight } = this.view.block;
      if (far(clientWidth, width) || far(clientHeight, height)) this.view.fit();
      [width, height] = [clientWidth, clientHeight];
    }).observe(this.view.block);
  }

  /** A moving finger scrolls the page; the view rotates only after a tap. */
  private letTouchScroll(): void {
    const { block } = this.view;
    for (const sign of ['touchstart', 'touchmove', 'touchend'] as const)
      block.addEventListener(
        sign,
        (event) => {
          if (!block.contains(document.activeElement)) event.stopPropagation();
        },
        { capture: true, passive: true },
      );
    block.addEventListener('click', () => block.focus({ preventScroll: true }));
  }

  private paint(body: Body, map: DensityMap, spread: Float32Array, on: boolean): void {
    const greatest = spread.reduce((a, b) => Math.max(a, b), 0) || 1;
    const colours = Array.from({ length: 9 }, (_, i) => hex(scaleColour(i / 8)));
    const range: [number, number] = [0, greatest];
    this.still?.paint(body.style.level, on ? spread : undefined);
    body.paint(on ? { density: viewerDensity(map, spread), range, colours } : undefined);
    this.key.replaceChildren(...(on ? [colourKey({ range, colours, unit: 'spread of the shapes' })] : []));
  }

  /** Replaces the map, in the same orientation. */
  private place(map: DensityMap, level: number, words: string): Body {
    const density = viewerDensity(map);
    this.box = bodyBox(density, level);
    this.still?.show(map, level);
    if (this.body) {
      this.body.style.level = level;
      this.body.style.opacity = 1;
      this.body.style.mirrored = false;
      this.body.paint();
      this.body.show(density);
    } else {
      this.body = new Body(
        density,
        { level, opacity: 1, mirrored: false, mirror: centreOf(density)[0] },
        COLOUR,
      );
      if (this.stage) this.body.draw(this.stage);
    }
    this.view.block.setAttribute(
      'aria-label',
      `${words} Arrow keys turn, plus and minus zoom, 1, 2 and 3 show orthogonal views, 0 fits the view.`,
    );
    return this.body;
  }
}

/** A button that sets the level at which the body has a given weight. */
function weightButton(levels: HTMLElement, density: Density, weight: number): HTMLElement {
  const meter = volumeMeter(density);
  const volume = 1000 * weight * volumePerDalton;
  const words = `${weight < 10 ? weight.toFixed(1) : weight.toFixed(0)} kDa`;
  return button(`Enclose ${words}`, `Enclose ${words}: set the isolevel to the mass of the curve`, () => {
    const input = levels.querySelector('input') as HTMLInputElement;
    let [low, high] = [Number(input.min), Number(input.max)];
    for (let step = 0; step < 30; step++) {
      const middle = (low + high) / 2;
      if (meter(middle) > volume) low = middle;
      else high = middle;
    }
    input.value = String(low);
    input.dispatchEvent(new Event('input'));
  });
}

/** A script of the page itself, run once. */
function loadScript(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = element('script', { src: address });
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error('its program cannot be fetched')));
    document.head.append(script);
  });
}
