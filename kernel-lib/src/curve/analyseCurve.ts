import { InputError } from '../inputError';
import type { Curve } from './curve';
import { guinier, type GuinierFit } from './guinier';
import { kratky, type KratkyPlot } from './kratky';
import { molecularWeight, type MolecularWeight } from './molecularWeight';
import { pairDistance, type PairDistance } from './pairDistance';
import { porod, type PorodVolume } from './porod';
import { radiusPrior, type RadiusPrior } from './radiusPrior';
import { shannonChannels, type ShannonChannels } from './shannonChannels';

/** All analyses of a curve; one that the curve does not allow is absent, and a warning says why. */
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

/** Runs every analysis of this folder on a curve. */
export function analyseCurve(curve: Curve): CurveAnalysis {
  const warnings: string[] = [];
  const attempt = <T>(analysis: () => T): T | undefined => {
    try {
      return analysis();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      if (!warnings.includes(error.message)) warnings.push(error.message);
      return undefined;
    }
  };
  const fit = attempt(() => guinier(curve));
  const distances = attempt(() => pairDistance(curve));
  const volume = fit && attempt(() => porod(curve, fit));
  const weight = fit && attempt(() => molecularWeight(curve, fit));
  const channels = distances && shannonChannels(curve, distances.dmax);
  const said = [fit, distances, volume, weight, channels].flatMap((result) => result?.warnings ?? []);
  return {
    guinier: fit,
    kratky: fit && attempt(() => kratky(curve, fit)),
    porod: volume,
    molecularWeight: weight,
    pairDistance: distances,
    shannon: channels,
    radius: distances && radiusPrior(distances),
    warnings: [...new Set([...said, ...warnings])],
  };
}
