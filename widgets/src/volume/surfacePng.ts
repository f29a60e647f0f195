import { compactPng } from '../render/compactPng';
import { encodePng } from '../render/encodePng';
import { framed, type PictureOptions } from './framedScene';
import { surfacePicture } from './surfacePicture';
import { threeViews } from './viewAxes';
import type { VolumeMap } from './volumeMap';

/** Options of `surfacePng`. */
export interface SurfaceOptions extends PictureOptions {
  /** axes that point right and up; default xy */
  readonly view?: 'xy' | 'zy' | 'xz';
  /** side of the picture in pixels, default 400 */
  readonly pixels?: number;
}

/** A picture and the side of the square of space that it shows, in Å. */
export interface SurfacePicture {
  readonly png: Uint8Array;
  readonly extent: number;
}

/**
 * One view of the isosurface of a map on a transparent ground; a model is drawn as spheres at its own
 * coordinates, under a translucent surface. See `threeViewsPng` for three with axes and a scale bar.
 * @throws InputError when the map is not one or nothing lies above the threshold
 */
export function surfacePng(map: VolumeMap, options: SurfaceOptions = {}): SurfacePicture {
  const { view = 'xy', pixels = 400, ...picture } = options;
  const scene = framed(map, picture, pixels);
  const rgba = surfacePicture(
    scene,
    threeViews.find(({ name }) => name === view)!,
    scene.frame,
  );
  return { png: compactPng(encodePng(rgba, pixels, pixels)), extent: scene.extent };
}
