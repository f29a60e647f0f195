/** A colour as red, green, blue from 0 to 1. */
export type Colour = readonly [number, number, number];

/** Colour of a body without further meaning. */
export const bodyColour: Colour = [0.36, 0.6, 0.82];

/** Colour of a model that is drawn over a body. */
export const modelColour: Colour = [0.84, 0.37, 0];

/** Sequential scale from certain (pale) to uncertain (dark red); ordered by lightness alone. */
const stops: readonly Colour[] = [
  [0.82, 0.88, 0.94],
  [0.97, 0.85, 0.6],
  [0.96, 0.62, 0.25],
  [0.83, 0.33, 0.08],
  [0.5, 0.1, 0.06],
];

/** Colour of a share from 0 to 1 on the sequential scale. */
export function scaleColour(share: number): Colour {
  const at = Math.max(0, Math.min(1, share)) * (stops.length - 1);
  const low = Math.min(Math.floor(at), stops.length - 2);
  return [0, 1, 2].map(
    (c) => stops[low][c] + (at - low) * (stops[low + 1][c] - stops[low][c]),
  ) as unknown as Colour;
}

/** A colour written #rrggbb. */
export function hex(colour: Colour): string {
  return `#${colour
    .map((part) =>
      Math.round(255 * part)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
