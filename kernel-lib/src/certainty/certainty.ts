import type { Consensus } from '../consensus/averageShapes';
import { correlation, innerProduct, spread as momentSpread } from '../superposition/correlation';
import { curveAmbiguity, type CurveAmbiguity } from './curveAmbiguity';
import { expectedCorrelation, type CertaintyMeasures, type ExpectedCorrelation } from './expectedCorrelation';
import { pairShell, resolution, type Resolution } from './fourierShell';
import { compareHalves } from './halfEnsembles';
import { rotateMoments } from '../superposition/rotateMoments';
import { sharpness } from './sharpness';
import type { Superposition } from '../superposition/superpose';
import { relativeAnisotropy } from '../grid/anisotropy';
import type { DensityMap } from '../grid/densityMap';
import type { ShapeLibrary } from '../library/shapeLibrary';
import { mapToBeads } from '../map/mapToBeads';
import { momentCount } from '../moments/momentLayout';
import { zernikeMoments } from '../moments/zernikeMoments';
import type { DirectShape } from '../network/directShape';
import { supportedQ } from '../profile/momentOrder';
import type { Target } from '../profile/target';
import type { ConsensusMembers } from '../consensus/consensusMembers';
import { log } from '../elementary';

/** Estimates of the quality of a reconstruction, without a model. */
export interface Certainty {
  /** expected correlation with the true structure; undefined for an average that the formula was not fitted to */
  readonly expected?: ExpectedCorrelation;
  /**
   * resolution at which a Fourier shell correlation falls below a limit: `half` and `seventh`, that of the two half-ensembles
   * below 0.5 and 0.143; `pairs`, the mean over pairs of the search's shapes below 0.5, as Tuukkanen,
   * Kleywegt & Svergun (IUCrJ 3 (2016) 440) state the resolution of an ensemble
   */
  readonly resolution: {
    readonly half: Resolution;
    readonly seventh: Resolution;
    readonly pairs: Resolution;
  };
  /** both correlations at q in 1/Å, up to the largest q measured and used */
  readonly shell: { readonly q: Float64Array; readonly halves: Float64Array; readonly pairs: Float64Array };
  readonly ambiguity: CurveAmbiguity;
  readonly measures: CertaintyMeasures;
}

/** Input of `certainty`. */
export interface CertaintyParts {
  readonly direct: DirectShape;
  readonly members: ConsensusMembers;
  readonly average: Consensus;
  readonly map: DensityMap;
  readonly target: Target;
  readonly library: ShapeLibrary;
  /** radius of gyration and largest q that was used, in Å and 1/Å */
  readonly rg: number;
  readonly qMax: number;
  /** whether the average is of the kind that the formula of the expected correlation was fitted to */
  readonly calibrated: boolean;
}

const NMAX = 20;
const SIZE = momentCount(NMAX);
const SHELLS = 60;
/** Mark of the direct map in `ConsensusMembers.half`. */
const DIRECT = 2;
/** Limits of a Fourier shell correlation, see `halfEnsembles`. */
const HALF = 0.5,
  SEVENTH = 0.143;

/**
 * Reproducibility of an answer, the number of known shapes with such a curve, and the expected correlation with the
 * truth. One half of the ensemble holds every other island and every other direct network, the other
 * half the rest; both give search and networks the same weights as the whole ensemble. About 0.2 s.
 */
export function certainty({
  direct,
  members,
  average,
  map,
  target,
  library,
  rg,
  qMax,
  calibrated,
}: CertaintyParts): Certainty {
  const turned = turnedMoments(members.shapes, average.members);
  const maps = direct.networks.map((map) => zernikeMoments(map, 1, NMAX));
  const [first, second] = halves(
    turned,
    members,
    maps.map((moments) => turnedAs(moments, average.members[0])),
  );
  const last = Math.min(supportedQ(NMAX, map.rmax!), qMax);
  const q = Float64Array.from({ length: SHELLS }, (_, i) => (last * (i + 1)) / SHELLS);
  const {
    shell,
    agreement: halfAgreement,
    resolution: half,
  } = compareHalves(first, second, q, map.rmax!, HALF);
  const genes = turned.filter((_, i) => members.half[i] !== DIRECT);
  const pairs = genes.length > 1 ? pairShell(genes, NMAX, q, map.rmax!) : shell;
  const ambiguity = curveAmbiguity(library, target, rg);
  const measures: CertaintyMeasures = {
    sharpness: sharpness(average.map),
    anisotropy: relativeAnisotropy(mapToBeads(map)),
    agreement: average.members.reduce((sum, member) => sum + member.correlation, 0) / members.count,
    variation: 1 - pairCorrelation(genes),
    halfAgreement,
    directAgreement: directAgreement(maps),
    meanSpread: meanInBody(average.spread, map),
    ambiguity: ambiguity.score,
    logRg: log(rg),
  };
  return {
    expected: calibrated ? expectedCorrelation(measures) : undefined,
    ambiguity,
    measures,
    shell: { q, halves: shell, pairs },
    resolution: { half, seventh: resolution(q, shell, SEVENTH), pairs: resolution(q, pairs, HALF) },
  };
}

function turnedMoments(shapes: Float32Array, moved: readonly Superposition[]): Float64Array[] {
  const all = zernikeMoments(shapes, moved.length, NMAX);
  return moved.map((motion, i) => turnedAs(all.subarray(i * SIZE, (i + 1) * SIZE), motion));
}

function turnedAs(moments: Float64Array, { rotation, mirror }: Superposition): Float64Array {
  return rotateMoments(moments, NMAX, rotation, mirror);
}

/** The averages of the two halves; a single network counts in both, and in neither where it is no member. */
function halves(
  turned: readonly Float64Array[],
  { weights, half }: ConsensusMembers,
  networks: readonly Float64Array[],
): Float64Array[] {
  const direct = half.indexOf(DIRECT) < 0 ? 0 : weights[half.indexOf(DIRECT)];
  return [0, 1].map((side) => {
    const own = networks.length > 1 ? networks.filter((_, i) => i % 2 === side) : networks;
    const genes = turned.flatMap((moments, i) => (half[i] === side ? [{ moments, weight: weights[i] }] : []));
    const total = genes.reduce((sum, { weight }) => sum + weight, 0);
    const mean = new Float64Array(SIZE);
    for (const moments of own) add(mean, moments, direct / own.length);
    for (const { moments, weight } of genes) add(mean, moments, ((1 - direct) * weight) / total);
    return mean;
  });
}

function add(sum: Float64Array, moments: Float64Array, weight: number): void {
  for (let e = 0; e < sum.length; e++) sum[e] += weight * moments[e];
}

/** Mean correlation of two of them: |Σ u|² counts every pair twice and each network with itself, u of length 1; 1 for one network. */
function pairCorrelation(shapes: readonly Float64Array[]): number {
  const n = shapes.length;
  if (n < 2) return 1;
  const sum = new Float64Array(SIZE);
  for (const moments of shapes) add(sum, moments, 1 / momentSpread(moments));
  return (innerProduct(sum, sum) - n) / (n * (n - 1));
}

/** Mean over pairs of networks, in the pose in which they are averaged. */
function directAgreement(moments: readonly Float64Array[]): number {
  const pairs = moments.flatMap((a, i) => moments.slice(0, i).map((b) => correlation(a, b)));
  return pairs.length === 0 ? 1 : pairs.reduce((sum, value) => sum + value, 0) / pairs.length;
}

function meanInBody(spread: Float32Array, { values, threshold }: DensityMap): number {
  let n = 0,
    sum = 0;
  values.forEach((value, e) => {
    if (value <= threshold!) return;
    n++;
    sum += spread[e];
  });
  return n > 0 ? sum / n : 0;
}
