import { InputError } from '../inputError';

/** Mean masses in Da of amino acid residues (without the water that a bond takes). */
const RESIDUE_MASS: Readonly<Record<string, number>> = {
  A: 71.079,
  R: 156.188,
  N: 114.104,
  D: 115.089,
  C: 103.139,
  Q: 128.131,
  E: 129.116,
  G: 57.052,
  H: 137.141,
  I: 113.159,
  L: 113.159,
  K: 128.174,
  M: 131.193,
  F: 147.177,
  P: 97.117,
  S: 87.077,
  T: 101.105,
  W: 186.213,
  Y: 163.176,
  V: 99.133,
  U: 150.037,
  O: 237.302,
};
const WATER = 18.015;
/** Mean over proteins, for unknown residues of a sequence. */
const UNKNOWN = 110.9;

/** The chains of a sequence and their mass. */
export interface SequenceMass {
  /** kDa, all chains together */
  readonly mass: number;
  readonly chains: number;
  readonly residues: number;
}

/**
 * Mass of a protein by its sequence: one letter per residue, as FASTA (each record is a chain) or as plain text (one chain).
 *
 * @throws InputError when there is no sequence, a character that is no amino acid, or a sequence of nucleotides
 */
export function sequenceMass(text: string, name = 'The sequence'): SequenceMass {
  const records = text
    .replace(/^;.*$/gm, '')
    .split(/^>.*$/m)
    .map((record) => record.replace(/[\s*\d-]/g, '').toUpperCase())
    .filter((record) => record !== '');
  if (records.length === 0)
    throw new InputError(`${name} holds no residues: expected a FASTA file or letters.`);
  if (/(?:\b[A-Z][a-z]{2}[-\s]+){3}/.test(text))
    throw new InputError(`${name} is in three-letter code: expected amino acids in one-letter code.`);
  const nucleic = records.filter((record) => record.length >= 10 && /^[ACGTUN]+$/.test(record));
  if (nucleic.length > 0) {
    throw new InputError(
      `${name} holds nucleotides (${nucleic[0].slice(0, 10)}…): expected amino acids, as masses of a curve are those of proteins.`,
    );
  }
  let mass = 0,
    residues = 0;
  for (const record of records) {
    mass += WATER;
    for (const letter of record) {
      const one = /[XBZJ]/.test(letter) ? UNKNOWN : RESIDUE_MASS[letter];
      if (one === undefined) {
        throw new InputError(
          `${name} has the character ${JSON.stringify(letter)}: expected amino acids in one-letter code.`,
        );
      }
      mass += one;
      residues++;
    }
  }
  return { mass: mass / 1000, chains: records.length, residues };
}
