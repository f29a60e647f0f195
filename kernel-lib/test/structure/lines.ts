/** One PDB atom record in the columns of the format; text for tests. */
export function atomLine(
  record: 'ATOM' | 'HETATM',
  name: string,
  residue: string,
  chain: string,
  seq: number | string,
  [x, y, z]: readonly number[],
  options: { alt?: string; element?: string; serial?: number } = {},
): string {
  const padded = name.length < 4 ? ` ${name}`.padEnd(4) : name;
  const number = /\D$/.test(String(seq)) ? String(seq).padStart(5) : `${String(seq).padStart(4)} `;
  return (
    record.padEnd(6) +
    String(options.serial ?? 1).padStart(5) +
    ' ' +
    padded +
    (options.alt ?? ' ') +
    residue.padStart(3) +
    ' ' +
    chain.padStart(1) +
    number +
    '   ' +
    [x, y, z].map((value) => value.toFixed(3).padStart(8)).join('') +
    '  1.00 20.00' +
    (options.element ?? '').padStart(12)
  );
}

/** N, CA, C, O of `count` residues of an extended chain along x, 3.8 Å apart. */
export function peptide(
  chain: string,
  count: number,
  origin: readonly number[] = [0, 0, 0],
  first = 1,
): string[] {
  const names = ['ALA', 'GLY', 'SER', 'LEU', 'LYS'];
  const offsets = { N: [0, 0, 0], CA: [1.2, 0.8, 0], C: [2.5, 0, 0], O: [2.5, -1.2, 0] } as const;
  const lines: string[] = [];
  for (let i = 0; i < count; i++) {
    for (const [name, offset] of Object.entries(offsets)) {
      const at = offset.map((value, axis) => value + origin[axis] + (axis === 0 ? 3.8 * i : 0));
      lines.push(atomLine('ATOM', name, names[i % 5], chain, first + i, at, { element: name[0] }));
    }
  }
  return lines;
}
