import { certaintyWords } from '../certainty/certaintyWords';
import { memberClusters } from '../certainty/memberClusters';
import type { MeasuredCurve } from '../curve/measuredCurve';
import { pairDistance } from '../curve/pairDistance';
import { InputError } from '../inputError';
import { groupName } from '../grid/pointGroup';
import { fitVerdict } from '../refine/fitVerdict';
import type { SearchAnswer } from './answerOfSearch';
import { FEW_CHANNELS, fittedChannels, type FittedChannels } from './fittedChannels';
import type { Reconstruction } from './reconstruct';
import { ENOUGH_KNOWN } from './symmetricStart';

/** chi² above which a symmetric map is said not to fit. */
const NO_FIT = 2;
/** Relative difference between the Rg of the mean at a given radius and the measured one above which a warning is given. */
const RG_DIFFERS = 0.1;
/** Ratio of chi² with wider bounds to chi² below which an unknown at its bound is worth a warning. */
const BEYOND = 0.95;

/**
 * The numbers of a reconstruction in summary.json: one name per number, of one body. `chi2`, `rmax` and `rg`
 * are those of the final map.
 */
export function summaryOf(result: Reconstruction, curve: MeasuredCurve): Readonly<Record<string, unknown>> {
  const { fit, beads, mean, members, guinier, certainty } = result;
  const { resolution, expected, measures } = certainty;
  const verdict = fitVerdict(fit, assumedErrors(curve));
  const ensemble = memberClusters(members.map(({ map }) => map));
  return {
    curve: curve.name,
    chi: Math.sqrt(fit.chi2),
    chi2: fit.chi2,
    chi2Against: assumedErrors(curve) ? 'assumed errors' : 'measured errors',
    verdict: verdict.kind,
    verdictWords: verdict.words,
    longestRun: verdict.runs.longest,
    longestRunP: verdict.runs.p,
    rmax: result.rmax,
    ...(result.rmaxError === undefined ? {} : { rmaxError: result.rmaxError }),
    rg: result.rg,
    rgGuinier: guinier.rg,
    rgGuinierError: guinier.rgError,
    i0: guinier.i0,
    qUnit: curve.qUnit,
    qUnitConfidence: curve.qUnitConfidence,
    errors: curve.errors,
    ...channelsOf(result, curve),
    points: fit.curve.q.length,
    qMin: fit.curve.q[0],
    qMax: fit.curve.q[fit.curve.q.length - 1],
    scale: fit.scale,
    unknowns: fit.unknowns,
    threshold: result.map.threshold,
    ...(result.symmetry ? { symmetry: symmetryOf(result.symmetry) } : {}),
    beads: { chi2: beads.fit.chi2, rg: beads.rg },
    mean: { chi2: mean.fit.chi2, rg: mean.rg },
    likenessToMean: result.likeness,
    priorAndCurveDisagree: result.disagree,
    members: members.map(({ fit: own, rg }, i) => ({
      file: memberFile(i),
      chi2: own.chi2,
      rmax: own.rmax,
      rg,
      cluster: ensemble.clusters.findIndex((cluster) => cluster.members.includes(i)) + 1,
    })),
    clusters: ensemble.clusters.map(({ share }, i) => ({ cluster: i + 1, share })),
    membersAlike: ensemble.meanCorrelation,
    agreement: result.agreement,
    // null, not left out: the reader of the file sees that there is none
    expectedCC: expected?.cc ?? null,
    expectedDeviation: expected?.deviation ?? null,
    resolution: resolution.pairs,
    spread: meanSpread(result),
    sharpness: measures.sharpness,
    modelError: result.modelError,
    nmax: result.target.nmax,
    generations: result.history.at(-1)?.generation ?? 0,
    interrupted: result.interruptedAfter !== undefined,
    ...(result.map.note === undefined ? {} : { note: result.map.note }),
    warnings: [...curve.warnings, ...guinier.warnings, ...resultWarnings(result)],
  };
}

/** The symmetry of the map: its name, its main axis, and how many of the known shapes with such a curve have it. */
function symmetryOf({ group, axis, looked, symmetric }: NonNullable<Reconstruction['symmetry']>): object {
  return { group: groupName(group), axis: 'xyz'[axis], symmetricKnown: symmetric, looked };
}

/** Name of the file of a member, from 0 on. */
export function memberFile(i: number): string {
  return `member-${String(i + 1).padStart(2, '0')}.ccp4`;
}

/** True where the errors of a curve were assumed by the reader. */
export function assumedErrors({ errors }: Pick<MeasuredCurve, 'errors'>): boolean {
  return errors !== 'measured';
}

/** Warnings about a result. */
export function resultWarnings({
  fit,
  mean,
  guinier,
  disagree,
  likeness,
  symmetry,
}: Reconstruction): string[] {
  const warnings: string[] = [];
  const off = mean.rg / guinier.rg - 1;
  if (Math.abs(off) > RG_DIFFERS) {
    warnings.push(
      `At the radius of ${mean.fit.rmax.toFixed(1)} Å the mean shape has Rg ${mean.rg.toFixed(1)} Å where the curve has ${guinier.rg.toFixed(1)} Å: the radius is the largest distance from the centre, about half of Dmax.`,
    );
  }
  if (symmetry && fit.chi2 > NO_FIT) {
    warnings.push(
      `No map with the symmetry ${groupName(symmetry.group)} was found that fits (chi² ${fit.chi2.toFixed(2)}): the particle of this curve probably does not have it.`,
    );
  }
  if (symmetry && symmetry.symmetric < ENOUGH_KNOWN) {
    warnings.push(
      `Only ${symmetry.symmetric} of ${symmetry.looked} known shapes with such a curve have the symmetry ${groupName(symmetry.group)}: compare with the map without it.`,
    );
  }
  if (disagree) {
    warnings.push(
      `No shape similar to known ones explains this curve: the map that fits correlates with their mean by ${likeness.toFixed(2)} (chi² ${fit.chi2.toFixed(2)}). Its details are less reliable.`,
    );
  }
  for (const { name, value, unit, chi2Beyond } of fit.unknowns) {
    if (chi2Beyond !== undefined && chi2Beyond < BEYOND * fit.chi2) {
      warnings.push(
        `The ${name} ends at its bound, ${Number(value.toPrecision(3))}${unit && ` ${unit}`}: with bounds twice as wide chi² would be ${chi2Beyond.toFixed(2)} in place of ${fit.chi2.toFixed(2)}.`,
      );
    }
  }
  return warnings;
}

/**
 * The same in the words of a table: the numbers that state how certain the answer is.
 *
 * @param dmax largest distance in Å of the curve's p(r), if known, for the Shannon channels of the fitted points
 */
export function sureness(result: SearchAnswer, dmax?: number): ReturnType<typeof certaintyWords> {
  const words = certaintyWords(result.certainty, meanSpread(result));
  if (dmax === undefined) return words;
  const { channels, unknownsBeside, priorDecides } = fittedChannels(result, dmax);
  return [
    ...words,
    {
      name: 'Shannon channels of the fitted points',
      value: `${channels.toFixed(1)}, with ${unknownsBeside} unknowns beside the shape${priorDecides ? ': the prior decides the details' : ''}`,
      note: `Independent numbers that the fitted points hold. Below ${FEW_CHANNELS} the details of the shape come from what is known of other proteins rather than from the curve.`,
    },
  ];
}

/** Shannon channels of the fitted points; empty where p(r) is not determined. */
function channelsOf(result: Reconstruction, curve: MeasuredCurve): Partial<FittedChannels> {
  try {
    return fittedChannels(result, pairDistance(curve).dmax);
  } catch (error) {
    if (error instanceof InputError) return {};
    throw error;
  }
}

/** Mean of the spread within the body of the mean map. */
function meanSpread({ spread, mean }: SearchAnswer): number {
  let sum = 0,
    n = 0;
  mean.map.values.forEach((value, e) => {
    if (value <= mean.map.threshold!) return;
    sum += spread[e];
    n++;
  });
  return n > 0 ? sum / n : 0;
}
