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
  bodyBox,
  type Box,
  centreOf,
  checkbox,
  colourKey,
  element,
  LevelControl,
  Model,
  modelControls,
  type NglStage,
  provideNgl,
  type Slider,
  slider,
  View3d,
} from 'decodesaxs-widgets/live';
import type { DensityMap } from 'decodesaxs/core';
import { viewerDensity } from './densities';
import { hasWebGl, StillViews } from './stillViews';

const COLOUR = '#5c99d1';
/** Opacity of the body that lets a model be seen through it. */
const BESIDE_MODEL = 0.45;
/** A map that does not say where it is cut. */
const USUAL_LEVEL = 0.3;

/** The shape in space: it evolves while the search runs, and gets its controls with the finished map. */
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
    for (const each of this.view.buttons.children)
      if (each.textContent !== 'fit')
        each.setAttribute('aria-label', `${each.textContent}: ${each.getAttribute('title')}`);
    const shown = this.still
      ? [
          this.still.block,
          element(
            'p',
            { class: 'quiet' },
            'This browser offers no WebGL: the shape stands still in three views, opaque, and a model laid over it is told in numbers, not drawn.',
          ),
        ]
      : [this.view.block, element('div', { class: 'controls' }, this.view.buttons)];
    this.block.append(...shown, this.controls, this.modelPart, this.key, this.report);
    this.fitWhenTurned();
  }

  /** Forgets what was shown. */
  clear(): void {
    this.model?.setLook('none');
    this.model = undefined;
    this.controls.replaceChildren();
    this.modelPart.replaceChildren();
    this.report.replaceChildren();
    this.key.replaceChildren();
  }

  /** Shows a map as it is found on the way, without controls. */
  showPassing(map: DensityMap, level: number, words: string, fit = false): void {
    this.place(map, level, words);
    if (fit) this.view.fit();
  }

  /** Shows the finished map with its controls. */
  showFinished(map: DensityMap, spread: Float32Array, words: string): void {
    const level = map.threshold ?? USUAL_LEVEL;
    const body = this.place(map, level, words);
    this.view.fit();
    const density = viewerDensity(map);
    const levels = new LevelControl(density, level, volumePerDalton, (value) => {
      body.setLevel(value);
      this.still?.change(value);
    });
    this.opacity = slider(
      'Opacity',
      { min: 0.1, max: 1, step: 0.05, value: body.style.opacity },
      (value) => `${Math.round(100 * value)} %`,
      (value) => body.setOpacity(value),
    );
    this.controls.replaceChildren(
      levels.block,
      ...(this.still ? [] : [this.opacity.block]),
      checkbox('Spread as colour', (on) => this.paint(body, map, spread, on)),
      checkbox('Mirror image', (on) => {
        body.setMirrored(on);
        this.still?.turnOver(body.style.level, on);
      }),
    );
    this.report.replaceChildren(levels.report);
    this.key.replaceChildren();
  }

  /** Lays a superposed model, PDB text, over the map. */
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
    this.body?.setOpacity(BESIDE_MODEL);
    this.opacity?.set(BESIDE_MODEL);
    this.modelPart.replaceChildren(...modelControls(this.model));
    if (this.stage) await this.model.draw(this.stage);
  }

  /** Fits the view again when its width changes a lot, as when a phone is turned. */
  private fitWhenTurned(): void {
    let width = 0;
    new ResizeObserver(() => {
      const now = this.view.block.clientWidth;
      if (width > 0 && now > 0 && Math.abs(now / width - 1) > 0.2) this.view.fit();
      width = now;
    }).observe(this.view.block);
  }

  private paint(body: Body, map: DensityMap, spread: Float32Array, on: boolean): void {
    const greatest = spread.reduce((a, b) => Math.max(a, b), 0) || 1;
    const colours = Array.from({ length: 9 }, (_, i) => hex(scaleColour(i / 8)));
    const range: [number, number] = [0, greatest];
    this.still?.paint(body.style.level, on ? spread : undefined);
    body.paint(on ? { density: viewerDensity(map, spread), range, colours } : undefined);
    this.key.replaceChildren(...(on ? [colourKey({ range, colours, unit: 'spread of the shapes' })] : []));
  }

  /** Puts a map in place of the one before, in the same orientation. */
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

/** A script of the page itself, run once. */
function loadScript(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = element('script', { src: address });
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error('its program cannot be fetched')));
    document.head.append(script);
  });
}
