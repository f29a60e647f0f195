import { bodyColour, type Colour, modelColour } from './palette';
import { shade, unit, type Vector } from './shade';
import { densityAt, type FineDensity } from './smoothDensity';
import { castSpheres, type SphereCast } from './spheres';
import { castSurface, type Frame } from './surfaceCast';
import type { ViewAxes } from './viewAxes';

/** Contents of a picture of a surface. */
export interface Scene {
  readonly density: FineDensity;
  readonly threshold: number;
  /** points of a model in fine grid coordinates, with the radius of their spheres in fine steps */
  readonly model?: { readonly points: Float64Array; readonly radius: number };
  /** colour of the surface at a point in fine grid coordinates; default one colour */
  readonly colourAt?: (x: number, y: number, z: number) => Colour;
}

/** Number of samples along each side of a pixel. */
const oversampling = 2;

/** Distances from the surface, in steps of the map, at which density occludes the sky. */
const openSteps = [1, 2, 3.5, 5];

/** Opacity of the surface over a model. */
const veil = 0.42;

/** Opacity of the surface beside a model. */
const alone = 0.75;

/** Largest difference of the depths within a pixel, in samples, at which one colour does for all its samples. */
const smooth = 2;

/**
 * A square picture of the isosurface, RGBA without premultiplied alpha, transparent where there
 * is nothing.
 */
export function surfacePicture(scene: Scene, view: ViewAxes, frame: Frame): Uint8Array {
  const fine = { ...frame, pixels: frame.pixels * oversampling, pixel: frame.pixel / oversampling };
  const { density, threshold } = scene;
  const { depth } = castSurface(density, threshold, view, fine);
  const middle = (density.size[view.depth] - 1) / 2;
  const spheres = scene.model && castSpheres(scene.model.points, scene.model.radius, view, fine, middle);
  const bytes = new Uint8Array(4 * frame.pixels ** 2);
  const sum = new Float64Array(4);
  for (let row = 0; row < frame.pixels; row++) {
    for (let column = 0; column < frame.pixels; column++) {
      const x = column * oversampling;
      const y = row * oversampling;
      const even = evenDepth(depth, fine, x, y);
      const mid = (oversampling - 1) / 2;
      const common = even === undefined ? undefined : litSurface(scene, view, fine, x + mid, y + mid, even);
      sum.fill(0);
      for (let s = 0; s < oversampling ** 2; s++) {
        const sx = x + (s % oversampling);
        const sy = y + Math.floor(s / oversampling);
        const k = sy * fine.pixels + sx;
        const met = depth[k] > -Infinity;
        if (!met && (spheres?.depth[k] ?? -Infinity) === -Infinity) continue;
        const lit = met ? (common ?? litSurface(scene, view, fine, sx, sy, depth[k])) : undefined;
        const { colour, cover } = blend(lit, depth[k], spheres, k);
        sum[0] += colour[0] * cover;
        sum[1] += colour[1] * cover;
        sum[2] += colour[2] * cover;
        sum[3] += cover;
      }
      if (sum[3] === 0) continue;
      const at = 4 * (row * frame.pixels + column);
      for (let c = 0; c < 3; c++) bytes[at + c] = Math.round((255 * sum[c]) / sum[3]);
      bytes[at + 3] = Math.round((255 * sum[3]) / oversampling ** 2);
    }
  }
  return bytes;
}

/** Mean depth of the surface at the samples of the pixel that begins at (x, y), if they all meet one smooth piece of it. */
function evenDepth(depth: Float32Array, { pixels, pixel }: Frame, x: number, y: number): number | undefined {
  let least = Infinity;
  let greatest = -Infinity;
  let sum = 0;
  for (let s = 0; s < oversampling ** 2; s++) {
    const here = depth[(y + Math.floor(s / oversampling)) * pixels + x + (s % oversampling)];
    if (here < least) least = here;
    if (here > greatest) greatest = here;
    sum += here;
  }
  return greatest - least <= smooth * pixel ? sum / oversampling ** 2 : undefined;
}

/** Colour of the surface at the sample (x, y), lit and darkened in clefts. */
function litSurface(
  scene: Scene,
  view: ViewAxes,
  { pixels, pixel, centre }: Frame,
  x: number,
  y: number,
  depth: number,
): Colour {
  const point: [number, number, number] = [0, 0, 0];
  point[view.right] = centre[view.right] + (x - (pixels - 1) / 2) * pixel;
  point[view.up] = centre[view.up] + ((pixels - 1) / 2 - y) * pixel;
  point[view.depth] = (scene.density.size[view.depth] - 1) / 2 + view.towards * depth;
  const outward = outwardNormal(scene.density, ...point);
  const normal: Vector = [outward[view.right], outward[view.up], view.towards * outward[view.depth]];
  const colour = scene.colourAt ? scene.colourAt(...point) : bodyColour;
  return shade(colour, normal, openness(scene, point, outward));
}

/** The normal: against the gradient of the density, from differences over half a step on either side. */
function outwardNormal(density: FineDensity, x: number, y: number, z: number): Vector {
  const h = density.factor / 2;
  return unit([
    densityAt(density, x - h, y, z) - densityAt(density, x + h, y, z),
    densityAt(density, x, y - h, z) - densityAt(density, x, y + h, z),
    densityAt(density, x, y, z - h) - densityAt(density, x, y, z + h),
  ]);
}

/** Share of the sky visible from a surface point, reduced by density along the way. */
function openness({ density, threshold }: Scene, point: Vector, outward: Vector): number {
  let closed = 0;
  for (const steps of openSteps) {
    const reach = steps * density.factor;
    const met = densityAt(
      density,
      point[0] + outward[0] * reach,
      point[1] + outward[1] * reach,
      point[2] + outward[2] * reach,
    );
    closed += Math.min(threshold, met);
  }
  return Math.max(0.25, 1 - (1.1 * closed) / (threshold * openSteps.length));
}

/** Surface and model composed. */
function blend(
  surface: Colour | undefined,
  depth: number,
  spheres: SphereCast | undefined,
  k: number,
): { colour: Colour; cover: number } {
  if (!spheres) return { colour: surface as Colour, cover: 1 };
  if (spheres.depth[k] === -Infinity) return { colour: surface as Colour, cover: alone };
  const sphere = shade(modelColour, spheres.normalAt(k), 1);
  if (!surface || spheres.depth[k] > depth) return { colour: sphere, cover: 1 };
  const mixed = (c: 0 | 1 | 2): number => veil * surface[c] + (1 - veil) * sphere[c];
  return { colour: [mixed(0), mixed(1), mixed(2)], cover: 1 };
}
