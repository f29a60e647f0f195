import { isGzip, unpacked } from './unpacked';

/** A file that the visitor gave. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** name of the example it is */
  readonly example?: string;
  /** whether points that the reader would leave out are used, because the visitor says so */
  readonly keepPoints?: boolean;
}

/** Kinds of files for this page. */
export type FileKind = 'run' | 'structure' | 'curve';

/** Largest file that is taken: beyond it a curve is no longer read within half a minute on a phone. */
export const MOST_MEGABYTES = 8;
/** Number of bytes that determine the kind of a file. */
const HEAD = 100_000;

/** Files given together, sorted: a curve or a run and a structure are accepted, the others are not. */
export interface Given {
  /** a curve, or the file of a run */
  readonly curve?: GivenFile;
  readonly structure?: GivenFile;
  /** names of the files that are not accepted */
  readonly left: readonly string[];
}

/** The kind of a file, by its text: a sasCIF curve and an mmCIF structure share the ending .cif. */
export function fileKind({ bytes }: GivenFile): FileKind {
  const text = new TextDecoder().decode(bytes.subarray(0, HEAD));
  if (text.trimStart().startsWith('{') && text.slice(0, 400).includes('decodesaxsRun')) return 'run';
  const structure = /^(ATOM {2}|HETATM)/m.test(text) || /^\s*_atom_site\./m.test(text);
  const pdbWithoutAtoms = /^(HEADER|CRYST1|SEQRES) /m.test(text) && !/^\s*[\d.]+[\s,;]+[\d.]+/m.test(text);
  return structure || pdbWithoutAtoms ? 'structure' : 'curve';
}

/** Sorts files that were given together. */
export function sortGiven(files: readonly GivenFile[]): Given {
  const of = (structure: boolean): GivenFile[] =>
    files.filter((file) => (fileKind(file) === 'structure') === structure);
  const [curves, structures] = [of(false), of(true)];
  return {
    curve: curves[0],
    structure: structures[0],
    left: [...curves.slice(1), ...structures.slice(1)].map(({ name }) => name),
  };
}

/**
 * Reads files that were chosen or dropped; gzip archives are unpacked.
 *
 * @returns those that can be read, and a sentence for each that cannot
 */
export async function readFiles(
  files: readonly File[],
): Promise<{ readonly files: GivenFile[]; readonly refused: string[] }> {
  const read = await Promise.all(files.map(readFile));
  return {
    files: read.filter((each) => typeof each !== 'string'),
    refused: read.filter((each) => typeof each === 'string'),
  };
}

/** Reads a file, or says in a sentence why not. */
async function readFile(file: File): Promise<GivenFile | string> {
  const most = MOST_MEGABYTES * 2 ** 20;
  if (file.size > most) return tooLarge(file.name, `has ${Math.round(file.size / 2 ** 20)} MB`);
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return `${file.name} cannot be read: expected a file, not a folder, that is still where it was.`;
  }
  if (!isGzip(bytes)) return { name: file.name, bytes };
  try {
    const contents = await unpacked(bytes, most);
    if (!contents) return tooLarge(file.name, `has more than ${MOST_MEGABYTES} MB when unpacked`);
    return { name: file.name.replace(/\.gz$/i, ''), bytes: contents };
  } catch {
    return `${file.name} is a damaged gzip archive: unpack it, and give the file that it holds.`;
  }
}

const tooLarge = (name: string, size: string): string =>
  `${name} ${size}; files up to ${MOST_MEGABYTES} MB are read: a curve of 2,000 points has 0.1 MB. Leave out columns, or rebin it.`;

/** An example curve of the page, or a sentence where it cannot be fetched. */
export async function fetchExample(example: string): Promise<GivenFile | string> {
  const response = await fetch(`examples/${example}.dat`).catch(() => undefined);
  if (!response?.ok)
    return `The example ${example} cannot be fetched: expected one of those named on the page, and a connection.`;
  return { name: `${example}.dat`, bytes: new Uint8Array(await response.arrayBuffer()), example };
}
