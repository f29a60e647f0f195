import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { densityView, generationScrubber, sideBySide, standalonePage } from 'decodesaxs-widgets';
import { modelKind } from 'decodesaxs-widgets/dist/viewer/modelKind';
import { alphaHelix, ballMap, dumbbell, pdbText } from '../bodies';

const hostile = '</title></script><img src=x onerror="alert(1)">&amp;\'';

/** Header and first block of the data in a view, read as the format of the payload says. */
function payloadOf(html: string): { header: Record<string, unknown>; block: Buffer } {
  const packed = /id=&quot;data&quot;&gt;([A-Za-z0-9+/=]+)&lt;/.exec(html)?.[1] as string;
  const bytes = gunzipSync(Buffer.from(packed, 'base64'));
  const count = bytes.readUInt32LE(0);
  const lengths = Array.from({ length: count }, (_, i) => bytes.readUInt32LE(4 + 4 * i));
  const start = 4 * (count + 1);
  return {
    header: JSON.parse(bytes.toString('utf8', start, start + lengths[0])),
    block: bytes.subarray(start + lengths[0], start + lengths[0] + lengths[1]),
  };
}

describe('views', () => {
  it('weigh at most 700 kB beside their data', () => {
    const { html } = densityView(dumbbell, { model: pdbText(alphaHelix(26, [-30, -4, 4])) });
    assert.ok(html.length < 700_000, `${html.length} bytes`);
  });

  it('hold every density to a 65535th of its range, x running fastest', () => {
    const { header, block } = payloadOf(densityView(dumbbell).html);
    const [{ low, high, step, size }] = header.maps as [
      { low: number; high: number; step: number; size: number[] },
    ];
    assert.deepEqual([step, size], [dumbbell.step, [31, 31, 31]]);
    for (const [i, j, k] of [
      [10, 13, 17],
      [21, 17, 14],
      [3, 4, 5],
      [15, 15, 15],
    ]) {
      const packed = low + ((high - low) * block.readUInt16LE(2 * ((k * 31 + j) * 31 + i))) / 65535;
      assert.ok(Math.abs(packed - dumbbell.values[(31 * i + j) * 31 + k]) < 1e-5);
    }
  });

  it('take any title as text', () => {
    for (const view of [
      densityView(dumbbell, { title: hostile }),
      sideBySide({ name: hostile, map: dumbbell }, { name: 'b', map: dumbbell }),
    ]) {
      const page = standalonePage(view);
      assert.doesNotMatch(page, /<img src=x/);
      assert.doesNotMatch(page.replace(/srcdoc="[^"]*"/, ''), /<\/script/);
    }
  });

  it('keep the first and the last of many generations', () => {
    const frames = Array.from({ length: 150 }, (_, generation) => ({
      generation: generation + 1,
      map: dumbbell,
    }));
    const { header } = payloadOf(generationScrubber(frames).html);
    const kept = (header.generations as { generation: number }[]).map(({ generation }) => generation);
    assert.deepEqual([kept.length, kept[0], kept[59]], [60, 1, 150]);
    assert.equal(new Set(kept).size, 60);
  });

  it('refuse what cannot be shown', () => {
    assert.throws(() => generationScrubber([]), { name: 'InputError', message: /no generation/ });
    assert.throws(() => densityView(dumbbell, { model: 'HEADER only' }), {
      name: 'InputError',
      message: /no atom/,
    });
    assert.throws(() => densityView(dumbbell, { spread: new Float32Array(2) }), {
      name: 'InputError',
      message: /spread has 2 values/,
    });
    assert.throws(() => sideBySide({ name: 'a', map: dumbbell }, { name: 'b', map: ballMap([]) }), {
      name: 'InputError',
    });
  });
});

describe('modelKind', () => {
  const trace = pdbText(alphaHelix(12, [0, 0, 0]));

  it('tells atoms, a trace and beads apart', () => {
    assert.equal(modelKind(trace), 'trace');
    assert.equal(
      modelKind(trace.replace('END', 'ATOM     99  CB  ALA A  12       9.000   9.000   9.000')),
      'atoms',
    );
    assert.equal(modelKind(trace.replaceAll(' CA ', ' DUM')), 'beads');
    assert.equal(modelKind(pdbText(Array.from({ length: 12 }, (_, i) => [10 * i, 0, 0]))), 'beads');
  });
});
