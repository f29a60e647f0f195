/** One atom record of a structure file, with the field names of the PDB format. */
export interface Atom {
  readonly name: string;
  readonly element: string;
  readonly residue: string;
  /** residue number with insertion code */
  readonly seq: string;
  /** author's chain in PDB, label_asym_id in mmCIF: the name used by assemblies */
  readonly chain: string;
  /** alternate location, '' where there is only one */
  readonly alt: string;
  /** HETATM */
  readonly hetero: boolean;
  /** occupancy; in averages of bead models, the number of models that fill the place; 1 where absent */
  readonly occupancy?: number;
  /** true where the file declares the residue part of a polymer; undefined where it does not state this */
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

/** True for hydrogen or deuterium: by its element, else by its name (HB2, 1HB, H5''). */
export function isHydrogen(element: string, name: string): boolean {
  if (/^[A-Z]/.test(element)) return element === 'H' || element === 'D';
  return /^\d*H/.test(name);
}

const WATERS = new Set(
  'HOH WAT DOD SOL H2O SPC SPCE TIP TIP3 TIP4 TIP5 TP3 TP4 TP5 T3P T4P T3H T4H OH2 DIS MTO'.split(' '),
);

/** True for the residue names that programs use for water. */
export function isWater(residue: string): boolean {
  return WATERS.has(residue);
}
