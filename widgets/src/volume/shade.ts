import type { Colour } from './palette';

/** A unit vector in the frame of the picture: right, up, to the viewer. */
export type Vector = readonly [number, number, number];

const key: Vector = unit([-0.5, 0.62, 0.7]);
const fill: Vector = unit([0.75, -0.1, 0.45]);
const half: Vector = unit([key[0], key[1], key[2] + 1]);

/**
 * Colour of a surface element lit by a key light from above left, a weak fill light from the right
 * and the sky.
 * @param normal outward normal in the frame of the picture
 * @param open share of the sky that the element sees, 0…1: dark in clefts
 */
export function shade(colour: Colour, normal: Vector, open: number): Colour {
  const lit = Math.max(0, dot(normal, key));
  const soft = Math.max(0, dot(normal, fill));
  const sky = 0.5 + 0.5 * normal[1];
  const light = open * (0.34 + 0.2 * sky) + (0.35 + 0.65 * open) * (0.62 * lit + 0.14 * soft);
  const edge = 1 - Math.max(0, normal[2]);
  const matt = light * (1.08 - 0.49 * edge * edge * edge);
  const gloss = 0.2 * open * thirtySecondPower(Math.max(0, dot(normal, half)));
  return [
    Math.min(1, colour[0] * matt + gloss),
    Math.min(1, colour[1] * matt + gloss),
    Math.min(1, colour[2] * matt + gloss),
  ];
}

function thirtySecondPower(x: number): number {
  const x2 = x * x;
  const x4 = x2 * x2;
  const x8 = x4 * x4;
  const x16 = x8 * x8;
  return x16 * x16;
}

export function unit(vector: Vector): Vector {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return [vector[0] / length, vector[1] / length, vector[2] / length];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
