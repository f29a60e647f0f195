/**
 * Contents of the text of a PDB file: `atoms` of residues, the `trace` of their CA atoms, or `beads`
 * that do not represent residues. A cartoon needs one of the first two.
 */
export function modelKind(text: string): 'atoms' | 'trace' | 'beads' {
  const lines = text.split('\n').filter((line) => line.startsWith('ATOM') || line.startsWith('HETATM'));
  const names = lines.map((line) => line.slice(12, 16).trim());
  const traced = names.filter((name) => name === 'CA' || name === 'P').length;
  if (traced === 0) return 'beads';
  if (traced < names.length) return 'atoms';
  return isChain(lines) ? 'trace' : 'beads';
}

/** True where most neighbours in the file are a peptide (3.8 Å) or nucleotide (up to 7.5 Å) step apart. */
function isChain(lines: readonly string[]): boolean {
  const points = lines.map((line) => [30, 38, 46].map((at) => Number.parseFloat(line.slice(at, at + 8))));
  const steps = points
    .slice(1)
    .map((point, i) => Math.hypot(...point.map((value, axis) => value - points[i][axis])));
  const linked = steps.filter((step) => (step > 3.5 && step < 4.1) || (step > 5.2 && step < 7.5)).length;
  return steps.length >= 3 && linked > 0.7 * steps.length;
}
