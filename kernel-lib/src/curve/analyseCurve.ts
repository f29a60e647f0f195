import { InputError } from '../inputError';
import { backgroundWarnings } from './constantBackground';
import type { Curve } from './curve';
import { guinier, type GuinierFit } from './guinier';
import { kratky, type KratkyPlot } from './kratky';
import type { MeasuredCurve } from './measuredCurve';
import { molecularWeight, type MolecularWeight } from './molecularWeight';
import { pairDistance, type PairDistance } from './pairDistance';
import { NoParticleError } from './particle';
import { porod, type PorodVolume } from './porod';
import { radiusPrior, type RadiusPrior } from './radiusPrior';
import { shannonChannels, type ShannonChannels } from './shannonChannels';

/** All analyses of a curve; an analysis that the curve does not allow is absent, and a warning gives the reason. */
export interface CurveAnalysis {
  readonly guinier?: GuinierFit;
  readonly kratky?: KratkyPlot;
  readonly porod?: PorodVolume;
  readonly molecularWeight?: MolecularWeight;
  readonly pairDistance?: PairDistance;
  readonly shannon?: ShannonChannels;
  readonly radius?: RadiusPrior;
  readonly warnings: readonly string[];
}

const CHAIN =
  'The Kratky plot is that of a chain, of which a Guinier fit finds Rg some 7 % too small: take that of p(r).';
/** ln I of a chain is −x/3 + x²/36 in x = (q Rg)², of a thin rod −x/3 + x²/41: both bend the Guinier plot alike. */
const LONG =
  'The Kratky plot is that of a long or flexible particle, of which a Guinier fit finds Rg up to 7 % too small: take that of p(r).';
/** Height of the normalised Kratky plot, and its share at the end, from which on a particle is long or flexible by far. */
const HIGH = 1.35,
  STAYS = 0.55;
/** Largest relative difference between the Rg of a GNOM file and that of its points without a warning. */
const GNOM_AGREEMENT = 0.15;

/** Options of `analyseCurve`. */
export interface AnalyseOptions {
  /** whether p(r) and what follows from it are computed, which takes longer than all else; default true */
  readonly distances?: boolean;
}

/**
 * Runs every analysis of this folder on a curve.
 *
 * @param curve an Rg that a GNOM output states is compared with that of its points
 * @throws NoParticleError when there is no particle in the curve
 */
export function analyseCurve(
  curve: Curve & Pick<Partial<MeasuredCurve>, 'gnom'>,
  options: AnalyseOptions = {},
): CurveAnalysis {
  const warnings: string[] = [];
  const attempt = <T>(analysis: () => T): T | undefined => {
    try {
      return analysis();
    } catch (error) {
      if (!(error instanceof InputError) || error instanceof NoParticleError) throw error;
      if (!warnings.includes(error.message)) warnings.push(error.message);
      return undefined;
    }
  };
  const fit = attempt(() => guinier(curve));
  const distances = options.distances === false ? undefined : attempt(() => pairDistance(curve));
  const plot = fit && attempt(() => kratky(curve, fit));
  const volume = fit && attempt(() => porod(curve, fit));
  const weight = fit && attempt(() => molecularWeight(curve, fit));
  const channels = distances && shannonChannels(curve, distances.dmax);
  const said = [
    ...[fit, distances, volume, weight, channels].flatMap((result) => result?.warnings ?? []),
    ...(fit ? backgroundWarnings(curve, fit) : []),
    ...(plot?.class === 'unfolded' ? [CHAIN] : []),
    ...(plot?.class === 'elongated or flexible' && plot.peak.y >= HIGH && plot.tail >= STAYS ? [LONG] : []),
  ];
  return {
    guinier: fit,
    kratky: plot,
    porod: volume,
    molecularWeight: weight,
    pairDistance: distances,
    shannon: channels,
    radius: distances && radiusPrior(distances),
    warnings: [...new Set([...said, ...warnings, ...againstGnom(curve, fit)])],
  };
}

function againstGnom({ gnom }: Pick<Partial<MeasuredCurve>, 'gnom'>, fit: GuinierFit | undefined): string[] {
  if (!gnom || !(gnom.rg > 0) || (fit && Math.abs(fit.rg / gnom.rg - 1) <= GNOM_AGREEMENT)) return [];
  const ours = fit ? `, its points give ${fit.rg.toFixed(1)} Å` : ', its points do not determine it';
  return [`The GNOM file states an Rg of ${gnom.rg.toFixed(1)} Å${ours}: one of the two is wrong.`];
}
