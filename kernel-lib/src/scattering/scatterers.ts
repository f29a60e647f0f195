/** One sort of scatterer: a group of atoms such as CH2, a residue, a ball. */
export interface ScattererKind {
  readonly name: string;
  /** electrons: the amplitude in vacuum at q = 0 */
  readonly electrons: number;
  /** volume in Å³ from which it displaces solvent */
  readonly volume: number;
  /** distance in Å from its centre to the surface of the molecule */
  readonly radius: number;
  /** amplitude in vacuum in electrons at q in 1/Å */
  readonly vacuum: (q: number) => number;
  /** amplitude of the displaced volume in Å³ at q in 1/Å; times the solvent's electron density it is taken off */
  readonly displaced: (q: number) => number;
}

/** What scatters of a structure: centres, each of a kind. */
export interface Scatterers {
  /** x, y, z of each centre in turn, in Å */
  readonly xyz: Float64Array;
  /** index in `kinds` of each centre */
  readonly kindOf: Uint16Array;
  readonly kinds: readonly ScattererKind[];
  /** what was guessed or left out, one sentence each */
  readonly warnings: readonly string[];
}

/** Electrons and displaced volume in Å³ of all scatterers together. */
export function scattererTotals({ kindOf, kinds }: Scatterers): { electrons: number; volume: number } {
  let electrons = 0,
    volume = 0;
  for (const k of kindOf) {
    electrons += kinds[k].electrons;
    volume += kinds[k].volume;
  }
  return { electrons, volume };
}

/** sin x / x. */
export function sinc(x: number): number {
  return Math.abs(x) < 1e-4 ? 1 - (x * x) / 6 : Math.sin(x) / x;
}
