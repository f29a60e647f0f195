import assert from 'node:assert/strict';
import { scoreChart, radiusChart, toSvg } from 'decodesaxs-widgets';

interface Spec {
  data: { values: Record<string, number>[] };
  layer: { encoding: Record<string, { scale?: { domain: number[] } }> }[];
}

describe('scoreChart and radiusChart', () => {
  const history = [Float64Array.of(9, 5, 7, 6, 8), Float64Array.of(4, 2, NaN, 3)].map(
    (values, generation) => ({ generation, bestScore: values, bestRmax: values }),
  );

  it('summarise each generation by its mean and five numbers', () => {
    const { data } = scoreChart(history) as unknown as Spec;
    assert.deepEqual(data.values[0], {
      generation: 0,
      mean: 7,
      least: 5,
      lowerQuartile: 6,
      median: 7,
      upperQuartile: 8,
      greatest: 9,
    });
    assert.deepEqual(data.values[1], {
      generation: 1,
      mean: 3,
      least: 2,
      lowerQuartile: 2.5,
      median: 3,
      upperQuartile: 3.5,
      greatest: 4,
    });
  });

  it('hold every score, and keep the axis of generations while they grow', () => {
    const { layer } = scoreChart(history.slice(0, 1), { generations: 80 }) as unknown as Spec;
    const [low, high] = layer[0].encoding.y.scale?.domain as number[];
    assert.ok(low < 5 && high > 9);
    assert.deepEqual(layer[0].encoding.x.scale?.domain, [0, 80]);
  });

  it('draw two bands, a line and the known radius', async () => {
    const svg = await toSvg(radiusChart(history, { knownRadius: 4.25 }));
    assert.equal((svg.match(/mark-area role-mark/g) ?? []).length, 2);
    assert.equal((svg.match(/mark-line role-mark/g) ?? []).length, 1);
    assert.equal((svg.match(/known: 4\.[23] Å/g) ?? []).length, 1);
  });

  it('refuse an empty history and a generation without a number', () => {
    assert.throws(() => scoreChart([]), { name: 'InputError', message: /no generation/ });
    assert.throws(() => radiusChart([{ generation: 3, bestRmax: [NaN] }]), {
      name: 'InputError',
      message: /generation 3/,
    });
  });
});
