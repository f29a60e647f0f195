import type { View3d } from './stage';

/** Parts x, y, z, w of a quaternion. */
export type Turn = readonly [number, number, number, number];

/**
 * The orientation of a view that a notebook replaces by its next state: the page around the frame keeps what this one
 * tells it and gives it to the next frame of the same key.
 */
export const orientation = {
  given: undefined as Turn | undefined,
  views: [] as View3d[],
  start(): void {
    addEventListener('message', (event) => {
      const said = (event.data as { decodesaxsTurn?: unknown } | null)?.decodesaxsTurn;
      if (!isTurn(said)) return;
      this.given = said;
      this.views.forEach((view) => view.orient(said));
    });
  },
  /** Gives a view the orientation of its last state, and tells the page around each change. */
  follow(view: View3d): void {
    this.views.push(view);
    if (this.given) view.orient(this.given);
    view.turned = (turn) => parent.postMessage({ decodesaxsTurned: turn }, '*');
  },
};

function isTurn(said: unknown): said is Turn {
  return Array.isArray(said) && said.length === 4 && said.every((part) => Number.isFinite(part));
}
