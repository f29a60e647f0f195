/**
 * Points of a model, in Å: x, y, z of each in turn. CA and P atoms where the text of a PDB file has
 * any, else all of its atoms (a bead model). Coordinates are read from columns 31–54 of the ATOM and
 * HETATM records of the first model; lines without coordinates are skipped.
 */
export function pdbPoints(text: string): Float64Array {
  const trace: number[] = [];
  const all: number[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('ENDMDL')) break;
    if (!line.startsWith('ATOM') && !line.startsWith('HETATM')) continue;
    const point = [line.slice(30, 38), line.slice(38, 46), line.slice(46, 54)].map(Number.parseFloat);
    if (!point.every(Number.isFinite)) continue;
    all.push(...point);
    const atom = line.slice(12, 16).trim();
    if (line.startsWith('ATOM') && (atom === 'CA' || atom === 'P')) trace.push(...point);
  }
  return Float64Array.from(trace.length ? trace : all);
}
