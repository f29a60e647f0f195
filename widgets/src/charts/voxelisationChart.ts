import { InputError } from '../inputError';
import { threeViews } from '../volume/viewAxes';
import { requireMap, type VolumeMap } from '../volume/volumeMap';
import { arrangeCharts, type ArrangeOptions } from './arrangeCharts';
import { chart, type Chart } from './chart';
import { rows } from './rows';
import { colours } from './theme';

const side = 190;
const axisNames = ['x', 'y', 'z'];

/**
 * A structure and its voxels in three orthogonal views: points above, voxels below, with a stronger
 * colour where more of them lie behind each other.
 * @param points x, y, z of each point in Å, in the frame of the map
 * @param map voxels of 0 and 1
 * @throws InputError when there is no point or the map is not one
 */
export function voxelisationChart(
  points: ArrayLike<number>,
  map: VolumeMap,
  options: ArrangeOptions = {},
): Chart {
  requireMap(map);
  if (points.length < 3)
    throw new InputError('the structure has no point: a picture of its voxels needs at least one');
  const reach = map.step * ((map.size[0] - 1) / 2 + 0.5);
  const set = map.values.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
  const above = threeViews.map((view) => pointsView(points, view, reach));
  const below = threeViews.map((view) => voxelsView(map, view, reach));
  const rowsOfViews = [
    arrangeCharts('row', above, { title: `${Math.floor(points.length / 3)} points` }),
    arrangeCharts('row', below, {
      title: `${set} of ${map.values.length} voxels, one step ${map.step.toFixed(2)} Å`,
    }),
  ];
  return arrangeCharts('column', rowsOfViews, { title: 'From a structure to voxels', ...options });
}

type View = (typeof threeViews)[number];

function channels({ right, up }: View, reach: number): { x: object; y: object } {
  const channel = (axis: number): object => ({
    type: 'quantitative',
    title: `${axisNames[axis]}  (Å)`,
    scale: { domain: [-reach, reach], nice: false },
    axis: { tickCount: 5 },
  });
  return { x: channel(right), y: channel(up) };
}

function pointsView(points: ArrayLike<number>, view: View, reach: number): Chart {
  const { x, y } = channels(view, reach);
  const count = Math.floor(points.length / 3);
  const of = (axis: number): number[] =>
    Array.from({ length: count }, (_, i) => Number(points[3 * i + axis].toFixed(1)));
  const values = rows({ a: of(view.right), b: of(view.up) });
  return chart(
    `${values.length} points of the structure seen along ${axisNames[view.depth]}.`,
    '',
    {
      data: { values },
      mark: { type: 'circle', size: 14, color: colours.fit, opacity: 0.55, clip: true },
      encoding: { x: { field: 'a', ...x }, y: { field: 'b', ...y } },
    },
    { width: side, height: side },
  );
}

function voxelsView(map: VolumeMap, view: View, reach: number): Chart {
  const { x, y } = channels(view, reach);
  const { step, size } = map;
  const counts = new Map<number, number>();
  map.values.forEach((value, at) => {
    if (!(value > 0)) return;
    const point = [Math.floor(at / (size[1] * size[2])), Math.floor(at / size[2]) % size[1], at % size[2]];
    const cell = point[view.right] * size[view.up] + point[view.up];
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  });
  const cells = [...counts].map(([cell, voxels]) => ({
    i: Math.floor(cell / size[view.up]),
    j: cell % size[view.up],
    voxels,
  }));
  const edge = (index: number, axis: number): number => map.origin[axis] + (index - 0.5) * step;
  const values = rows({
    a: cells.map(({ i }) => edge(i, view.right)),
    a2: cells.map(({ i }) => edge(i + 1, view.right)),
    b: cells.map(({ j }) => edge(j, view.up)),
    b2: cells.map(({ j }) => edge(j + 1, view.up)),
    voxels: cells.map(({ voxels }) => voxels),
  });
  return chart(
    `The voxels of the structure seen along ${axisNames[view.depth]}.`,
    '',
    {
      data: { values },
      mark: { type: 'rect', color: colours.measured, clip: true },
      encoding: {
        x: { field: 'a', ...x },
        x2: { field: 'a2' },
        y: { field: 'b', ...y },
        y2: { field: 'b2' },
        opacity: { field: 'voxels', type: 'quantitative', scale: { range: [0.25, 1] }, legend: null },
        tooltip: [{ field: 'voxels', title: 'voxels in line' }],
      },
    },
    { width: side, height: side },
  );
}
