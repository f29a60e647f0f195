/**
 * Atoms of the trace: `protein` CA atoms, `nucleic` P, C4', N1 and N9 atoms, `complex`
 * both, `beads` dummy atoms, `atoms` all heavy atoms where residues have no such atoms.
 */
export type TraceKind = 'protein' | 'nucleic' | 'complex' | 'beads' | 'atoms';

/** A structure reduced to points. Points are x, y, z in turn, in Å, in the frame of the file. */
export interface Structure {
  /** title of the entry, else the name of the file; free text, to be escaped where it is displayed */
  readonly title: string;
  /** `atomic`: coordinates of a molecule; `bead`: dummy atoms or residues of an ab initio program */
  readonly kind: 'atomic' | 'bead';
  /** heavy atoms of the polymers, without waters and ligands; all dummy atoms of a bead model */
  readonly atoms: Float64Array;
  /** a few points per residue that represent the shape, see `traceKind` */
  readonly trace: Float64Array;
  readonly traceKind: TraceKind;
  /**
   * averages of bead models with the number of models that fill each place: all places, and these numbers divided
   * by the largest; the trace then holds the body, the places of highest occupancy, as many as a model has beads
   */
  readonly density?: { readonly points: Float64Array; readonly weights: Float64Array };
  /** half the median distance of nearest neighbours in Å; bead models of two beads or more only */
  readonly beadRadius?: number;
  /** chains with at least five residues in the trace; 1 for a bead model */
  readonly chains: number;
  /** number of trace points that represent nucleotides */
  readonly nucleicPoints: number;
  /** sentences about what was left out or assumed */
  readonly warnings: readonly string[];
}
