import { rows } from './rows';
import { colours } from './theme';

/** A measured point that an analysis leaves out. */
export interface LeftOutMark {
  /** momentum transfer in 1/Å */
  readonly q: number;
  readonly intensity: number;
  /** why, as the end of the sentence "left out because …" */
  readonly reason?: string;
}

/**
 * Hollow marks of points that are left out; those beyond the intensity axis are hollow triangles at its edge.
 *
 * @param y encoding of the intensity axis
 * @param range least and largest intensity of that axis
 */
export function leftOutLayers(
  points: readonly LeftOutMark[],
  y: object,
  range: readonly [number, number],
): object[] {
  if (points.length === 0) return [];
  const [low, high] = range;
  const values = rows({
    q: points.map(({ q }) => q),
    shown: points.map(({ intensity }) => Math.min(Math.max(intensity, low), high)),
    intensity: points.map(({ intensity }) => intensity),
    beyond: points.map(({ intensity }) => (intensity > high ? 1 : intensity < low ? -1 : 0)),
  }).map((row, i) => ({ ...row, reason: points[i].reason ?? '' }));
  return [
    {
      data: { values },
      mark: { type: 'point', filled: false, size: 40, strokeWidth: 1.4, clip: false, color: colours.fourth },
      encoding: {
        y: { field: 'shown', type: 'quantitative', ...y },
        shape: {
          condition: [
            { test: 'datum.beyond > 0', value: 'triangle-up' },
            { test: 'datum.beyond < 0', value: 'triangle-down' },
          ],
          value: 'circle',
        },
        tooltip: [
          { field: 'q', title: 'q (1/Å)' },
          { field: 'intensity', title: 'I' },
          { field: 'reason', title: 'left out because' },
        ],
      },
    },
  ];
}

/** Words on such marks for the line under a heading; '' without any. */
export function leftOutWords(points: readonly LeftOutMark[]): string {
  if (points.length === 0) return '';
  return `hollow: ${points.length} ${points.length === 1 ? 'point' : 'points'} left out`;
}
