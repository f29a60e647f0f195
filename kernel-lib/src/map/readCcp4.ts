import type { DensityMap } from '../grid/densityMap';
import { InputError } from '../inputError';
import { Ccp4Header, HEADER_BYTES, LABEL_BYTE, LABEL_LENGTH, MACHST_BYTE, MAP_BYTE } from './ccp4Header';
import { tidyMap } from './tidyMap';

/** Bytes of a value by mode. */
const MODES: Readonly<Record<number, number>> = { 0: 1, 1: 2, 2: 4, 6: 2 };

/**
 * Reads a CCP4/MRC map: modes 0, 1, 2 and 6, either byte order, any order of axes. The origin is
 * that of the ORIGIN words, or of the start words where these are 0. Radius and threshold are taken
 * from the label that `writeCcp4` writes. `tidyMap` prepares maps of other programs.
 *
 * @param bytes the whole file, unpacked
 * @param name name of the file in messages
 * @throws InputError when it is no map, cut short, of another mode, or its grid has no right angles
 *   or unequal steps
 */
export function readCcp4(bytes: Uint8Array, name = 'The map'): DensityMap {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const header = openHeader(bytes, view, name);
  const axes = axisOrder(header, name);
  const extent = (['NC', 'NR', 'NS'] as const).map((word) => header.get(word));
  const size = unscramble(axes, extent);
  const step = stepOf(header, size, name);
  const values = readValues(view, header, axes, extent, size, name);
  return tidyMap({ size, step, origin: originOf(header, axes, step), values, ...labelled(bytes) });
}

function openHeader(bytes: Uint8Array, view: DataView, name: string): Ccp4Header {
  if (bytes.length >= HEADER_BYTES) {
    const said = view.getUint8(MACHST_BYTE) !== 0x11;
    for (const littleEndian of [said, !said]) {
      const header = new Ccp4Header(view, littleEndian);
      if (isPlausible(header, hasMapLetters(bytes))) return header;
    }
  }
  throw new InputError(`${name} is not a CCP4 or MRC map: a .ccp4, .mrc or .map file is needed.`);
}

function hasMapLetters(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(MAP_BYTE, MAP_BYTE + 3)) === 'MAP';
}

/** Sizes and mode in their range; files without the letters MAP must have axes as well. */
function isPlausible(header: Ccp4Header, letters: boolean): boolean {
  const sizes = (['NC', 'NR', 'NS'] as const).map((word) => header.get(word));
  if (sizes.some((n) => n < 1 || n > 65536) || header.get('MODE') < 0 || header.get('MODE') > 101)
    return false;
  return letters || [1, 2, 3].includes(header.get('MAPC'));
}

/** Axis (0 x, 1 y, 2 z) of columns, rows and sections. */
function axisOrder(header: Ccp4Header, name: string): number[] {
  const axes = (['MAPC', 'MAPR', 'MAPS'] as const).map((word) => header.get(word) - 1);
  if (axes.every((axis) => axis === -1)) return [0, 1, 2];
  if ([0, 1, 2].some((axis) => !axes.includes(axis))) {
    throw new InputError(
      `${name} gives its axes as ${axes.map((axis) => axis + 1).join(', ')}: a map with the axes 1, 2 and 3 is needed.`,
    );
  }
  return axes;
}

/** From columns, rows, sections to x, y, z. */
function unscramble(axes: readonly number[], values: readonly number[]): [number, number, number] {
  const ordered: [number, number, number] = [0, 0, 0];
  axes.forEach((axis, i) => (ordered[axis] = values[i]));
  return ordered;
}

function stepOf(header: Ccp4Header, size: readonly number[], name: string): number {
  const angles = (['CELLB_ALPHA', 'CELLB_BETA', 'CELLB_GAMMA'] as const).map((word) => header.get(word));
  if (angles.some((angle) => angle !== 0 && !(Math.abs(angle - 90) <= 0.01))) {
    throw new InputError(
      `${name} has cell angles of ${angles.map((angle) => worded(angle, 1)).join(', ')}°: resample it on a grid with right angles.`,
    );
  }
  const intervals = (['MX', 'MY', 'MZ'] as const).map((word, axis) => header.get(word) || size[axis]);
  const edges = (['CELLA_X', 'CELLA_Y', 'CELLA_Z'] as const).map((word) => header.get(word));
  const steps = edges.map((edge, axis) => edge / intervals[axis]);
  if (!steps.every((step) => step > 0 && Number.isFinite(step))) {
    throw new InputError(
      `${name} does not state its scale (cell of ${edges.map((edge) => worded(edge)).join(', ')} Å): a map with its cell in Å is needed.`,
    );
  }
  if (Math.max(...steps) > 1.001 * Math.min(...steps)) {
    throw new InputError(
      `${name} has steps of ${steps.map((s) => s.toFixed(3)).join(', ')} Å along x, y, z: resample it with one step.`,
    );
  }
  return (steps[0] + steps[1] + steps[2]) / 3;
}

/** A number of the header in a message. */
function worded(value: number, decimals?: number): string {
  if (!Number.isFinite(value)) return 'no number';
  return decimals === undefined ? String(value) : value.toFixed(decimals);
}

function originOf(header: Ccp4Header, axes: readonly number[], step: number): [number, number, number] {
  const origin = (['ORIGIN_X', 'ORIGIN_Y', 'ORIGIN_Z'] as const).map((word) => header.get(word));
  if (origin.some((value) => value !== 0 && Number.isFinite(value))) return [origin[0], origin[1], origin[2]];
  const start = (['NCSTART', 'NRSTART', 'NSSTART'] as const).map((word) => header.get(word) * step);
  return unscramble(axes, start);
}

function readValues(
  view: DataView,
  header: Ccp4Header,
  axes: readonly number[],
  extent: readonly number[],
  size: readonly number[],
  name: string,
): Float32Array {
  const mode = header.get('MODE'),
    width = MODES[mode];
  if (width === undefined) {
    throw new InputError(`${name} is of mode ${mode}: a map of mode 0, 1, 2 or 6 is needed.`);
  }
  const [columns, rows, sections] = extent;
  const start = HEADER_BYTES + Math.max(0, header.get('NSYMBT'));
  const wanted = columns * rows * sections * width;
  if (start + wanted > view.byteLength) {
    throw new InputError(
      `${name} is cut short (${view.byteLength} of ${start + wanted} bytes): fetch or write it again.`,
    );
  }
  const read = reader(view, mode, header.littleEndian);
  const stride = [size[1] * size[2], size[2], 1];
  const [column, row, section] = axes.map((axis) => stride[axis]);
  const values = new Float32Array(columns * rows * sections);
  let at = start;
  for (let s = 0; s < sections; s++) {
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++, at += width) values[s * section + r * row + c * column] = read(at);
    }
  }
  if (!values.every(Number.isFinite)) {
    throw new InputError(`${name} holds values that are not finite numbers: a valid map is needed.`);
  }
  return values;
}

function reader(view: DataView, mode: number, littleEndian: boolean): (at: number) => number {
  if (mode === 0) return (at) => view.getInt8(at);
  if (mode === 1) return (at) => view.getInt16(at, littleEndian);
  if (mode === 6) return (at) => view.getUint16(at, littleEndian);
  return (at) => view.getFloat32(at, littleEndian);
}

function labelled(bytes: Uint8Array): { rmax?: number; threshold?: number } {
  const labels = String.fromCharCode(...bytes.subarray(LABEL_BYTE, LABEL_BYTE + 10 * LABEL_LENGTH));
  const match = /decodeSAXS(?: rmax (\d+\.\d+))?(?: threshold (\d+\.\d+))?/.exec(labels);
  const number = (text: string | undefined): number | undefined =>
    text === undefined ? undefined : Number(text);
  const rmax = number(match?.[1]),
    threshold = number(match?.[2]);
  return { ...(rmax === undefined ? {} : { rmax }), ...(threshold === undefined ? {} : { threshold }) };
}
