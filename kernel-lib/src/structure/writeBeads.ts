import { InputError } from '../inputError';

/** Options of `writeBeads`. */
export interface WriteBeadsOptions {
  /** radius of a bead in Å, stated in a remark */
  readonly radius?: number;
  /** title of the entry; letters outside ASCII are replaced */
  readonly title?: string;
  /** further remarks, one line each */
  readonly remarks?: readonly string[];
  /** one value per bead for the temperature factor column (programs colour by it); default 20 */
  readonly values?: ArrayLike<number>;
}

/** Largest number of beads per chain: residue numbers have four columns. */
const CHAIN_BEADS = 9999;
const CHAINS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/**
 * Writes points as a PDB file of dummy atoms, in the manner of the ab initio programs (CA of ASP).
 * Serial numbers begin again after 99999 and chains change after 9999 beads, so that the columns
 * keep their positions for any number.
 *
 * @param points x, y, z of each bead in turn, in Å
 * @throws InputError without points, or when a coordinate does not fit into its eight columns
 */
export function writeBeads(points: ArrayLike<number>, options: WriteBeadsOptions = {}): string {
  if (points.length < 3)
    throw new InputError('There are no beads to write: a body with at least one point is needed.');
  const lines = titleLines(ascii(options.title ?? 'Beads'));
  if (options.radius !== undefined)
    lines.push(`REMARK   1 Dummy atom radius (A): ${options.radius.toFixed(2)}`);
  for (const remark of options.remarks ?? []) lines.push(`REMARK   1 ${ascii(remark)}`.slice(0, 80));
  const count = Math.floor(points.length / 3);
  for (let i = 0; i < count; i++) {
    lines.push(atomLine(i, points, options.values?.[i] ?? 20));
  }
  lines.push('END', '');
  return lines.join('\n');
}

function atomLine(i: number, points: ArrayLike<number>, value: number): string {
  const serial = String((i % 99999) + 1).padStart(5);
  const chain = CHAINS[Math.floor(i / CHAIN_BEADS) % CHAINS.length];
  const number = String((i % CHAIN_BEADS) + 1).padStart(4);
  const xyz = [0, 1, 2].map((axis) => coordinate(points[3 * i + axis])).join('');
  const factor = Math.max(-99.99, Math.min(999.99, value)).toFixed(2).padStart(6);
  return `ATOM  ${serial}  CA  ASP ${chain}${number}    ${xyz}  1.00${factor}           C  `;
}

function coordinate(value: number): string {
  const text = value.toFixed(3);
  if (!Number.isFinite(value) || text.length > 8) {
    throw new InputError(`A bead coordinate is ${value} Å: PDB holds −999.999 to 9999.999 Å.`);
  }
  return text.padStart(8);
}

/** TITLE records of 70 characters, the second and later ones numbered in columns 9–10. */
function titleLines(title: string): string[] {
  const parts = title.match(/.{1,69}/g) ?? [''];
  return parts.slice(0, 99).map((part, i) => {
    const continuation = i === 0 ? '  ' : String(i + 1).padStart(2);
    return `TITLE   ${continuation}${i === 0 ? '' : ' '}${part}`;
  });
}

/** Printable ASCII: accents are taken off, line ends become spaces, the rest question marks. */
function ascii(text: string): string {
  return text
    .replace(/Å|Å/g, 'A')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/[^\x20-\x7e]/g, '?')
    .trim();
}
