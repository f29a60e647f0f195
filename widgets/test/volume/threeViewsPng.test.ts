import assert from 'node:assert/strict';
import { enclosedVolume, weightOfVolume, pdbPoints, threeViewsPng } from 'decodesaxs-widgets';
import { ballMap, dumbbell, pdbText } from '../bodies';
import { near, pixelsOf } from '../pixels';

describe('enclosedVolume', () => {
  it('of a ball is near 4/3 π r³, and halves the weight of a protein twice as dense', () => {
    const volume = enclosedVolume(ballMap([{ centre: [0.4, -0.7, 1.1], radius: 30 }], 2.5), 0.5);
    assert.ok(Math.abs(volume / ((4 / 3) * Math.PI * 30 ** 3) - 1) < 0.01, String(volume));
    assert.equal(weightOfVolume(160_000), 100);
  });
});

describe('pdbPoints', () => {
  it('reads the trace, passing over other atoms, further models and broken lines', () => {
    const text = pdbText([
      [1.5, -2.25, 3],
      [4, 5, 6],
    ]).replace(
      'END',
      [
        'ATOM      9  CB  ALA A   2       9.000   9.000   9.000',
        'ATOM     10  CA  ALA A   3       x.000   9.000   9.000',
        'ENDMDL',
        'ATOM     11  CA  ALA A   4       9.000   9.000   9.000',
      ].join('\n'),
    );
    assert.deepEqual(Array.from(pdbPoints(text)), [1.5, -2.25, 3, 4, 5, 6]);
  });

  it('takes all atoms where there is no trace', () => {
    assert.equal(
      pdbPoints(
        pdbText([
          [0, 0, 0],
          [1, 1, 1],
        ]).replaceAll(' CA ', ' DUM'),
      ).length,
      6,
    );
  });
});

describe('threeViewsPng', () => {
  it('draws three bodies on the ground asked for', () => {
    const white = pixelsOf(threeViewsPng(dumbbell, { scale: 1 }));
    assert.deepEqual([white.width, white.height], [924, 360]);
    assert.ok(white.share(near('#ffffff', 1)) > 0.5);
    for (const view of [0, 1, 2]) {
      let blue = 0;
      for (let y = 10; y < 310; y++) {
        for (let x = view * 312; x < view * 312 + 300; x++) {
          const [r, , b] = white.at(x, y);
          if (b > r + 50) blue++;
        }
      }
      assert.ok(blue > 5000, `view ${view} shows ${blue} pixels of the body`);
    }
    assert.deepEqual(
      pixelsOf(threeViewsPng(dumbbell, { scale: 1, background: 'transparent' })).at(2, 2),
      [0, 0, 0, 0],
    );
  });

  it('shows a hostile title as text', () => {
    const plain = pixelsOf(threeViewsPng(dumbbell, { scale: 1, title: 'x' }));
    const hostile = pixelsOf(
      threeViewsPng(dumbbell, {
        scale: 1,
        title: '</text><rect width="900" height="900" fill="#ff0000"/>\u0000<text>',
      }),
    );
    assert.ok(hostile.share(near('#ff0000')) === 0);
    assert.ok(hostile.share(near('#333333')) > plain.share(near('#333333')));
  });

  it('refuses a threshold above the density and a grid that does not fit its values', () => {
    assert.throws(() => threeViewsPng(dumbbell, { threshold: 2 }), {
      name: 'InputError',
      message: /nothing of the map lies above 2: choose a threshold below its greatest density, 1/,
    });
    assert.throws(() => threeViewsPng({ ...dumbbell, size: [3, 3, 3] }), {
      name: 'InputError',
      message: /29791 values for a grid of 3 × 3 × 3/,
    });
    assert.throws(() => threeViewsPng(dumbbell, { spread: new Float32Array(3) }), {
      name: 'InputError',
      message: /spread has 3 values/,
    });
  });
});
