import assert from 'node:assert/strict';
import { PNG } from 'pngjs';
import { profileChart, toPng } from 'decodesaxs-widgets';
import { compactPng } from 'decodesaxs-widgets/dist/render/compactPng';
import { encodePng } from 'decodesaxs-widgets/dist/render/encodePng';
import { indexed } from 'decodesaxs-widgets/dist/render/palette256';

const pixels = (png: Uint8Array): Uint8Array => PNG.sync.read(Buffer.from(png)).data;

/** A picture of a size from a colour per place. */
function drawn(size: number, at: (x: number, y: number) => number[]): Uint8Array {
  const rgba = new Uint8Array(4 * size * size);
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) rgba.set(at(x, y), 4 * (y * size + x));
  return rgba;
}

describe('a compact PNG', () => {
  it('has every pixel of a picture of at most 256 colours, clear ones included', () => {
    const rgba = drawn(64, (x, y) => ((x + y) % 3 === 0 ? [0, 0, 0, 0] : [4 * x, 200, 16 * (y % 4), 255]));
    assert.deepEqual(pixels(compactPng(encodePng(rgba, 64, 64))), Buffer.from(rgba));
  });

  it('differs from a shaded picture by a few levels of 256, and not at all where it is of one colour', () => {
    const rgba = drawn(128, (x, y) =>
      x < 40 ? [255, 255, 255, 255] : [x, 2 * y, Math.round((x + y) / 2), 255 - (x % 8)],
    );
    const { palette, indices } = indexed(rgba);
    assert.ok(palette.length <= 4 * 256);
    let worst = 0;
    let sum = 0;
    indices.forEach((index, i) => {
      for (let c = 0; c < 4; c++) {
        const off = Math.abs(palette[4 * index + c] - rgba[4 * i + c]);
        worst = Math.max(worst, off);
        sum += off / rgba.length;
        if (i % 128 < 40) assert.equal(off, 0, 'the white ground stays white');
      }
    });
    // 88 × 128 colours in a plane of two dimensions: 256 boxes of about 6 × 8 colours
    assert.ok(worst <= 24 && sum < 4, `${worst} at most, ${sum} on average`);
  });

  it('has less than half of the bytes of a chart', async () => {
    const q = Float64Array.from({ length: 60 }, (_, i) => 0.01 + 0.004 * i);
    const chart = profileChart({
      q,
      intensity: q.map((x) => Math.exp(-150 * x * x)),
      sigma: q.map(() => 0.01),
    });
    const png = await toPng(chart);
    const compact = compactPng(png);
    assert.ok(compact.length < 0.5 * png.length, `${compact.length} of ${png.length} bytes`);
    const [before, after] = [pixels(png), pixels(compact)];
    const off = before.reduce((total, value, i) => total + Math.abs(value - after[i]), 0) / before.length;
    assert.ok(off < 0.2, `${off} of 256 levels on average`);
  });
});
