import type { Box } from './density';
import { button, element } from './dom';
import type { NglStage } from './ngl';
import { loadNgl } from './loadNgl';
import type { Turn } from './orientation';
import { theme } from './theme';
import { spinButton, viewTools } from './viewTools';

/** Names of the three orthogonal views with the axes that point right, up and to the viewer. */
const orthogonalViews: readonly {
  name: string;
  words: string;
  rows: readonly [number[], number[], number[]];
}[] = [
  {
    name: 'xy',
    words: 'z, x to the right, y up',
    rows: [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  },
  {
    name: 'zy',
    words: 'x, z to the right, y up',
    rows: [
      [0, 0, 1],
      [0, 1, 0],
      [-1, 0, 0],
    ],
  },
  {
    name: 'xz',
    words: 'y, x to the right, z up',
    rows: [
      [1, 0, 0],
      [0, 0, 1],
      [0, -1, 0],
    ],
  },
];

/** A context that was just lost answers null where NGL expects the log of a program as text. */
function logsAsText(canvas: HTMLCanvasElement): void {
  const gl = canvas.getContext('webgl2') ?? canvas.getContext('webgl');
  if (!gl) return;
  const [ofProgram, ofShader] = [gl.getProgramInfoLog.bind(gl), gl.getShaderInfoLog.bind(gl)];
  gl.getProgramInfoLog = (program) => ofProgram(program) ?? '';
  gl.getShaderInfoLog = (shader) => ofShader(shader) ?? '';
}

/** Draws the contents of a page: called with a new stage, each time the stage is made. */
type Draw = (stage: NglStage) => Promise<void> | void;

/**
 * The 3D view of a page, with one WebGL context. It is made when the page is first visible; when the
 * browser removes its context (a page may have sixteen) it is made again when next visible.
 */
export class View3d {
  readonly block: HTMLElement;
  readonly buttons: HTMLElement;
  stage?: NglStage;
  /** called with the orientation after each change of it */
  turned?: (turn: Turn) => void;
  private readonly host = element('div', { class: 'canvas' });
  private readonly bar = element('div', { class: 'bar', 'aria-hidden': 'true' });
  private readonly message = element('p', { class: 'message', role: 'status' });
  private readonly legend = element('ul', { class: 'legend', 'aria-label': 'Legend' });
  private readonly spinner = spinButton(this);
  private making = false;
  private asked?: Turn;
  private told?: Turn;

  constructor(
    description: string,
    private readonly draw: Draw,
    private readonly frame: () => Box,
  ) {
    this.block = element(
      'div',
      {
        class: 'stage',
        tabindex: 0,
        role: 'application',
        'aria-roledescription': '3D view',
        'aria-label': `${description} Arrow keys turn, plus and minus zoom, 1, 2 and 3 show orthogonal views, 0 fits the view.`,
      },
      this.host,
      this.bar,
      this.legend,
      this.message,
    );
    this.buttons = element(
      'div',
      { class: 'buttons', role: 'group', 'aria-label': 'View' },
      ...orthogonalViews.map((view, index) =>
        button(view.name, `${view.name}: view along ${view.words}`, () => this.turnTo(index)),
      ),
      button('fit', 'Fit the view', () => this.fit()),
      this.spinner,
      ...viewTools(this),
    );
    this.block.addEventListener('keydown', (event) => this.key(event));
    this.block.addEventListener(
      'wheel',
      (event) => {
        if (!this.block.contains(document.activeElement)) event.stopPropagation();
      },
      { capture: true },
    );
    for (const sign of ['pointerdown', 'focusin']) this.block.addEventListener(sign, () => void this.make());
    new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) void this.make();
    }).observe(this.block);
    new ResizeObserver(() => {
      this.stage?.handleResize();
      this.scaleBar();
    }).observe(this.block);
    theme.listeners.push(() => this.stage?.setParameters({ backgroundColor: theme.background() }));
  }

  /** Names what is drawn in which colour; nothing for one body. */
  name(...drawn: readonly { readonly name: string; readonly colour: string }[]): void {
    this.legend.replaceChildren(
      ...drawn.map(({ name, colour }) => {
        const sign = element('span', { class: 'sign', 'aria-hidden': 'true' });
        sign.style.background = colour;
        return element('li', {}, sign, name);
      }),
    );
  }

  /** Turns to one of the orthogonal views. */
  turnTo(index: number): void {
    if (!this.stage) return;
    const [right, up, towards] = orthogonalViews[index].rows;
    const flip = [right.map((part) => -part), up, towards.map((part) => -part)];
    const rotation = new NGL.Matrix4().set(...flip[0], 0, ...flip[1], 0, ...flip[2], 0, 0, 0, 0, 1);
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.stage.animationControls.rotate(
      new NGL.Quaternion().setFromRotationMatrix(rotation),
      still ? 0 : 350,
    );
  }

  /** Rotates the bodies to an orientation, now or as soon as they are drawn. */
  orient(turn: Turn): void {
    this.asked = turn;
    this.turnAtOnce(turn);
  }

  /** Begins to rotate by itself, except where the reader wants no motion. */
  spin(): void {
    const on = this.spinner.getAttribute('aria-pressed') === 'true';
    if (!on && !matchMedia('(prefers-reduced-motion: reduce)').matches) this.spinner.click();
  }

  /** Fits everything into the view. */
  fit(): void {
    if (!this.stage) return;
    const { low, high, wide, tall: asked } = this.frame();
    const [x, y, z] = low.map((value, axis) => (value + high[axis]) / 2);
    this.stage.viewerControls.center(new NGL.Vector3(x, y, z));
    const tall = asked ?? 0.9 * Math.hypot(...low.map((value, axis) => high[axis] - value));
    const { clientWidth, clientHeight } = this.block;
    const shown = Math.max(tall, ((wide ?? tall) * clientHeight) / clientWidth);
    this.stage.viewerControls.distance(shown / 2 / Math.tan((20 * Math.PI) / 180));
  }

  private async make(): Promise<void> {
    if (this.stage || this.making) return;
    this.making = true;
    this.message.textContent = 'Preparing the 3D view …';
    try {
      await loadNgl();
      await this.makeStage();
      this.message.textContent = '';
      document.documentElement.classList.add('live');
    } catch (problem) {
      this.clear();
      this.message.textContent = `The 3D view cannot be shown here: ${(problem as Error).message}.`;
    }
    this.making = false;
  }

  private async makeStage(): Promise<void> {
    if (!document.createElement('canvas').getContext('webgl')) throw new Error('the browser offers no WebGL');
    const stage = new NGL.Stage(this.host, {
      backgroundColor: theme.background(),
      cameraType: 'orthographic',
      quality: 'medium',
      workerDefault: false,
      fogNear: 75,
      fogFar: 180,
      clipDist: 0,
      tooltip: false,
      hoverTimeout: -1,
      lightIntensity: 1.15,
      ambientIntensity: 0.35,
    });
    const canvas = stage.viewer.renderer?.domElement;
    if (!canvas) throw new Error('the browser offers no WebGL');
    canvas.addEventListener('webglcontextlost', () => this.lose(stage));
    logsAsText(canvas);
    this.stage = stage;
    await this.draw(stage);
    stage.viewerControls.signals.changed.add(() => this.scaleBar());
    stage.handleResize();
    this.fit();
    this.turnAtOnce(this.asked);
    this.scaleBar();
    stage.viewerControls.signals.changed.add(() => this.tellTurn(stage));
  }

  /** Tells an orientation that is another than the last. */
  private tellTurn(stage: NglStage): void {
    const { x, y, z, w } = stage.viewer.rotationGroup.quaternion;
    if (!this.turned || this.told?.every((part, at) => part === [x, y, z, w][at])) return;
    this.told = [x, y, z, w];
    this.turned(this.told);
  }

  private turnAtOnce(turn?: Turn): void {
    if (turn) {
      this.stage?.animationControls.rotate(new NGL.Quaternion().set(...turn), 0);
      return;
    }
    const rotation = new NGL.Matrix4().set(-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1);
    this.stage?.animationControls.rotate(new NGL.Quaternion().setFromRotationMatrix(rotation), 0);
  }

  private lose(stage: NglStage): void {
    if (this.stage !== stage) return;
    this.clear();
    document.documentElement.classList.remove('live');
    this.message.textContent = 'The browser has put this view to sleep; click it to wake it.';
  }

  private clear(): void {
    const { stage } = this;
    this.stage = undefined;
    stage?.dispose();
    this.host.replaceChildren();
  }

  private key(event: KeyboardEvent): void {
    const controls = this.stage?.viewerControls;
    if (!controls || event.ctrlKey || event.altKey || event.metaKey) return;
    const turn = Math.PI / 18;
    const spin = (x: number, y: number): void => controls.spin(new NGL.Vector3(x, y, 0), turn);
    const actions: Record<string, () => void> = {
      ArrowLeft: () => spin(0, -1),
      ArrowRight: () => spin(0, 1),
      ArrowUp: () => spin(1, 0),
      ArrowDown: () => spin(-1, 0),
      '+': () => controls.zoom(0.1),
      '=': () => controls.zoom(0.1),
      '-': () => controls.zoom(-0.1),
      1: () => this.turnTo(0),
      2: () => this.turnTo(1),
      3: () => this.turnTo(2),
      0: () => this.fit(),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  /** A bar of a round length in Å, between an eighth and a third of the width. */
  private scaleBar(): void {
    if (!this.stage) return;
    const angstroms = this.stage.viewerControls.getCanvasScaleFactor();
    const wanted = (this.block.clientWidth / 4) * angstroms;
    const decade = 10 ** Math.floor(Math.log10(wanted));
    const length = decade * (wanted / decade >= 5 ? 5 : wanted / decade >= 2 ? 2 : 1);
    this.bar.style.width = `${length / angstroms}px`;
    this.bar.textContent = `${length} Å`;
  }
}
