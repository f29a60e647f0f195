/**
 * The header of a CCP4/MRC map: 256 words of 4 bytes, then `NSYMBT` bytes of symmetry or other
 * extension, then the values, columns fastest. Words are counted from 1 as in the MRC2014
 * specification (Cheng et al. 2015, J. Struct. Biol. 192:146) and in CCP4's maplib documentation;
 * both agree on the words below.
 */
export const HEADER_BYTES = 1024;

/** Whole numbers. */
export const INTEGER_WORDS = {
  /** columns, rows, sections of the array: its fastest, middle and slowest axis */
  NC: 1,
  NR: 2,
  NS: 3,
  /** kind of value: 0 int8, 1 int16, 2 float32, 6 uint16 (3, 4 complex; 12 float16; 101 packed) */
  MODE: 4,
  /** grid index of the first column, row, section, counted from the origin of the cell */
  NCSTART: 5,
  NRSTART: 6,
  NSSTART: 7,
  /** intervals along x, y, z of the cell: a step is CELLA_X / MX */
  MX: 8,
  MY: 9,
  MZ: 10,
  /** axis (1 x, 2 y, 3 z) of columns, rows, sections */
  MAPC: 17,
  MAPR: 18,
  MAPS: 19,
  /** space group: 1 for one volume */
  ISPG: 23,
  /** bytes between header and values */
  NSYMBT: 24,
  /** version of the format: 20140 or 20141 for MRC2014 */
  NVERSION: 28,
  /** labels in use, 0…10 */
  NLABL: 56,
} as const;

/** Numbers of 32-bit floating point. */
export const FLOAT_WORDS = {
  /** edges in Å and angles in degrees of the cell */
  CELLA_X: 11,
  CELLA_Y: 12,
  CELLA_Z: 13,
  CELLB_ALPHA: 14,
  CELLB_BETA: 15,
  CELLB_GAMMA: 16,
  /** smallest, largest and mean value; root mean square deviation from the mean */
  DMIN: 20,
  DMAX: 21,
  DMEAN: 22,
  RMS: 55,
  /** position in Å of the first point along x, y, z; where it is 0, the start words give it */
  ORIGIN_X: 50,
  ORIGIN_Y: 51,
  ORIGIN_Z: 52,
} as const;

/** Byte of word 53: the letters "MAP ". */
export const MAP_BYTE = 208;
/** Byte of word 54: 0x44 0x44 (or 0x44 0x41) for little-endian files, 0x11 0x11 for big-endian ones. */
export const MACHST_BYTE = 212;
/** Byte of word 57: ten labels of 80 characters. */
export const LABEL_BYTE = 224;
export const LABEL_LENGTH = 80;

export type HeaderWord = keyof typeof INTEGER_WORDS | keyof typeof FLOAT_WORDS;

/** Reads and writes header words by their name. */
export class Ccp4Header {
  constructor(
    private readonly view: DataView,
    readonly littleEndian: boolean,
  ) {}

  get(word: HeaderWord): number {
    if (word in INTEGER_WORDS) return this.view.getInt32(byteOf(word), this.littleEndian);
    return this.view.getFloat32(byteOf(word), this.littleEndian);
  }

  set(word: HeaderWord, value: number): void {
    if (word in INTEGER_WORDS) this.view.setInt32(byteOf(word), value, this.littleEndian);
    else this.view.setFloat32(byteOf(word), value, this.littleEndian);
  }
}

function byteOf(word: HeaderWord): number {
  const number = { ...INTEGER_WORDS, ...FLOAT_WORDS }[word];
  return 4 * (number - 1);
}
