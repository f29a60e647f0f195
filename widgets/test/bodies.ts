import type { VolumeMap } from 'decodesaxs-widgets';

/** A map of 31³ points whose density falls from 1 to 0 over about one step at the surface of balls. */
export function ballMap(
  balls: readonly { centre: readonly [number, number, number]; radius: number }[],
  step = 3,
): VolumeMap {
  const values = new Float32Array(31 ** 3);
  for (let at = 0; at < values.length; at++) {
    const point = [Math.floor(at / 961), Math.floor(at / 31) % 31, at % 31].map(
      (index) => (index - 15) * step,
    );
    const inside = balls.map(
      ({ centre, radius }) =>
        1 /
        (1 +
          Math.exp(
            (Math.hypot(...point.map((value, axis) => value - centre[axis])) - radius) / (0.5 * step),
          )),
    );
    values[at] = Math.max(...inside);
  }
  return { size: [31, 31, 31], step, origin: [-15 * step, -15 * step, -15 * step], values, threshold: 0.5 };
}

/** Two balls of different size, on a line that is along none of the axes. */
export const dumbbell = ballMap([
  { centre: [-15, -6, 6], radius: 18 },
  { centre: [20, 8, -4], radius: 11 },
]);

/** CA atoms of a helix along x: 2.3 Å from its axis, 1.5 Å and 100° from one to the next. */
export function alphaHelix(
  residues: number,
  [x, y, z]: readonly [number, number, number],
): [number, number, number][] {
  return Array.from({ length: residues }, (_, i) => {
    const angle = (i * 100 * Math.PI) / 180;
    return [x + 1.5 * i, y + 2.3 * Math.cos(angle), z + 2.3 * Math.sin(angle)];
  });
}

/** The text of a PDB file with one CA atom at each point. */
export function pdbText(points: readonly (readonly number[])[], title = 'TEST'): string {
  const atoms = points.map(
    (point, index) =>
      `ATOM  ${String(index + 1).padStart(5)}  CA  ALA A${String(index + 1).padStart(4)}    ${point.map((value) => value.toFixed(3).padStart(8)).join('')}  1.00 20.00           C`,
  );
  return [`TITLE     ${title}`, ...atoms, 'END', ''].join('\n');
}
