/** One atom record of a structure file, in the words of the PDB format. */
export interface Atom {
  readonly name: string;
  readonly element: string;
  readonly residue: string;
  /** residue number with insertion code */
  readonly seq: string;
  /** author's chain in PDB, label_asym_id in mmCIF: what assemblies are given by */
  readonly chain: string;
  /** alternate location, '' where there is one only */
  readonly alt: string;
  /** HETATM */
  readonly hetero: boolean;
  /** occupancy; of the averages of bead models how many of them fill the place; 1 where it is not given */
  readonly occupancy?: number;
  /** whether the file says that the residue is part of a polymer; undefined where it does not say */
  readonly polymer?: boolean;
  /** counts TER records, so that chains of one letter stay apart */
  readonly segment: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** The atoms of the first model of a file. */
export interface AtomFile {
  readonly title: string;
  readonly atoms: readonly Atom[];
  readonly warnings: readonly string[];
}

/** Whether an atom is hydrogen or deuterium: by its element, else by its name (HB2, 1HB, H5''). */
export function isHydrogen(element: string, name: string): boolean {
  if (/^[A-Z]/.test(element)) return element === 'H' || element === 'D';
  return /^\d*H/.test(name);
}

const WATERS = new Set(
  'HOH WAT DOD SOL H2O SPC SPCE TIP TIP3 TIP4 TIP5 TP3 TP4 TP5 T3P T4P T3H T4H OH2 DIS MTO'.split(' '),
);

/** Whether a residue name is one that programs use for water. */
export function isWater(residue: string): boolean {
  return WATERS.has(residue);
}
