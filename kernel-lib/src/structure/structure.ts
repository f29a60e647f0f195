/**
 * What the trace consists of: `protein` CA atoms, `nucleic` P, C4', N1 and N9 atoms, `complex`
 * both, `beads` dummy atoms, `atoms` all heavy atoms where residues have no such atoms.
 */
export type TraceKind = 'protein' | 'nucleic' | 'complex' | 'beads' | 'atoms';

/** A structure reduced to points. Points are x, y, z in turn, in Å, in the frame of the file. */
export interface Structure {
  /** title of the entry, else the name of the file; free text that must be escaped where drawn */
  readonly title: string;
  /** `atomic`: coordinates of a molecule; `bead`: dummy atoms or residues of an ab initio program */
  readonly kind: 'atomic' | 'bead';
  /** heavy atoms of the polymers, without waters and ligands; all dummy atoms of a bead model */
  readonly atoms: Float64Array;
  /** few points per residue that stand for the shape, see `traceKind` */
  readonly trace: Float64Array;
  readonly traceKind: TraceKind;
  /**
   * averages of bead models that give how many of them fill each place: all places and those numbers divided
   * by the largest; the trace then holds the body, as many of the best filled places as a model has beads
   */
  readonly density?: { readonly points: Float64Array; readonly weights: Float64Array };
  /** half the median distance of nearest neighbours in Å; bead models of two beads or more only */
  readonly beadRadius?: number;
  /** chains with at least five residues in the trace; 1 for a bead model */
  readonly chains: number;
  /** trace points that stand for nucleotides */
  readonly nucleicPoints: number;
  /** what was left out or guessed, one sentence each */
  readonly warnings: readonly string[];
}
