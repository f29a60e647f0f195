import type { DensityMap } from 'decodesaxs/dist/grid/densityMap';
import { threeViewsPng } from 'decodesaxs-widgets/dist/volume/threeViewsPng';
import type { ChartFigure } from './chartFigure';
import { drawWanted, forgetPictures } from './shims/rasterise';
import type { Run } from './visit';

/** Pictures for a paper: each chart as SVG, the shape in three views as PNG on a clear ground. */
export async function pictures(
  run: Run,
  charts: readonly [string, ChartFigure][],
): Promise<Record<string, string | Uint8Array>> {
  const made: Record<string, string | Uint8Array> = {};
  for (const [name, figure] of charts) {
    const picture = await figure.picture();
    if (picture) made[`${name}.svg`] = picture;
  }
  if (run.result) made['shape.png'] = await shapePicture(run.result.reconstruction.map);
  return made;
}

/** Three views, some 2,800 pixels wide: 300 dots per inch over a page. */
async function shapePicture(map: DensityMap): Promise<Uint8Array> {
  const options = { scale: 3, background: 'transparent' };
  try {
    const picture = threeViewsPng(map, options);
    return (await drawWanted()) > 0 ? threeViewsPng(map, options) : picture;
  } finally {
    forgetPictures();
  }
}
