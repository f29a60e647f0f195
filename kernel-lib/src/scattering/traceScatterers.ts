import { InputError } from '../inputError';
import { ballFormFactor } from './ball';
import { groupKind } from './groupKinds';
import { PointGroups, type Vector } from './pointGroups';
import {
  alphaKind,
  exposure,
  HALF_SPHERE,
  HALF_STEP,
  peptideKind,
  residueParts,
  spreadKind,
  type ResidueParts,
} from './residueKinds';
import type { ScattererKind, Scatterers } from './scatterers';
import { hypot } from '../elementary';

/** Kind of a point of a trace: CA of an amino acid, an atom of a nucleotide or a sugar, a bead, a dummy water. */
export type PointKind = 'amino' | 'nucleotide' | 'sugar' | 'bead' | 'water';

/** Options of `traceScatterers`. */
export interface TraceOptions {
  /** of each point; default: all amino acids */
  readonly kinds?: readonly PointKind[];
  /** name of the residue of each point in three letters, '' where it is not known; default: none is known */
  readonly names?: readonly string[];
  /** radius in Å of the uniform ball per bead; required only with beads */
  readonly beadRadius?: number;
}

/** Distances in Å of CA atoms that follow each other in a chain. */
const NEIGHBOURS: readonly [number, number] = [2.7, 4.3];
/** Mean electron density of protein in e/Å³, used for beads. */
const PROTEIN_DENSITY = 0.43;
/** Volume of protein in Å³ per Da (0.73 cm³/g). */
const PROTEIN_VOLUME = 1.21;
/** A nucleotide's atoms within this distance in Å of each other belong to one nucleotide: the trace has several points per nucleotide. */
const WITHIN_NUCLEOTIDE = 4.6;
/** Points per nucleotide of a trace of P, C4', N1 and N9, purines and pyrimidines alike; points per sugar. */
const NUCLEOTIDE_POINTS = 3.5,
  SUGAR_POINTS = 3;
/** Mean square distance in Å² of the electrons from their point: one of several points, P alone, an atom of a sugar. */
const SPREAD = { several: 5, alone: 30, sugar: 4 } as const;

/**
 * Scatterers of points that represent residues, for structures without other atoms. A CA atom becomes CH, half a peptide
 * group on either side, midway to its neighbours, and a side chain on the convex side of the bend of the chain; residues of
 * unknown name are mean residues. Nucleotides and sugars are divided among their points; beads are balls with the density of protein.
 * Dummy waters do not scatter.
 *
 * @param xyz x, y, z of each point in turn in Å; points of a chain follow each other
 * @throws InputError without points, with lists of another length, or with beads without a radius
 */
export function traceScatterers(xyz: ArrayLike<number>, options: TraceOptions = {}): Scatterers {
  const count = Math.floor(xyz.length / 3);
  const kinds = options.kinds ?? new Array<PointKind>(count).fill('amino');
  const names = options.names ?? new Array<string>(count).fill('');
  if (count === 0) throw new InputError('There are no points to scatter: expected at least one.');
  if (kinds.length !== count || names.length !== count) {
    throw new InputError(
      `${kinds.length} kinds and ${names.length} names for ${count} points: expected one per point.`,
    );
  }
  const made = new Made();
  const points = Array.from({ length: count }, (_, i): Vector => [
    xyz[3 * i],
    xyz[3 * i + 1],
    xyz[3 * i + 2],
  ]);
  const bonded = (i: number, j: number): boolean =>
    j >= 0 &&
    j < count &&
    kinds[i] === 'amino' &&
    kinds[j] === 'amino' &&
    within(points[i], points[j], NEIGHBOURS);
  const groups = new PointGroups(points, HALF_SPHERE);
  const several = kinds.includes('nucleotide') && severalPerNucleotide(points, kinds);
  points.forEach((point, i) => {
    const kind = kinds[i];
    if (kind === 'amino') {
      const before = bonded(i, i - 1) ? points[i - 1] : undefined,
        after = bonded(i, i + 1) ? points[i + 1] : undefined;
      const place = before && after && frame(point, before, after);
      const neighbours = place ? groups.countBeyond(i, place.out) : 0;
      made.residue(point, residueParts(names[i], exposure(neighbours)), after, place);
    } else if (kind === 'nucleotide') made.add(several ? 'a nucleotide in part' : 'a nucleotide', point);
    else if (kind === 'sugar') made.add('a sugar in part', point);
    else if (kind === 'bead') made.bead(point, options.beadRadius);
  });
  return made.scatterers();
}

/** Scatterers under construction. */
class Made {
  private readonly xyz: number[] = [];
  private readonly kindOf: number[] = [];
  private readonly kinds: ScattererKind[] = [];
  private readonly numbers = new Map<string, number>();

  add(key: string, [x, y, z]: Vector, make: () => ScattererKind = () => OTHERS[key]()): void {
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.kinds.push(make()) - 1;
      this.numbers.set(key, number);
    }
    this.xyz.push(x, y, z);
    this.kindOf.push(number);
  }

  residue(point: Vector, parts: ResidueParts, after: Vector | undefined, place: Frame | undefined): void {
    this.add('CA', point, alphaKind);
    if (after) this.add('peptide', middle(point, after), () => peptideKind());
    else this.add('last peptide', point, () => peptideKind(HALF_STEP ** 2));
    const { sideChain, outwards, aside } = parts;
    if (sideChain.electrons === 0) return;
    if (place) {
      const centre = point.map(
        (value, k) => value + outwards * place.out[k] + aside * place.aside[k],
      ) as Vector;
      this.add(`side chain ${sideChain.name}`, centre, () => sideChain);
    } else {
      const off = outwards ** 2 + aside ** 2;
      this.add(`loose ${sideChain.name}`, point, () => spreadKind('side chain', [sideChain], [1], off));
    }
  }

  bead(point: Vector, radius: number | undefined): void {
    if (!(radius !== undefined && radius > 0)) {
      throw new InputError(`Beads of radius ${String(radius)} Å: expected a radius above 0.`);
    }
    this.add('bead', point, () => {
      const volume = (4 / 3) * Math.PI * radius ** 3;
      const displaced = (q: number): number => volume * ballFormFactor(q * radius);
      return {
        name: 'bead',
        electrons: PROTEIN_DENSITY * volume,
        mass: volume / PROTEIN_VOLUME,
        volume,
        radius,
        vacuum: (q) => PROTEIN_DENSITY * displaced(q),
        displaced,
      };
    });
  }

  scatterers(): Scatterers {
    if (this.kindOf.length === 0) {
      throw new InputError('There are only dummy waters: expected at least one point of a molecule.');
    }
    return {
      xyz: Float64Array.from(this.xyz),
      kindOf: Uint16Array.from(this.kindOf),
      kinds: this.kinds,
      warnings: [],
    };
  }
}

/** Element, hydrogens and number of the groups of the mean nucleotide (half RNA, half DNA, all bases alike); of a hexose. */
const NUCLEOTIDE: readonly (readonly [string, number, number])[] = [
  ['C', 0, 2.875],
  ['C', 1, 5.125],
  ['C', 2, 1.5],
  ['C', 3, 0.125],
  ['N', 0, 2.5],
  ['N', 1, 0.5],
  ['N', 2, 0.75],
  ['O', 0, 6],
  ['O', 1, 0.5],
  ['P', 0, 1],
];
const HEXOSE: readonly (readonly [string, number, number])[] = [
  ['C', 1, 5],
  ['C', 2, 1],
  ['O', 0, 2],
  ['O', 1, 3],
];

const OTHERS: Readonly<Record<string, () => ScattererKind>> = {
  'a nucleotide': () => parted('nucleotide', NUCLEOTIDE, 1, SPREAD.alone),
  'a nucleotide in part': () => parted('nucleotide', NUCLEOTIDE, NUCLEOTIDE_POINTS, SPREAD.several),
  'a sugar in part': () => parted('sugar', HEXOSE, SUGAR_POINTS, SPREAD.sugar),
};

function parted(
  name: string,
  groups: readonly (readonly [string, number, number])[],
  points: number,
  spread: number,
): ScattererKind {
  return spreadKind(
    name,
    groups.map(([element, hydrogens]) => groupKind(element, hydrogens)),
    groups.map(([, , count]) => count / points),
    spread,
  );
}

/** Unit vectors at a CA atom: outwards from the bend of the chain, and perpendicular to it and to the chain. */
interface Frame {
  readonly out: Vector;
  readonly aside: Vector;
}

/** The frame at a CA atom between two others; undefined where the chain is straight. */
function frame(at: Vector, before: Vector, after: Vector): Frame | undefined {
  const out = unit(at.map((value, k) => 2 * value - before[k] - after[k]) as Vector),
    along = unit(at.map((_, k) => after[k] - before[k]) as Vector);
  if (!out || !along) return undefined;
  const aside: Vector = [
    out[1] * along[2] - out[2] * along[1],
    out[2] * along[0] - out[0] * along[2],
    out[0] * along[1] - out[1] * along[0],
  ];
  return { out, aside };
}

function unit(v: Vector): Vector | undefined {
  const length = hypot(...v);
  return length > 1e-3 ? (v.map((value) => value / length) as Vector) : undefined;
}

function middle(a: Vector, b: Vector): Vector {
  return a.map((value, k) => (value + b[k]) / 2) as Vector;
}

function within(a: Vector, b: Vector, [low, high]: readonly [number, number]): boolean {
  const distance = hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
  return distance >= low && distance <= high;
}

/** True where most nucleotide points have the next one within the same nucleotide, unlike P atoms alone. */
function severalPerNucleotide(points: readonly Vector[], kinds: readonly PointKind[]): boolean {
  let near = 0,
    all = 0;
  for (let i = 1; i < points.length; i++) {
    if (kinds[i] !== 'nucleotide' || kinds[i - 1] !== 'nucleotide') continue;
    all++;
    if (within(points[i - 1], points[i], [0, WITHIN_NUCLEOTIDE])) near++;
  }
  return near > all / 3;
}
