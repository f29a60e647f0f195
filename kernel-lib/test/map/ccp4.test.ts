import * as assert from 'node:assert/strict';
import type { DensityMap } from '../../src/grid/densityMap';
import { voxelise } from '../../src/grid/voxelise';
import { InputError } from '../../src/inputError';
import { readCcp4 } from '../../src/map/readCcp4';
import { shapeMap } from '../../src/map/shapeMap';
import { writeCcp4 } from '../../src/map/writeCcp4';
import { Random } from '../../src/random';
import { nglVolume } from './nglVolume';

/**
 * A reader from the text of the MRC2014 specification, for little-endian maps of mode 2: value at a
 * place in Å, by trilinear interpolation. Origins are placed as a CCP4 program does (`start`), as
 * an MRC program does (`origin`), or by both words together.
 */
function independentReader(bytes: Uint8Array, by: 'start' | 'origin' | 'both'): (x: number[]) => number {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const int = (word: number): number => view.getInt32(4 * (word - 1), true);
  const float = (word: number): number => view.getFloat32(4 * (word - 1), true);
  assert.equal(int(4), 2);
  assert.equal(String.fromCharCode(...bytes.subarray(208, 212)), 'MAP ');
  assert.equal(bytes.length, 1024 + int(24) + 4 * int(1) * int(2) * int(3));
  const axis = [int(17), int(18), int(19)].map((n) => n - 1);
  const step = [0, 1, 2].map((a) => float(11 + a) / int(8 + a));
  const start = [0, 0, 0];
  axis.forEach((a, i) => (start[a] = int(5 + i) * step[a]));
  const origin = [float(50), float(51), float(52)];
  const first = start.map((value, a) => {
    if (by === 'both') return value + origin[a];
    return by === 'start' || origin.every((o) => o === 0) ? value : origin[a];
  });
  const value = (xyz: number[]): number => {
    const [c, r, s] = axis.map((a) => xyz[a]);
    return view.getFloat32(1024 + int(24) + 4 * (c + int(1) * (r + int(2) * s)), true);
  };
  return (place) => {
    const g = place.map((x, a) => (x - first[a]) / step[a]);
    const low = g.map(Math.floor);
    let sum = 0;
    for (let corner = 0; corner < 8; corner++) {
      const at = low.map((n, a) => n + ((corner >> a) & 1));
      const weight = at.reduce((w, n, a) => w * (1 - Math.abs(g[a] - n)), 1);
      if (weight > 0) sum += weight * value(at);
    }
    return sum;
  };
}

/** A bent chain of points about its centroid. */
function chain(count: number): Float64Array {
  const points = Array.from({ length: count }, (_, i) => [
    30 * Math.cos(i / 9),
    0.35 * i,
    12 * Math.sin(i / 5),
  ]);
  const mean = [0, 1, 2].map((axis) => points.reduce((sum, p) => sum + p[axis], 0) / count);
  return Float64Array.from(points.flatMap((p) => p.map((value, axis) => value - mean[axis])));
}

const random = (size: readonly [number, number, number], extra: Partial<DensityMap> = {}): DensityMap => {
  const source = new Random(7);
  return {
    size,
    step: 2.5,
    origin: [-10, 5, 0],
    values: Float32Array.from({ length: size[0] * size[1] * size[2] }, () => source.normal()),
    ...extra,
  };
};

describe('writeCcp4', () => {
  const xyz = chain(150);
  const { grid, rmax } = voxelise(xyz);
  const bytes = writeCcp4(shapeMap(grid, rmax, 0.3));

  for (const by of ['start', 'origin', 'both'] as const) {
    it(`puts every atom inside the isosurface at true scale, for readers that go by ${by}`, () => {
      const density = independentReader(bytes, by);
      for (let p = 0; p < xyz.length; p += 3)
        assert.ok(density([...xyz.subarray(p, p + 3)]) > 0.3, `atom ${p / 3}`);
      const step = rmax / 13.5;
      let outside = 0;
      for (let x = -rmax; x <= rmax; x += 3.1) {
        for (let y = -rmax; y <= rmax; y += 3.1) {
          for (let z = -rmax; z <= rmax; z += 3.1) {
            let nearest = Infinity;
            for (let p = 0; p < xyz.length; p += 3)
              nearest = Math.min(nearest, Math.hypot(x - xyz[p], y - xyz[p + 1], z - xyz[p + 2]));
            if (nearest > 4 + Math.sqrt(3) * step) {
              assert.equal(density([x, y, z]), 0);
              outside++;
            }
          }
        }
      }
      assert.ok(outside > 1000);
    });
  }

  it('is read at the same place by NGL', async () => {
    const volume = await nglVolume(bytes);
    const step = rmax / 13.5;
    const m = volume.matrix.elements;
    for (let value = 0; value < volume.data.length; value += 97) {
      const [i, j, k] = [
        value % volume.nx,
        Math.floor(value / volume.nx) % volume.ny,
        Math.floor(value / volume.nx / volume.ny),
      ];
      const point = [0, 1, 2].map(
        (row) => 15 + (m[row] * i + m[4 + row] * j + m[8 + row] * k + m[12 + row]) / step,
      );
      point.forEach((at) => assert.ok(Math.abs(at - Math.round(at)) < 1e-4, `${point}`));
      const [x, y, z] = point.map(Math.round);
      assert.equal(volume.data[value], grid[(31 * x + y) * 31 + z], `${point}`);
    }
    const mean = grid.reduce((sum: number, value) => sum + value, 0) / grid.length;
    assert.ok(Math.abs(volume.mean - mean) < 1e-6);
    assert.ok(Math.abs(volume.rms - Math.sqrt(mean * (1 - mean))) < 1e-6);
  });

  it('refuses sizes that do not fit', () => {
    assert.throws(() => writeCcp4({ ...random([2, 3, 4]), size: [2, 3, 5] }), /2 × 3 × 5 points.*24 values/);
    assert.throws(() => writeCcp4(random([2, 3, 4], { step: 0 })), /step 0 Å/);
  });
});

describe('readCcp4', () => {
  const close = (a: DensityMap, b: DensityMap): void => {
    assert.deepEqual(a.size, b.size);
    assert.ok(Math.abs(a.step - b.step) < 1e-6 * b.step);
    a.origin.forEach((value, axis) => assert.ok(Math.abs(value - b.origin[axis]) < 1e-5));
    assert.deepEqual(a.values, b.values);
  };

  it('gives back what writeCcp4 wrote, radius and threshold included', () => {
    const map = random([4, 7, 5], { rmax: 33.3, threshold: 0.3 });
    const read = readCcp4(writeCcp4(map));
    close(read, map);
    assert.equal(read.rmax, 33.3);
    assert.equal(read.threshold, 0.3);
    const plain = readCcp4(writeCcp4(random([2, 2, 2])));
    assert.ok(!('rmax' in plain) && !('threshold' in plain));
    assert.match(
      String.fromCharCode(...writeCcp4(map).subarray(224, 304)),
      /^decodeSAXS rmax 33\.30 threshold 0\.30 +$/,
    );
  });

  it('keeps an origin between grid points', () => {
    const map = random([3, 4, 5], { origin: [1.1, -2.2, 0.3] });
    close(readCcp4(writeCcp4(map)), map);
  });

  /** A file with the given axis order, mode and byte order whose value at x, y, z is 100x + 10y + z. */
  function compose(axes: number[], mode: number, little: boolean, extra = 0): Uint8Array {
    const size = [3, 4, 5],
      order = axes.map((axis) => axis - 1);
    const width = [1, 2, 4, 0, 0, 0, 2][mode];
    const bytes = new Uint8Array(1024 + extra + 60 * width);
    const view = new DataView(bytes.buffer);
    const int = (word: number, value: number): void => view.setInt32(4 * word - 4, value, little);
    const float = (word: number, value: number): void => view.setFloat32(4 * word - 4, value, little);
    order.forEach((axis, i) => {
      int(1 + i, size[axis]);
      int(5 + i, [-1, 2, 3][axis]);
      int(17 + i, axis + 1);
    });
    size.forEach((n, axis) => {
      int(8 + axis, 2 * n);
      float(11 + axis, 3 * n);
      float(14 + axis, 90);
    });
    int(4, mode);
    int(24, extra);
    bytes.set([77, 65, 80, 32], 208);
    bytes.set(little ? [0x44, 0x41] : [0x11, 0x11], 212);
    let at = 1024 + extra;
    for (let s = 0; s < size[order[2]]; s++) {
      for (let r = 0; r < size[order[1]]; r++) {
        for (let c = 0; c < size[order[0]]; c++, at += width) {
          const xyz = [0, 0, 0];
          [c, r, s].forEach((n, i) => (xyz[order[i]] = n));
          const value = mode === 0 ? 20 * xyz[0] + 5 * xyz[1] + xyz[2] : 100 * xyz[0] + 10 * xyz[1] + xyz[2];
          if (mode === 0) view.setInt8(at, value - 60);
          else if (mode === 1) view.setInt16(at, value - 200, little);
          else if (mode === 6) view.setUint16(at, value + 40000, little);
          else view.setFloat32(at, value, little);
        }
      }
    }
    return bytes;
  }

  it('reads any order of axes, mode and byte order', () => {
    for (const axes of [
      [1, 2, 3],
      [3, 2, 1],
      [2, 3, 1],
      [3, 1, 2],
      [1, 3, 2],
      [2, 1, 3],
    ]) {
      for (const mode of [0, 1, 2, 6]) {
        for (const little of [true, false]) {
          const map = readCcp4(compose(axes, mode, little, mode === 2 ? 160 : 0));
          assert.deepEqual(map.size, [3, 4, 5]);
          assert.equal(map.step, 1.5);
          assert.deepEqual(map.origin, [-1.5, 3, 4.5]);
          const expected = mode === 0 ? 20 * 2 + 5 * 1 + 4 - 60 : 214 + { 1: -200, 2: 0, 6: 40000 }[mode]!;
          assert.equal(map.values[(2 * 4 + 1) * 5 + 4], expected, `${axes} mode ${mode} ${little}`);
        }
      }
    }
  });

  it('refuses in one sentence what it cannot place', () => {
    const refuses = (change: (view: DataView) => void, words: RegExp, cut?: number): void => {
      const bytes = compose([1, 2, 3], 2, true);
      change(new DataView(bytes.buffer));
      assert.throws(
        () => readCcp4(bytes.subarray(0, cut), 'm.map'),
        (error: Error) => {
          assert.ok(error instanceof InputError, String(error));
          assert.match(error.message, words);
          return /^m\.map [^\n]+\.$/.test(error.message);
        },
      );
    };
    refuses(() => {}, /cut short \(1200 of 1264/, 1200);
    refuses(() => {}, /not a CCP4 or MRC map/, 1000);
    refuses((view) => view.setInt32(0, -5, true), /not a CCP4 or MRC map/);
    refuses((view) => view.setInt32(12, 4, true), /of mode 4/);
    refuses((view) => view.setFloat32(60, 120, true), /angles of 90\.0, 90\.0, 120\.0°/);
    refuses((view) => view.setFloat32(40, 10, true), /steps of 1\.667, 1\.500, 1\.500/);
    refuses((view) => [40, 44, 48].forEach((at) => view.setFloat32(at, 0, true)), /does not state its scale/);
    refuses((view) => view.setInt32(64, 2, true), /axes as 2, 2, 3/);
    refuses((view) => view.setFloat32(1024, NaN, true), /not finite numbers/);
  });
});
