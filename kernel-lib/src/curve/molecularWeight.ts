import { InputError } from '../inputError';
import { calibratedWeight } from './calibratedWeight';
import type { Curve } from './curve';
import type { GuinierFit } from './guinier';
import { LARGEST_RG } from './particle';
import { porod } from './porod';
import { selectRange } from './rebin';
import { exp, hypot, log } from '../elementary';

/** A molecular weight in kDa with its standard error. */
export interface Weight {
  readonly mw: number;
  readonly mwError: number;
}

/** Molecular weights of a curve by two methods that need no concentration. */
export interface MolecularWeight {
  /** from the volume of correlation, by the published formula */
  readonly fromVc: Weight & { readonly vc: number; readonly qMax: number };
  /** from the Porod volume at 1.6 Å³/Da; absent where there is none */
  readonly fromPorod?: Weight & { readonly volume: number };
  /** from both, calibrated on measured proteins (`calibratedWeight`), with its standard error; of RNA from Vc alone */
  readonly mw: number;
  readonly mwError: number;
  /** interval that contains the weight with a probability of 90 %, in kDa */
  readonly interval: readonly [low: number, high: number];
  readonly warnings: readonly string[];
}

/** Options of `molecularWeight`. */
export interface MolecularWeightOptions {
  /** kind of molecule, for the volume of correlation; default protein */
  readonly kind?: 'protein' | 'rna';
}

/** MW = (Vc²/Rg / c)^k, Rambo & Tainer 2013. */
const CORRELATION = { protein: { c: 0.1231, k: 1 }, rna: { c: 0.00934, k: 0.808 } } as const;
const CORRELATION_Q_MAX = 0.3;
/** Å³ of Porod volume per Da of protein, Petoukhov et al. 2012. */
const VOLUME_PER_DALTON = 1.6;
/** Largest relative error of Rg for which a weight is given. */
const LARGEST_ERROR = 0.3;
/** Relative scatter of either method by its formula on 59 measured proteins with models, 6 to 620 kDa. */
const METHOD_ERROR = 0.15;
/** ln of the ratio of both weights from which on it is said that they disagree; its scatter is 0.07. */
const LARGE_DISAGREEMENT = 0.35;

/**
 * Molecular weight from the volume of correlation Vc = I(0)/∫ q I dq (Rambo & Tainer 2013, Nature 496,
 * 477) and from the Porod volume (Petoukhov et al. 2012, J. Appl. Cryst. 45, 342: hydrated volume =
 * 1.6 Å³/Da), each with an error of 15 % for the method itself, and from both together.
 *
 * @throws InputError when Rg is above 300 Å or uncertain by more than 30 %
 */
export function molecularWeight(
  curve: Curve,
  fit: GuinierFit,
  options: MolecularWeightOptions = {},
): MolecularWeight {
  if (fit.rg > LARGEST_RG)
    throw new InputError(
      `Rg would be ${fit.rg.toPrecision(3)} Å, more than that of the particles this program is for (some ${LARGEST_RG} Å): no weight is given; look at the unit of q.`,
    );
  if (fit.rgError > LARGEST_ERROR * fit.rg)
    throw new InputError('Rg is too uncertain for a molecular weight.');
  const { kind = 'protein' } = options;
  const fromVc = correlationWeight(curve, fit, kind);
  const fromPorod = porodWeight(curve, fit);
  if (kind === 'rna') {
    const { mw, mwError } = fromVc;
    return {
      fromVc,
      fromPorod,
      mw,
      mwError,
      interval: [mw - 1.645 * mwError, mw + 1.645 * mwError],
      warnings: [],
    };
  }
  const { mw, mwError, interval, disagreement } = calibratedWeight(
    { mw: fromVc.mw, statistical: statisticalPart(fromVc) },
    fromPorod && { mw: fromPorod.mw, statistical: statisticalPart(fromPorod) },
  );
  const warnings =
    Math.abs(disagreement) > LARGE_DISAGREEMENT
      ? [
          `The molecular weights from Vc, ${fromVc.mw.toFixed(0)} kDa, and from the Porod volume, ${fromPorod?.mw.toFixed(0)} kDa, disagree.`,
        ]
      : [];
  return { fromVc, fromPorod, mw, mwError, interval, warnings };
}

/** Contribution of the errors of the curve, to be added to that of the method. */
function statisticalPart({ mw, mwError }: Weight): number {
  return Math.sqrt(Math.max(0, (mwError / mw) ** 2 - METHOD_ERROR ** 2));
}

function correlationWeight(
  curve: Curve,
  fit: GuinierFit,
  kind: 'protein' | 'rna',
): MolecularWeight['fromVc'] {
  const { rg, rgError, i0, i0Error, first } = fit;
  const part = selectRange(curve, curve.q[first], Math.max(CORRELATION_Q_MAX, curve.q[first]));
  const { q, intensity, sigma } = part;
  /** ∫ q I dq from 0 to the first point by the Guinier law */
  let total = (1.5 * i0 * (1 - exp((-q[0] * q[0] * rg * rg) / 3))) / (rg * rg);
  let variance = 0;
  for (let i = 0; i < q.length; i++) {
    const width = 0.5 * ((q[i + 1] ?? q[i]) - (q[i - 1] ?? q[i]));
    total += width * q[i] * intensity[i];
    variance += (width * q[i] * sigma[i]) ** 2;
  }
  const vc = i0 / total;
  const { c, k } = CORRELATION[kind];
  const mw = exp(k * log((vc * vc) / rg / c)) / 1000;
  const relative = k * hypot((2 * i0Error) / i0, (2 * Math.sqrt(variance)) / total, rgError / rg);
  return { mw, mwError: mw * hypot(METHOD_ERROR, relative), vc, qMax: q[q.length - 1] };
}

function porodWeight(curve: Curve, fit: GuinierFit): MolecularWeight['fromPorod'] {
  const reach = curve.q[curve.q.length - 1] * fit.rg;
  if (reach < 3) return undefined;
  const { volume, volumeError } = porod(curve, fit);
  const mw = volume / VOLUME_PER_DALTON / 1000;
  return { mw, mwError: mw * hypot(METHOD_ERROR, volumeError / volume), volume };
}
