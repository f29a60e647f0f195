import type { DensityMap } from 'decodesaxs/dist/grid/densityMap';
import { framed } from 'decodesaxs-widgets/dist/volume/framedScene';
import { surfacePicture } from 'decodesaxs-widgets/dist/volume/surfacePicture';
import { threeViews } from 'decodesaxs-widgets/dist/volume/viewAxes';

const PIXELS = 300;

/** Whether this browser draws in space. */
export function hasWebGl(): boolean {
  return document.createElement('canvas').getContext('webgl') !== null;
}

/** Three still views of a map, for browsers without WebGL. */
export class StillViews {
  readonly block = element('div', { class: 'still' });
  private map: DensityMap | undefined;
  private spread: Float32Array | undefined;

  /** Draws a map cut at a level. */
  show(map: DensityMap, level: number, spread?: Float32Array): void {
    this.map = map;
    this.spread = spread;
    const scene = framed(map, { threshold: level, spread }, PIXELS);
    this.block.replaceChildren(...threeViews.map((view) => {
      const canvas = element('canvas', { width: PIXELS, height: PIXELS, role: 'img', 'aria-label': `The shape in the plane ${view.name}` });
      const picture = surfacePicture(scene, view, scene.frame);
      canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(picture), PIXELS, PIXELS), 0, 0);
      return element('figure', {}, canvas, element('figcaption', {}, view.name));
    }));
  }

  /** Draws the same map again, at another level or in another colouring. */
  change(level: number, spread = this.spread): void {
    if (this.map) this.show(this.map, level, spread);
  }

  /** Goes back to the plain colour. */
  plain(level: number): void {
    if (this.map) this.show(this.map, level);
  }
}
