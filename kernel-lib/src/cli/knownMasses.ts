import { existsSync } from 'node:fs';
import type { CurveAnalysis } from '../curve/analyseCurve';
import { forwardMass, parseConcentration, type Concentration } from '../curve/forwardMass';
import { sequenceMass } from '../curve/sequenceMass';
import { readText } from '../node/files';
import { plusMinus } from './numbers';

/** Masses from the forward scattering and from the sequence, and their ratio. */
export interface KnownMasses {
  /** mg/mL; the error where it is stated */
  readonly concentration?: Concentration;
  /** kDa, by I(0) in 1/cm and the concentration */
  readonly absolute?: {
    readonly mw: number;
    readonly mwError: number;
    /** false where the mass by the shape of the curve differs so much that I is hardly in 1/cm */
    readonly plausible: boolean;
  };
  /** of the sequence in kDa */
  readonly sequence?: { readonly mass: number; readonly chains: number; readonly residues: number };
  /** mass of the curve over that of the sequence */
  readonly oligomer?: { readonly number: number; readonly error: number };
}

/** Ratio of the masses by I(0) and by the shape of the curve above which the unit of I is in doubt. */
const DOUBTFUL = 3;
/** Masses of proteins and their complexes in kDa. */
const PROTEINS = [0.3, 1e5] as const;

const within = (value: number, [low, high]: readonly [number, number]): boolean =>
  value > low && value < high;

/**
 * Masses from a concentration with its unit, and a sequence as FASTA file or as letters.
 *
 * @throws InputError when one of them cannot be read
 */
export function knownMasses(
  analysis: CurveAnalysis,
  { sequence, concentration }: { readonly sequence?: string; readonly concentration?: string },
): KnownMasses {
  const { guinier, molecularWeight } = analysis;
  const stated = concentration === undefined ? undefined : parseConcentration(concentration);
  const forward = stated && guinier && forwardMass(guinier.i0, guinier.i0Error, stated);
  const ratio = forward && molecularWeight ? forward.mw / molecularWeight.mw : 1;
  const absolute = forward && {
    ...forward,
    plausible: within(ratio, [1 / DOUBTFUL, DOUBTFUL]) && within(forward.mw, PROTEINS),
  };
  const known = sequence === undefined ? undefined : readSequence(sequence);
  const weight = absolute?.plausible ? absolute : molecularWeight;
  return {
    concentration: stated,
    absolute,
    sequence: known,
    oligomer:
      known && weight ? { number: weight.mw / known.mass, error: weight.mwError / known.mass } : undefined,
  };
}

function readSequence(source: string): NonNullable<KnownMasses['sequence']> {
  const letters = /^[A-Z*\s-]{5,}$/i.test(source) && !existsSync(source);
  return letters ? sequenceMass(source) : sequenceMass(readText(source), source);
}

/** The lines of `inspect` on these masses. */
export function massLines({ concentration, absolute, sequence, oligomer }: KnownMasses): string {
  const lines = [
    concentration && !absolute && 'I(0)/c     none: the curve has no I(0), as it shows no size',
    absolute &&
      `I(0)/c     ${plusMinus(absolute.mw, absolute.mwError)} kDa, if I is in 1/cm (${concentration?.error === undefined ? 'with an error of 10 % of the concentration' : 'with the error of the concentration'})${absolute.plausible ? '' : `; that is far from the weight by the shape of the curve, or from any: I is hardly in 1/cm, or the concentration is off`}`,
    sequence &&
      `sequence   ${sequence.mass.toFixed(2)} kDa, ${sequence.residues} residues in ${sequence.chains} ${sequence.chains === 1 ? 'chain' : 'chains'}`,
    oligomer &&
      `oligomer   ${oligomer.number.toFixed(2)} ± ${oligomer.error.toFixed(2)} times the sequence${oligomerWords(oligomer)}`,
  ];
  return lines
    .filter(Boolean)
    .map((line) => `${line}\n`)
    .join('');
}

function oligomerWords({ number, error }: { readonly number: number; readonly error: number }): string {
  const nearest = Math.max(1, Math.round(number));
  const off = Math.abs(number - nearest);
  if (error > 0.35 * nearest) return ': the error is too large for a number';
  if (off > 2 * error) return ': no whole number within two errors, as with a mixture or a mass that is off';
  const names = ['', 'monomer', 'dimer', 'trimer', 'tetramer', 'pentamer', 'hexamer'];
  return `: a ${names[nearest] ?? `${nearest}-mer`}`;
}
