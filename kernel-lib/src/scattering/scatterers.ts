import { sin } from '../elementary';

/** One sort of scatterer: a group of atoms such as CH2, a residue, a ball. */
export interface ScattererKind {
  readonly name: string;
  /** electrons: the amplitude in vacuum at q = 0 */
  readonly electrons: number;
  /** in Da */
  readonly mass: number;
  /** volume in Å³ from which it displaces solvent */
  readonly volume: number;
  /** distance in Å from its centre to the surface of the molecule */
  readonly radius: number;
  /** amplitude in vacuum in electrons at q in 1/Å */
  readonly vacuum: (q: number) => number;
  /** amplitude of the displaced volume in Å³ at q in 1/Å; multiplied by the solvent's electron density and subtracted */
  readonly displaced: (q: number) => number;
}

/** The scatterers of a structure: centres, each of one kind. */
export interface Scatterers {
  /** x, y, z of each centre in turn, in Å */
  readonly xyz: Float64Array;
  /** index in `kinds` of each centre */
  readonly kindOf: Uint16Array;
  readonly kinds: readonly ScattererKind[];
  /** sentences about what was assumed or left out */
  readonly warnings: readonly string[];
}

/** Electrons, displaced volume in Å³ and mass in Da of all scatterers together. */
export function scattererTotals({ kindOf, kinds }: Pick<Scatterers, 'kindOf' | 'kinds'>): {
  electrons: number;
  volume: number;
  mass: number;
} {
  const totals = { electrons: 0, volume: 0, mass: 0 };
  for (const k of kindOf) {
    totals.electrons += kinds[k].electrons;
    totals.volume += kinds[k].volume;
    totals.mass += kinds[k].mass;
  }
  return totals;
}

/** Several sets of scatterers as one. */
export function joinScatterers(sets: readonly Scatterers[]): Scatterers {
  const length = sets.reduce((sum, { kindOf }) => sum + kindOf.length, 0);
  const xyz = new Float64Array(3 * length),
    kindOf = new Uint16Array(length);
  let at = 0,
    first = 0;
  for (const set of sets) {
    xyz.set(set.xyz, 3 * at);
    kindOf.set(
      set.kindOf.map((kind) => kind + first),
      at,
    );
    at += set.kindOf.length;
    first += set.kinds.length;
  }
  return {
    xyz,
    kindOf,
    kinds: sets.flatMap(({ kinds }) => kinds),
    warnings: sets.flatMap(({ warnings }) => warnings),
  };
}

/** sin x / x. */
export function sinc(x: number): number {
  return Math.abs(x) < 1e-4 ? 1 - (x * x) / 6 : sin(x) / x;
}
