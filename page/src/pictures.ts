import type { DensityMap } from 'decodesaxs/core';
import { threeViewsPng, withPictures } from 'decodesaxs-widgets/core';
import type { ChartFigure } from './chartFigure';
import type { Run } from './visit';

/** Pictures for a paper: each chart as SVG, the shape in three views as PNG without background. */
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

/** Three views, about 2,800 pixels wide: 300 dots per inch over the width of a page. */
function shapePicture(map: DensityMap): Promise<Uint8Array> {
  return withPictures(() => threeViewsPng(map, { scale: 3, background: 'transparent' }));
}
