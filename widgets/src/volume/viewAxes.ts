/** A direction of view along an axis of the grid: which axis points right, up, and to the viewer. */
export interface ViewAxes {
  readonly name: string;
  readonly right: 0 | 1 | 2;
  readonly up: 0 | 1 | 2;
  readonly depth: 0 | 1 | 2;
  /** +1 when the positive depth axis points to the viewer */
  readonly towards: 1 | -1;
}

/**
 * Three orthogonal views, none of them a mirror image: from +z with x right and y up, from −x with z
 * right and y up, from −y with x right and z up.
 */
export const threeViews: readonly [ViewAxes, ViewAxes, ViewAxes] = [
  { name: 'xy', right: 0, up: 1, depth: 2, towards: 1 },
  { name: 'zy', right: 2, up: 1, depth: 0, towards: -1 },
  { name: 'xz', right: 0, up: 2, depth: 1, towards: -1 },
];
