import type { DensityMap } from 'decodesaxs/core';
import { framed, surfacePicture, threeViews } from 'decodesaxs-widgets/core';
import { element } from 'decodesaxs-widgets/live';

const PIXELS = 300;

/** True where this browser has WebGL. */
export function hasWebGl(): boolean {
  return document.createElement('canvas').getContext('webgl') !== null;
}

/** Three still views of a map, for browsers without WebGL. */
export class StillViews {
  readonly block = element('div', { class: 'still' });
  private map: DensityMap | undefined;
  private spread: Float32Array | undefined;
  private mirrored = false;
  private extent: number | undefined;

  /**
   * Draws a map cut at a level.
   *
   * @param extent side in Å of the square of space that each view shows; default: the extent of the body
   */
  show(map: DensityMap, level: number, extent?: number): void {
    this.extent = extent;
    this.map = map;
    this.mirrored = false;
    this.spread = undefined;
    this.draw(map, level);
  }

  /** Draws the same map again, at another level. */
  change(level: number): void {
    if (this.map) this.draw(this.map, level);
  }

  /** Colours it by its spread, or, without one, in the plain colour. */
  paint(level: number, spread?: Float32Array): void {
    this.spread = spread;
    this.change(level);
  }

  /** Shows the mirror image, or the map itself. */
  turnOver(level: number, mirrored: boolean): void {
    this.mirrored = mirrored;
    this.change(level);
  }

  private draw(map: DensityMap, level: number): void {
    const facing = (values: Float32Array): Float32Array =>
      this.mirrored ? mirror(values, map.size) : values;
    const scene = framed(
      { ...map, values: facing(map.values) },
      { threshold: level, spread: this.spread && facing(this.spread), extent: this.extent },
      PIXELS,
    );
    this.block.replaceChildren(
      ...threeViews.map((view) => {
        const canvas = element('canvas', {
          width: PIXELS,
          height: PIXELS,
          role: 'img',
          'aria-label': `The shape in the plane ${view.name}`,
        });
        const picture = surfacePicture(scene, view, scene.frame);
        canvas
          .getContext('2d')
          ?.putImageData(new ImageData(new Uint8ClampedArray(picture), PIXELS, PIXELS), 0, 0);
        return element('figure', {}, canvas, element('figcaption', {}, view.name));
      }),
    );
  }
}

/** Values of a grid in which x runs the other way. */
function mirror(values: Float32Array, [nx, ny, nz]: DensityMap['size']): Float32Array {
  const turned = new Float32Array(values.length);
  const slab = ny * nz;
  for (let i = 0; i < nx; i++) turned.set(values.subarray(i * slab, (i + 1) * slab), (nx - 1 - i) * slab);
  return turned;
}
