import { Body } from './body';
import { LevelControl, opacityControl } from './bodyControls';
import { type Box, type Density, bodyBox, centreOf, joinedBox } from './density';
import { checkbox, element, slider } from './dom';
import type { NglStage } from './ngl';
import { orientation } from './orientation';
import type { PageData } from './payload';
import { View3d } from './stage';

/** Largest number of bodies with controls of their own. */
const mostControlled = 4;
/** Distances between the centres of neighbouring cells and room for a name, in radii of the largest body. */
const ACROSS = 2.1;
const DOWN = 2.5;
const TALL = 2.55;

/** Several densities that rotate together: beside each other, each about its own centre, or over each other. */
export function bodiesPage(data: PageData): Node[] {
  const { header } = data;
  const { names = [], looks = [], layout = 'grid', columns = names.length } = header;
  const over = layout === 'overlay';
  const densities = header.maps.map((map, at) => {
    const density = data.density(map);
    return over ? density : centred(density, looks[at].threshold);
  });
  // what lies over each other is mirrored in one plane
  const mirror = over ? centreOf(densities[0])[0] : 0;
  const bodies = densities.map((density, at) => {
    const { threshold, opacity, mirrored, colour } = looks[at];
    return new Body(density, { level: threshold, opacity, mirrored, mirror }, colour);
  });
  const boxes = densities.map((density, at) => bodyBox(density, looks[at].threshold));
  const grid = over ? undefined : new Grid(names, columns, Math.max(...boxes.map(reachOf)));
  const view = new View3d(
    header.description,
    (stage) => {
      bodies.forEach((body) => body.draw(stage));
      grid?.place(stage, bodies);
      if (header.spin) view.spin();
    },
    () => grid?.box ?? joinedBox(boxes),
  );
  if (grid) grid.nameIn(view);
  else view.name(...names.map((name, at) => ({ name, colour: looks[at].colour })));
  orientation.follow(view);
  const levels =
    bodies.length > mostControlled
      ? []
      : densities.map(
          (density, at) =>
            new LevelControl(
              density,
              looks[at].threshold,
              header.volumePerDalton,
              (value) => bodies[at].setLevel(value),
              names[at],
            ),
        );
  const each = levels.length === 0 ? [] : bodies;
  return [
    view.block,
    element(
      'div',
      { class: 'controls' },
      view.buttons,
      ...(levels.length > 0 ? levels.map(({ block }) => block) : [commonLevel(bodies, densities)]),
      ...(over ? each.map((body, at) => opacityControl(body, names[at]).block) : []),
      ...each
        .map((body, at) =>
          checkbox(`Mirror ${names[at]}`, (checked) => body.setMirrored(checked), looks[at].mirrored),
        )
        .slice(Math.min(1, each.length - 1)),
    ),
    ...levels.map(({ report }) => report),
  ];
}

/** One slider for the isolevels of all bodies, as a multiple of the level of each. */
function commonLevel(bodies: readonly Body[], densities: readonly Density[]): HTMLElement {
  const own = bodies.map(({ style }) => style.level);
  const most = densities.map(({ values }) => values.reduce((a, b) => Math.max(a, b), -Infinity));
  const highest = Math.min(3, Math.max(...most.map((high, at) => high / own[at])));
  return slider(
    'Isolevel of all',
    { min: 0.3, max: highest, step: 0.02, value: 1 },
    (factor) => `× ${factor.toFixed(2)}`,
    (factor) => bodies.forEach((body, at) => body.setLevel(Math.min(0.99 * most[at], factor * own[at]))),
  ).block;
}

/**
 * Places of bodies beside each other in one scene with one camera: with every rotation they are moved apart in the
 * plane of the screen, so that each rotates about its own centre.
 */
class Grid {
  readonly box: Box;
  private readonly labels: HTMLElement[];

  /** @param radius largest distance in Å of a body's box from its centre */
  constructor(
    names: readonly string[],
    private readonly columns: number,
    private readonly radius: number,
  ) {
    this.labels = names.map((name) => element('span', { class: 'side' }, name));
    const rows = Math.ceil(names.length / columns);
    this.box = {
      low: [-radius, -radius, 0],
      high: [radius, radius, 0],
      wide: (ACROSS * columns - 0.05) * radius,
      tall: (TALL + DOWN * (rows - 1)) * radius,
    };
  }

  nameIn(view: View3d): void {
    view.block.append(...this.labels);
    new ResizeObserver(() => view.stage && this.label(view.stage)).observe(view.block);
  }

  /** Places the bodies, now and with each rotation. */
  place(stage: NglStage, bodies: readonly Body[]): void {
    const put = (): void => {
      const back = stage.viewer.rotationGroup.quaternion.clone().invert();
      bodies.forEach((body, at) => {
        const [right, up] = this.centre(at);
        // the x of the viewer points to the left
        body.moveTo(new NGL.Vector3(-right, up, 0).applyQuaternion(back));
      });
      this.label(stage);
    };
    put();
    stage.viewerControls.signals.changed.add(put);
    for (const drag of ['drag-right', 'drag-shift-right', 'drag-ctrl-right'])
      stage.mouseControls.remove(drag);
  }

  /** Centre of a cell in Å, to the right and upwards from the middle of the screen. */
  private centre(at: number): [number, number] {
    const rows = Math.ceil(this.labels.length / this.columns);
    const [row, column] = [Math.floor(at / this.columns), at % this.columns];
    return [
      (column - (this.columns - 1) / 2) * ACROSS * this.radius,
      ((rows - 1) / 2 - row) * DOWN * this.radius,
    ];
  }

  /** Puts each name above its body. */
  private label(stage: NglStage): void {
    const canvas = stage.viewer.renderer?.domElement;
    if (!canvas) return;
    const { clientWidth, clientHeight } = canvas;
    const angstroms = stage.viewerControls.getCanvasScaleFactor();
    if (!(angstroms > 0)) return;
    this.labels.forEach((label, at) => {
      const [right, up] = this.centre(at);
      const width = (ACROSS * this.radius) / angstroms;
      const top = clientHeight / 2 - (up + (TALL / 2) * this.radius) / angstroms;
      label.style.left = `${clientWidth / 2 + right / angstroms - width / 2}px`;
      label.style.width = `${width}px`;
      label.style.top = `${at < this.columns ? Math.max(4, top) : top}px`;
    });
  }
}

/** The density with the centre of its body at the origin. */
function centred(density: Density, level: number): Density {
  const { low, high } = bodyBox(density, level);
  const origin = density.origin.map((value, axis) => value - (low[axis] + high[axis]) / 2);
  return { ...density, origin: origin as [number, number, number] };
}

/** Largest distance in Å of a body's box from the origin. */
function reachOf({ low, high }: Box): number {
  return Math.hypot(...low.map((value, axis) => Math.max(Math.abs(value), Math.abs(high[axis]))));
}
