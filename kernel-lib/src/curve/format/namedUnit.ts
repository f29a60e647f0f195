import type { QUnit } from '../measuredCurve';

const NANOMETRE: readonly RegExp[] = [
  /(?<![\p{L}\d])1\s*\/\s*(?:nm|nanomet\w+)(?![\p{L}\d])/iu,
  /(?<![\p{L}\d])n_?m\s*\^?\s*[{(]?\s*[-−–⁻]\s*[1¹]/iu,
  /(?<![\p{L}\d])(?:inverse|reciprocal|per)\s+(?:nm|nanomet\w+)/iu,
  /(?<![\p{L}\d])[qsh]\s*\*\s*nm(?![\p{L}\d])/iu,
];
const ANGSTROM: readonly RegExp[] = [
  /(?<![\p{L}\d])1\s*\/\s*(?:A|Å|aa|ang\w*)(?![\p{L}\d/\\])/iu,
  /(?:Å|(?<![\p{L}\d])ang(?:strom|ström)?s?)\s*\^?\s*[{(]?\s*[-−–⁻]\s*[1¹]/iu,
  /(?:(?<![\p{L}\d])[qsh][\s,(\[/_]*|[[(])A\s*\^?\s*[{(]?\s*[-−–⁻]\s*[1¹]/u,
  /(?<![\p{L}\d])A\s*\^\s*[{(]?\s*[-−–⁻]\s*1/u,
  /(?<![\p{L}\d])(?:inverse|reciprocal|per)\s+(?:Å|ang\w+)/iu,
  /(?<![\p{L}\d])[qsh]\s*\*\s*(?:A|Å|ang\w*)(?![\p{L}\d])/iu,
];

/**
 * The unit of q named in the text around a table: 1/nm, nm^-1, nm⁻¹, q*nm, 1/A, 1/Å, Å-1, q (A-1), inverse
 * Angstrom and similar; also the wavelength of a PDH file, which is in the inverse unit.
 *
 * @param lines header and footer
 * @returns undefined where none or both are named
 */
export function namedUnit(lines: readonly string[]): { value: QUnit; from: string } | undefined {
  const nanometre = lines.find((line) => NANOMETRE.some((pattern) => pattern.test(line)));
  const angstrom = lines.find((line) => ANGSTROM.some((pattern) => pattern.test(line)));
  if (nanometre !== undefined && angstrom !== undefined) return undefined;
  if (nanometre !== undefined) return { value: '1/nm', from: quoted(nanometre) };
  if (angstrom !== undefined) return { value: '1/A', from: quoted(angstrom) };
  return wavelengthUnit(lines);
}

/** The unit in a field that holds only a unit: the spellings of `namedUnit`, and some without brackets. */
export function unitWord(word: string): QUnit | undefined {
  const bare = word
    .trim()
    .replace(/[{}()[\]]/g, '')
    .replace(/^inv(?:erse)?[_\s]*/i, '1/');
  return namedUnit([`q [${word.trim()}]`])?.value ?? namedUnit([`q [${bare}]`])?.value;
}

/** Some units of length in Å. */
const LENGTHS: Readonly<Record<string, number>> = {
  m: 1e10,
  cm: 1e8,
  mm: 1e7,
  um: 1e4,
  µm: 1e4,
  μm: 1e4,
  pm: 1e-2,
};

/** Value in 1/Å of another unit of q, such as 1/m, m^-1 or cm^{-1}; undefined for other words. */
export function inverseLength(word: string): number | undefined {
  const bare = word.replace(/[{}()[\]\s]/g, '');
  const unit = /^1\/([a-zµμ]{1,2})$|^([a-zµμ]{1,2})\^?[-−–⁻][1¹]$/u.exec(bare);
  const length = LENGTHS[unit?.[1] ?? unit?.[2] ?? ''];
  return length === undefined ? undefined : 1 / length;
}

function quoted(line: string): string {
  const text = line.trim().replace(/\s+/g, ' ');
  return `the line "${text.length > 60 ? `${text.slice(0, 57)}…` : text}"`;
}

/** A PDH header has eight integers on its third line and the wavelength fifth on its fourth. */
function wavelengthUnit(lines: readonly string[]): { value: QUnit; from: string } | undefined {
  if (lines.length < 5 || !/^\s*(?:\d+\s+){7}\d+\s*$/.test(lines[2])) return undefined;
  const wavelength = Number(lines[3].trim().split(/\s+/)[4]);
  if (wavelength > 0.02 && wavelength < 0.35)
    return { value: '1/nm', from: `the wavelength of the PDH header, ${wavelength} nm,` };
  return wavelength > 0.35 && wavelength < 3
    ? { value: '1/A', from: `the wavelength of the PDH header, ${wavelength} Å,` }
    : undefined;
}
