import type { DensityMap } from '../grid/densityMap';
import { InputError } from '../inputError';
import { Ccp4Header, HEADER_BYTES, LABEL_BYTE, LABEL_LENGTH, MACHST_BYTE, MAP_BYTE } from './ccp4Header';

/**
 * Writes a map as a CCP4/MRC file (mode 2, little-endian, x fastest), placed so that programs which
 * use the start words (CCP4) and those which use ORIGIN (MRC) show it at the same position.
 *
 * The cell holds as many intervals as there are points: its edge is size · step, so that every
 * reader finds edge / intervals = step; the next point would be the first of the next cell. Where
 * the origin lies on a grid point, as that of a reconstruction (−15 steps), it stands in the start
 * words and ORIGIN is 0, which all readers understand. Any other origin stands in ORIGIN, which
 * readers of CCP4 maps such as gemmi ignore.
 *
 * Radius and threshold stand in the first label ("decodeSAXS rmax 33.30 threshold 0.30"), where
 * `readCcp4` finds them; a note is the second label.
 *
 * @throws InputError when sizes do not fit the values or the step is not a positive length
 */
export function writeCcp4(map: DensityMap): Uint8Array {
  const {
    size: [nx, ny, nz],
    step,
    values,
  } = map;
  if (values.length !== nx * ny * nz || !(step > 0)) {
    throw new InputError(
      `A map of ${nx} × ${ny} × ${nz} points, step ${step} Å, with ${values.length} values cannot be written: sizes must fit and the step be above 0.`,
    );
  }
  const bytes = new Uint8Array(HEADER_BYTES + 4 * values.length);
  const view = new DataView(bytes.buffer);
  const header = new Ccp4Header(view, true);
  writeGeometry(header, map);
  writeStatistics(header, values);
  bytes.set(ascii('MAP '), MAP_BYTE);
  bytes.set([0x44, 0x44, 0, 0], MACHST_BYTE);
  const labels = [label(map), ...(map.note === undefined ? [] : [map.note])];
  header.set('NLABL', labels.length);
  labels.forEach((text, i) =>
    bytes.set(ascii(text.slice(0, LABEL_LENGTH).padEnd(LABEL_LENGTH)), LABEL_BYTE + i * LABEL_LENGTH),
  );
  let at = HEADER_BYTES;
  for (let k = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, at += 4) view.setFloat32(at, values[(ny * i + j) * nz + k], true);
    }
  }
  return bytes;
}

function writeGeometry(header: Ccp4Header, { size, step, origin }: DensityMap): void {
  const start = origin.map((value) => Math.round(value / step));
  const onGrid = origin.every((value, axis) => Math.abs(value / step - start[axis]) < 1e-3);
  (['NC', 'NR', 'NS'] as const).forEach((word, axis) => header.set(word, size[axis]));
  (['MX', 'MY', 'MZ'] as const).forEach((word, axis) => header.set(word, size[axis]));
  (['MAPC', 'MAPR', 'MAPS'] as const).forEach((word, axis) => header.set(word, axis + 1));
  (['CELLA_X', 'CELLA_Y', 'CELLA_Z'] as const).forEach((word, axis) => header.set(word, size[axis] * step));
  (['CELLB_ALPHA', 'CELLB_BETA', 'CELLB_GAMMA'] as const).forEach((word) => header.set(word, 90));
  (['NCSTART', 'NRSTART', 'NSSTART'] as const).forEach((word, axis) =>
    header.set(word, onGrid ? start[axis] : 0),
  );
  (['ORIGIN_X', 'ORIGIN_Y', 'ORIGIN_Z'] as const).forEach((word, axis) =>
    header.set(word, onGrid ? 0 : origin[axis]),
  );
  header.set('MODE', 2);
  header.set('ISPG', 1);
  header.set('NSYMBT', 0);
  header.set('NVERSION', 20140);
}

function writeStatistics(header: Ccp4Header, values: Float32Array): void {
  let low = Infinity,
    high = -Infinity,
    sum = 0;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
    sum += value;
  }
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  header.set('DMIN', low);
  header.set('DMAX', high);
  header.set('DMEAN', mean);
  header.set('RMS', Math.sqrt(squares / values.length));
}

function label({ rmax, threshold }: DensityMap): string {
  return (
    'decodeSAXS' +
    (rmax === undefined ? '' : ` rmax ${decimals(rmax)}`) +
    (threshold === undefined ? '' : ` threshold ${decimals(threshold)}`)
  );
}

/** At least two decimals, more where they are needed, at most six. */
function decimals(value: number): string {
  return value.toFixed(6).replace(/0{1,4}$/, '');
}

function ascii(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}
