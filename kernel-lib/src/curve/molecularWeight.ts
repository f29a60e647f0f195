import { InputError } from '../inputError';
import type { Curve } from './curve';
import type { GuinierFit } from './guinier';
import { LARGEST_RG } from './particle';
import { porod } from './porod';
import { selectRange } from './rebin';

/** A molecular weight in kDa with its standard error. */
export interface Weight {
  readonly mw: number;
  readonly mwError: number;
}

/** Molecular weights of a curve by two methods that need no concentration. */
export interface MolecularWeight {
  /** from the volume of correlation */
  readonly fromVc: Weight & { readonly vc: number; readonly qMax: number };
  /** from the Porod volume; absent where there is no Porod volume */
  readonly fromPorod?: Weight & { readonly volume: number };
  /** mean of both, weighted by their relative errors, and its standard error, which includes their disagreement */
  readonly mw: number;
  readonly mwError: number;
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
/** Relative scatter of either method on 58 measured proteins with models, 6 to 640 kDa. */
const METHOD_ERROR = 0.15;

/**
 * Molecular weight from the volume of correlation Vc = I(0)/∫ q I dq (Rambo & Tainer 2013, Nature 496,
 * 477) and from the Porod volume (Petoukhov et al. 2012, J. Appl. Cryst. 45, 342: hydrated volume =
 * 1.6 Å³/Da). The errors include 15 % for the methods themselves.
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
  const fromVc = correlationWeight(curve, fit, options.kind ?? 'protein');
  const fromPorod = porodWeight(curve, fit);
  const both: Weight[] = fromPorod ? [fromVc, fromPorod] : [fromVc];
  const weights = both.map((one) => (one.mw / one.mwError) ** 2);
  const total = weights.reduce((sum, w) => sum + w, 0);
  const mw = both.reduce((sum, one, i) => sum + (weights[i] * one.mw) / total, 0);
  const disagreement = fromPorod ? Math.abs(fromVc.mw - fromPorod.mw) / 2 : 0;
  const warnings: string[] = [];
  if (disagreement > 0.2 * mw) {
    warnings.push(
      `The molecular weights from Vc, ${fromVc.mw.toFixed(0)} kDa, and from the Porod volume, ${fromPorod?.mw.toFixed(0)} kDa, disagree.`,
    );
  }
  return { fromVc, fromPorod, mw, mwError: Math.max(mw / Math.sqrt(total), disagreement), warnings };
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
  let total = (1.5 * i0 * (1 - Math.exp((-q[0] * q[0] * rg * rg) / 3))) / (rg * rg);
  let variance = 0;
  for (let i = 0; i < q.length; i++) {
    const width = 0.5 * ((q[i + 1] ?? q[i]) - (q[i - 1] ?? q[i]));
    total += width * q[i] * intensity[i];
    variance += (width * q[i] * sigma[i]) ** 2;
  }
  const vc = i0 / total;
  const { c, k } = CORRELATION[kind];
  const mw = ((vc * vc) / rg / c) ** k / 1000;
  const relative = k * Math.hypot((2 * i0Error) / i0, (2 * Math.sqrt(variance)) / total, rgError / rg);
  return { mw, mwError: mw * Math.hypot(METHOD_ERROR, relative), vc, qMax: q[q.length - 1] };
}

function porodWeight(curve: Curve, fit: GuinierFit): MolecularWeight['fromPorod'] {
  const reach = curve.q[curve.q.length - 1] * fit.rg;
  if (reach < 3) return undefined;
  const { volume, volumeError } = porod(curve, fit);
  const mw = volume / VOLUME_PER_DALTON / 1000;
  return { mw, mwError: mw * Math.hypot(METHOD_ERROR, volumeError / volume), volume };
}
