import { deepEqual, ok } from 'node:assert/strict';
import { describe, it } from 'mocha';
import { BALL_POINTS, fromBall } from '../../src/grid/unitBall';
import { inPose, POSES } from '../../src/network/cubeSymmetry';
import { joinAnswers, type DirectAnswer } from '../../src/network/joinAnswers';
import { Random } from '../../src/random';

function answer(random: Random, map: Float32Array): DirectAnswer {
  const component = (weight: number): DirectAnswer['components'][number] => ({
    weight,
    mean: Float32Array.from({ length: 200 }, () => random.normal()),
    deviation: new Float32Array(200).fill(0.5),
  });
  return {
    map,
    components: [component(0.3), component(0.7)],
    logRatio: random.normal() * 0.1,
    radiusSpread: 0.1,
  };
}

describe('answers of several networks', () => {
  const random = new Random(4);
  const map = Float32Array.from({ length: BALL_POINTS }, () => random.uniform());

  it('one alone stays as it is, its components by weight, their mean and deviation those of the mixture', () => {
    const one = answer(random, map);
    const joined = joinAnswers([one]);
    deepEqual(joined.map, fromBall(map, 1));
    deepEqual(
      joined.components.map((c) => c.weight),
      [0.7, 0.3],
    );
    const [a, b] = one.components.map((c) => c.mean[17]);
    ok(Math.abs(joined.mean[17] - (0.3 * a + 0.7 * b)) < 1e-6);
    // variance of a mixture: that within and that between
    ok(Math.abs(joined.deviation[17] ** 2 - (0.25 + 0.21 * (a - b) ** 2)) < 1e-5);
  });

  it('a second in another pose is brought to the first, and its latents are left out', () => {
    const first = answer(random, map);
    const elsewhere = POSES.map((_, t) => inPose(map, t, new Float32Array(BALL_POINTS)))[13];
    const joined = joinAnswers([first, answer(random, elsewhere)]);
    const mean = fromBall(map, 1);
    ok(joined.map.every((v, p) => Math.abs(v - mean[p]) < 1e-6));
    deepEqual(joined.components.length, 2);
    ok(Math.abs(joined.components.reduce((sum, c) => sum + c.weight, 0) - 1) < 1e-12);
  });
});
