import { Body } from './body';
import { LevelControl } from './bodyControls';
import { type Density, bodyBox } from './density';
import { checkbox, element } from './dom';
import type { NglStage } from './ngl';
import type { PageData } from './payload';
import { View3d } from './stage';

const sideColours = ['#5c99d1', '#d9904a'];

/**
 * Two densities beside each other that rotate together. Both are in one scene with one camera; with
 * every rotation they are moved apart along the width of the screen, so that each rotates about its own centre.
 */
export function sideBySidePage(data: PageData): Node[] {
  const { header } = data;
  const names = header.names ?? ['left', 'right'];
  const densities = header.maps.map((map, side) => centred(data.density(map), header.thresholds[side]));
  const bodies = densities.map(
    (density, side) =>
      new Body(
        density,
        { level: header.thresholds[side], opacity: 1, mirrored: false, mirror: 0 },
        sideColours[side],
      ),
  );
  const levels = densities.map(
    (density, side) =>
      new LevelControl(
        density,
        header.thresholds[side],
        header.volumePerDalton,
        (value) => bodies[side].setLevel(value),
        names[side],
      ),
  );
  const radius = Math.max(...densities.map((density, side) => reachOf(density, header.thresholds[side])));
  const apart = 1.05 * radius;
  const place = (stage: NglStage): void => {
    const back = stage.viewer.rotationGroup.quaternion.clone().invert();
    bodies.forEach((body, side) =>
      body.moveTo(new NGL.Vector3(side === 0 ? apart : -apart, 0, 0).applyQuaternion(back)),
    );
  };
  const view = new View3d(
    header.description,
    (stage) => {
      bodies.forEach((body) => body.draw(stage));
      place(stage);
      stage.viewerControls.signals.changed.add(() => place(stage));
      stage.mouseControls.remove('drag-right');
      stage.mouseControls.remove('drag-shift-right');
      stage.mouseControls.remove('drag-ctrl-right');
    },
    () => ({ low: [-radius, -radius, 0], high: [radius, radius, 0], wide: 4.15 * radius }),
  );
  view.block.append(...names.map((name, side) => element('span', { class: `side side-${side}` }, name)));
  return [
    view.block,
    element(
      'div',
      { class: 'controls' },
      view.buttons,
      ...levels.map(({ block }) => block),
      checkbox(`Mirror ${names[1]}`, (checked) => bodies[1].setMirrored(checked)),
    ),
    ...levels.map(({ report }) => report),
  ];
}

/** The density with the centre of its body at the origin. */
function centred(density: Density, level: number): Density {
  const { low, high } = bodyBox(density, level);
  return {
    ...density,
    origin: density.origin.map((value, axis) => value - (low[axis] + high[axis]) / 2) as [
      number,
      number,
      number,
    ],
  };
}

/** Largest distance in Å of a body's box from the origin. */
function reachOf(density: Density, level: number): number {
  const { low, high } = bodyBox(density, level);
  return Math.hypot(...low.map((value, axis) => Math.max(Math.abs(value), Math.abs(high[axis]))));
}
