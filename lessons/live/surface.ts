/** Points along an edge of the grid, and its centre. */
const SIZE = 31;
const CENTRE = 15;

/** Å per step of a shape of radius 1 Å, as in `shapeMap`. */
const STEPS = 13.5;

/** A rotation as rows, x to the right, y up, z to the viewer. */
export type Turn = readonly number[];

const LIGHT = unit([0.45, 0.6, 0.75]);

/**
 * The surface of a field on the 31³ grid where it crosses 0 (positive inside), seen along −z after a turn, shaded,
 * at a true scale in Å. Rays are traced in software, so that views do not need graphics contexts.
 */
export class Surface {
  readonly canvas = document.createElement('canvas');
  private readonly pen = this.canvas.getContext('2d') as CanvasRenderingContext2D;

  /**
   * @param reach Å from the centre to the edge of the picture
   * @param words for screen readers
   */
  constructor(
    private readonly reach: number,
    words: string,
  ) {
    this.canvas.className = 'turn';
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-label', words);
  }

  /** @param side pixels of the square picture */
  draw(field: Float32Array, rmax: number, turn: Turn, side: number): void {
    const { canvas, pen } = this;
    if (canvas.width !== side) canvas.width = canvas.height = side;
    const image = pen.createImageData(side, side);
    const pixel = (2 * this.reach * STEPS) / (side * rmax);
    // in steps of the grid: the axes of the picture, and the direction of a ray
    const [right, up, back] = [0, 1, 2].map((row) => [0, 1, 2].map((k) => turn[3 * row + k]));
    for (let py = 0; py < side; py++) {
      for (let px = 0; px < side; px++) {
        const [u, v] = [(px + 0.5 - side / 2) * pixel, (side / 2 - py - 0.5) * pixel];
        const inside = CENTRE * CENTRE - u * u - v * v;
        if (inside <= 0) continue;
        const depth = Math.sqrt(inside);
        const light = hit(field, right, up, back, u, v, depth);
        if (light < 0) continue;
        const at = 4 * (py * side + px);
        image.data[at] = 92 * light;
        image.data[at + 1] = 153 * light;
        image.data[at + 2] = 209 * light;
        image.data[at + 3] = 255;
      }
    }
    pen.putImageData(image, 0, 0);
  }
}

/** The brightness at the intersection of a ray with the surface, below 0 without one. */
function hit(
  field: Float32Array,
  right: readonly number[],
  up: readonly number[],
  back: readonly number[],
  u: number,
  v: number,
  depth: number,
): number {
  const x0 = CENTRE + u * right[0] + v * up[0];
  const y0 = CENTRE + u * right[1] + v * up[1];
  const z0 = CENTRE + u * right[2] + v * up[2];
  let before = -1;
  for (let t = depth; t >= -depth; t -= 0.7) {
    const value = sample(field, x0 + t * back[0], y0 + t * back[1], z0 + t * back[2]);
    if (value > 0) {
      const s = t + (0.7 * value) / (value - before);
      const [x, y, z] = [x0 + s * back[0], y0 + s * back[1], z0 + s * back[2]];
      const normal = unit([
        sample(field, x - 0.8, y, z) - sample(field, x + 0.8, y, z),
        sample(field, x, y - 0.8, z) - sample(field, x, y + 0.8, z),
        sample(field, x, y, z - 0.8) - sample(field, x, y, z + 0.8),
      ]);
      const [a, b, c] = [right, up, back].map(
        (axis) => axis[0] * normal[0] + axis[1] * normal[1] + axis[2] * normal[2],
      );
      return Math.min(1.15, 0.5 + 0.62 * Math.max(0, a * LIGHT[0] + b * LIGHT[1] + c * LIGHT[2]));
    }
    before = value;
  }
  return -1;
}

/** The field between its points, linear along each axis; far outside below 0. */
function sample(field: Float32Array, x: number, y: number, z: number): number {
  if (!(x >= 0 && y >= 0 && z >= 0 && x < SIZE - 1 && y < SIZE - 1 && z < SIZE - 1)) return -1;
  const i = x | 0;
  const j = y | 0;
  const k = z | 0;
  const [fx, fy, fz] = [x - i, y - j, z - k];
  const at = (SIZE * i + j) * SIZE + k;
  const a = field[at] + fz * (field[at + 1] - field[at]);
  const b = field[at + SIZE] + fz * (field[at + SIZE + 1] - field[at + SIZE]);
  const far = at + SIZE * SIZE;
  const c = field[far] + fz * (field[far + 1] - field[far]);
  const d = field[far + SIZE] + fz * (field[far + SIZE + 1] - field[far + SIZE]);
  const near = a + fy * (b - a);
  return near + fx * (c + fy * (d - c) - near);
}

function unit(v: readonly number[]): number[] {
  const length = Math.hypot(...v) || 1;
  return v.map((value) => value / length);
}

/** A turn followed by one about the axes of the screen, in radians. */
export function turned(turn: Turn, aboutX: number, aboutY: number): number[] {
  const [cx, sx, cy, sy] = [Math.cos(aboutX), Math.sin(aboutX), Math.cos(aboutY), Math.sin(aboutY)];
  const about = [cy, 0, sy, sx * sy, cx, -sx * cy, -cx * sy, sx, cx * cy];
  return Array.from({ length: 9 }, (_, at) =>
    [0, 1, 2].reduce((sum, k) => sum + about[3 * Math.floor(at / 3) + k] * turn[3 * k + (at % 3)], 0),
  );
}
