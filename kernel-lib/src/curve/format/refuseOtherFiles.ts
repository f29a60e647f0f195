import { InputError } from '../../inputError';

const OTHER_FILES: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/^(?:ATOM {2}|HETATM|CRYST1)[ \d]/m, 'a structure (PDB)'],
  [/^_atom_site\./m, 'a structure (mmCIF)'],
  [/^\s*(?:\{\s*"|\[\s*[[{])/, 'JSON'],
  [/^[#\s"]*r\b[^\n]*\bp\s*\(\s*r\s*\)/im, 'a pair-distance distribution'],
  [
    /^[#%;\s"']*(?:2[\s*_-]*th(?:eta)?|tth|two[\s_-]*theta|2[\s*]*θ|theta|θ|(?:(?:scattering|diffraction)[\s_-]*)?angle)(?!\p{L})(?!\s*[:=])/imu,
    'a table against the scattering angle',
  ],
  [
    /^[#%;\s"']*(?:[qsh](?:\^|\*\*)?2|[qsh]²|(?:log(?:10)?|ln)[\s_(]*[qsh])(?![\p{L}\d])/imu,
    'a Guinier or logarithmic plot',
  ],
  [
    /^[#%;\s"']*[qsh](?:\s*[[(][^\])\n]*[\])])?[\s,;"']+(?:[qsh](?:\^|\*\*)?[24]|[qsh][²⁴]|log(?:10)?|ln)[\s*·_(]*I(?!\p{L})/imu,
    'a Kratky, Porod or logarithmic plot',
  ],
];

/**
 * Refuses files that hold numbers but no curve.
 *
 * @throws InputError that names what the file seems to be
 */
export function refuseOtherFiles(text: string, name: string): void {
  const head = text.slice(0, 4000);
  for (const [pattern, kind] of OTHER_FILES) if (pattern.test(head)) throw notACurve(name, kind);
}

/** Kinds of first columns other than a scattering vector, by the line above the table. */
const OTHER_COLUMNS: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [
    /^(?:Rg|R_?g|Dmax|D_?max|volume)(?:\s*[[(][^\])]*[\])])?[\s,;"']+(?![=:])\p{L}/iu,
    'a distribution of sizes',
  ],
  [
    /^(?:radial\s+distance|distance|radius|pixels?|r)\s*[[(,]?\s*(?:mm|px|pixels?|cm)\b/iu,
    'a profile over the detector',
  ],
  [/^(?:pixels?|channels?)(?:[\s,;"']+[\p{L}()[\]]+){0,3}$/iu, 'a profile over the detector'],
  [/^d(?:[-_ ]?spacing)?\s*[[(]\s*(?:A|Å|nm|ang\w*)\s*[\])]/iu, 'a table against the d-spacing'],
  [
    /^(?:time|frames?|elution|retention|min(?:utes)?|sec(?:onds)?|ml)(?!\p{L})(?:\s*[[(][^\])]*[\])])?\s*[\s,;"']+(?![=:])\p{L}/iu,
    'a chromatogram or a series in time',
  ],
  [/^(?:wavelength|energy)\s*[[(]?\s*(?:nm|ev|kev|A|Å)?/iu, 'a spectrum'],
];

/**
 * Refuses tables whose column names are those of another kind of data.
 *
 * @param header the lines before the table; the last four are looked at
 * @throws InputError that names what the table seems to be
 */
export function refuseOtherColumns(header: readonly string[], name: string): void {
  for (const line of header.filter((text) => text.trim() !== '').slice(-4)) {
    const bare = line.replace(/^[\s#!%*;"']+/, '').replaceAll('"', '');
    for (const [pattern, kind] of OTHER_COLUMNS) if (pattern.test(bare)) throw notACurve(name, kind);
  }
}

/**
 * Refuses tables that are a distribution of distances: from 0 at x = 0 up to a maximum inside and back to 0.
 *
 * @throws InputError
 */
export function refuseDistances(x: readonly number[], y: readonly number[], name: string): void {
  if (x.length < 5 || x[0] !== 0) return;
  const peak = Math.max(...y.slice(0, 100_000));
  const at = y.indexOf(peak) / (y.length - 1);
  const ends = Math.max(Math.abs(y[0]), Math.abs(y[y.length - 1]));
  if (peak > 0 && ends < 0.02 * peak && at > 0.05 && at < 0.9)
    throw notACurve(name, 'a pair-distance distribution');
}

function notACurve(name: string, kind: string): InputError {
  return new InputError(`${name} looks like ${kind}, not a curve; give columns of q, intensity and error.`);
}
