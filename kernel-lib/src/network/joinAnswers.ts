import { LATENT_SIZE } from './autoEncoder';
import { BALL_POINTS, fromBall } from '../grid/unitBall';
import { bestFieldPose, inPose } from './cubeSymmetry';
import type { DirectShape, LatentComponent } from './directShape';
import { exp } from '../elementary';

/** The prediction of one network for a profile. */
export interface DirectAnswer {
  /** 14147 probabilities in the unit ball */
  readonly map: Float32Array;
  readonly components: readonly LatentComponent[];
  /** ln(rmax / Rg) and its standard deviation */
  readonly logRatio: number;
  readonly radiusSpread: number;
}

/**
 * Joins the predictions of several networks. For a nearly symmetric body they may have different poses: each map is
 * moved to the pose of the first; latents, which depend on the pose, count only where it is the same.
 */
export function joinAnswers(answers: readonly DirectAnswer[]): DirectShape {
  const first = answers[0];
  const ball = new Float32Array(BALL_POINTS);
  const alike: DirectAnswer[] = [],
    networks: Float32Array[] = [];
  for (const answer of answers) {
    const pose = bestFieldPose(answer.map, first.map);
    const posed = inPose(answer.map, pose, new Float32Array(BALL_POINTS));
    networks.push(fromBall(posed, 1));
    for (let b = 0; b < BALL_POINTS; b++) ball[b] += posed[b] / answers.length;
    if (pose === 0) alike.push(answer);
  }
  const components = alike.flatMap(({ components }) =>
    components.map((c) => ({ ...c, weight: c.weight / alike.length })),
  );
  components.sort((a, b) => b.weight - a.weight);
  const logRatio = mean(answers.map((answer) => answer.logRatio));
  return {
    map: fromBall(ball, 1),
    networks,
    components,
    ...momentsOf(components),
    radiusRatio: exp(logRatio),
    radiusSpread: Math.sqrt(mean(answers.map((a) => a.radiusSpread ** 2 + (a.logRatio - logRatio) ** 2))),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mean and standard deviation of each latent over the components. */
function momentsOf(components: readonly LatentComponent[]): { mean: Float32Array; deviation: Float32Array } {
  const first = new Float32Array(LATENT_SIZE),
    second = new Float32Array(LATENT_SIZE);
  for (const { weight, mean, deviation } of components) {
    for (let k = 0; k < LATENT_SIZE; k++) {
      first[k] += weight * mean[k];
      second[k] += weight * (mean[k] ** 2 + deviation[k] ** 2);
    }
  }
  return {
    mean: first,
    deviation: second.map((square, k) => Math.sqrt(Math.max(1e-4, square - first[k] ** 2))),
  };
}
