import assert from 'node:assert/strict';
import { parseCurve } from '../../src/curve/format/parseCurve';
import { InputError } from '../../src/inputError';
import { truth, points, plain, rows, lines } from './oddFileParts';
import { whole, withoutErrors } from './readableOddFiles';
import { refused } from './refusedOddFiles';

describe('odd files', () => {
  for (const [what, content] of Object.entries(whole)) {
    it(`reads ${what}`, () => {
      const curve = parseCurve(content, { name: what });
      assert.equal(curve.q.length, 120, 'points');
      assert.equal(curve.errors, 'measured');
      truth.q.forEach((q, i) => {
        assert.ok(Math.abs(curve.q[i] / q - 1) < 1e-5, `q ${curve.q[i]}, true ${q}`);
        assert.ok(Math.abs(curve.intensity[i] - truth.intensity[i]) < 1e-4, `I(${q}) ${curve.intensity[i]}`);
        assert.ok(Math.abs(curve.sigma[i] / truth.sigma[i] - 1) < 1e-4, `error at ${q}: ${curve.sigma[i]}`);
      });
    });
  }

  for (const [what, content] of Object.entries(withoutErrors)) {
    it(`reads ${what} and models the errors`, () => {
      const curve = parseCurve(content, { name: what });
      assert.equal(curve.q.length, 120);
      assert.equal(curve.errors, 'model');
      truth.q.forEach((q, i) =>
        assert.ok(
          Math.abs(curve.q[i] / q - 1) < 1e-5 && Math.abs(curve.intensity[i] - truth.intensity[i]) < 1e-4,
        ),
      );
    });
  }

  it('averages repeated measurements', () => {
    const curve = parseCurve(
      lines(
        points.flatMap(([q, i, s]) =>
          [
            [q, i - s, s],
            [q, i + s, s],
          ].map((row) => row.map(plain).join(' ')),
        ),
      ),
    );
    assert.equal(curve.q.length, 120);
    truth.q.forEach((_, i) =>
      assert.ok(
        Math.abs(curve.intensity[i] - truth.intensity[i]) < 1e-4 &&
          Math.abs(curve.sigma[i] / (truth.sigma[i] / Math.SQRT2) - 1) < 1e-4,
      ),
    );
  });

  it('leaves out rows whose error is no number', () => {
    for (const word of ['nan', '*****', '0.0', '-1']) {
      const curve = parseCurve(
        lines(rows().map((row, i) => (i % 9 === 4 ? row.replace(/\S+$/, word) : row))),
      );
      assert.equal(curve.q.length, 107, word);
    }
  });

  for (const [what, text, why] of refused) {
    it(`refuses ${what.replace('\n', ' / ')}`, () => {
      assert.throws(
        () => parseCurve(text, { name: 'the file' }),
        (error: unknown) => {
          assert.ok(error instanceof InputError);
          assert.match(error.message, why);
          assert.match(error.message, /^[^\n]+\.$/, 'one sentence');
          return true;
        },
      );
    });
  }
});
