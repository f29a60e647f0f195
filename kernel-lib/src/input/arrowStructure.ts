/** A file is not built as an Arrow IPC file or stream has to be. */
export class BrokenArrow extends Error {}

const MAGIC = 'ARROW1';
/** Nested types deeper than this are refused. */
const DEPTH = 16;
const UNION = 14;
const SCHEMA = 1,
  DICTIONARY = 2,
  BATCH = 3;

/**
 * Goes through the messages of an Arrow IPC file or stream and makes sure that every length that a reader
 * would believe lies within the file, so that reading ends: vectors of the flatbuffers, bodies of the messages, buffers
 * and rows of the record batches (Arrow columnar format 1.5, sections IPC and Message.fbs, Schema.fbs, File.fbs).
 *
 * @throws BrokenArrow
 */
export function checkArrowStructure(bytes: Uint8Array): void {
  if (String.fromCharCode(...bytes.subarray(0, MAGIC.length)) === MAGIC) checkFile(bytes);
  else checkStream(bytes);
}

function checkFile(bytes: Uint8Array): void {
  const footerEnd = bytes.length - MAGIC.length - 4;
  if (footerEnd < 8) throw new BrokenArrow('it is cut short');
  const all = new Flat(bytes);
  const footerLength = all.int32(footerEnd);
  if (footerLength < 8 || footerLength > footerEnd) throw new BrokenArrow('its footer is damaged');
  const footer = all.table(footerEnd - footerLength);
  const schema = footer(6);
  if (schema === 0) throw new BrokenArrow('it has no schema');
  checkSchema(all, schema);
  checkMetadata(all, footer(12));
  for (const field of [8, 10]) {
    for (const block of all.vector(footer(field), 24)) {
      const at = all.int64(block);
      if (at < 0 || at >= footerEnd) throw new BrokenArrow('a block lies outside');
      checkMessage(bytes, at);
    }
  }
}

function checkStream(bytes: Uint8Array): void {
  let messages = 0;
  for (let at = 0; at < bytes.length; messages++) {
    const next = checkMessage(bytes, at);
    if (next === undefined) break;
    at = next;
  }
  if (messages === 0) throw new BrokenArrow('it holds no message');
}

/** The position after a message, or undefined for the end of the stream. */
function checkMessage(bytes: Uint8Array, start: number): number | undefined {
  const all = new Flat(bytes);
  let at = start;
  let length = all.int32(at);
  at += 4;
  if (length === -1) {
    length = all.int32(at);
    at += 4;
  }
  if (length === 0) return undefined;
  if (length < 0 || at + length > bytes.length) throw new BrokenArrow('a message is cut short');
  const head = new Flat(bytes.subarray(at, at + length));
  const message = head.table(0);
  const bodyLength = message(10) === 0 ? 0 : head.int64(message(10));
  if (bodyLength < 0 || at + length + bodyLength > bytes.length)
    throw new BrokenArrow('the body of a message is cut short');
  const version = message(4) === 0 ? 0 : head.int16(message(4));
  const kind = message(6) === 0 ? 0 : head.byte(message(6));
  const header = message(8);
  if (header !== 0) {
    if (kind === SCHEMA) checkSchema(head, header);
    else if (kind === BATCH) checkBatch(head, header, bodyLength, version);
    else if (kind === DICTIONARY) {
      const data = head.table(header)(6);
      if (data !== 0) checkBatch(head, data, bodyLength, version);
    } else throw new BrokenArrow('a message is of no known kind');
  }
  return at + length + bodyLength;
}

function checkSchema(flat: Flat, at: number): void {
  const schema = flat.table(at);
  for (const field of flat.vector(schema(6), 4)) checkField(flat, field, 0);
  checkMetadata(flat, schema(8));
}

function checkField(flat: Flat, at: number, depth: number): void {
  if (depth > DEPTH) throw new BrokenArrow('its types are nested too deeply');
  const field = flat.table(at);
  flat.text(field(4));
  for (const child of flat.vector(field(14), 4)) checkField(flat, child, depth + 1);
  checkMetadata(flat, field(16));
  if (field(8) !== 0 && flat.byte(field(8)) === UNION) throw new BrokenArrow('it has a column of a union');
  if (field(10) !== 0) flat.table(field(10));
  if (field(12) !== 0) flat.table(field(12));
}

function checkMetadata(flat: Flat, at: number): void {
  for (const pair of flat.vector(at, 4)) {
    const entry = flat.table(pair);
    flat.text(entry(4));
    flat.text(entry(6));
  }
}

function checkBatch(flat: Flat, at: number, bodyLength: number, version: number): void {
  const batch = flat.table(at);
  const page = version < 3 ? 8 : 0;
  // eight rows, of one bit each, need a byte
  const most = 8 * Math.max(bodyLength, 0);
  const rows = batch(4) === 0 ? 0 : flat.int64(batch(4));
  if (rows < 0 || rows > most) throw new BrokenArrow(`it claims ${rows} rows, more than it can hold`);
  for (const node of flat.vector(batch(6), 16)) {
    const [length, nulls] = [flat.int64(node), flat.int64(node + 8)];
    if (length < 0 || length > most || nulls < 0 || nulls > length)
      throw new BrokenArrow('a column claims more values than it can hold');
  }
  for (const region of flat.vector(batch(8), 16 + page)) {
    const [offset, length] = [flat.int64(region + page), flat.int64(region + page + 8)];
    if (offset < 0 || length < 0 || offset + length > bodyLength)
      throw new BrokenArrow('a buffer lies outside its message');
  }
  for (const counted of flat.vector(batch(12), 8)) {
    const buffers = flat.int64(counted);
    if (buffers < 0 || buffers > flat.bytes.length) throw new BrokenArrow('it claims too many buffers');
  }
}

/** Flatbuffers, every read within the bytes; all vectors together have no more entries than there are bytes. */
class Flat {
  private readonly view: DataView;
  private entries = 0;

  constructor(readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  byte(at: number): number {
    return this.view.getUint8(this.inside(at, 1));
  }

  int16(at: number): number {
    return this.view.getInt16(this.inside(at, 2), true);
  }

  int32(at: number): number {
    return this.view.getInt32(this.inside(at, 4), true);
  }

  int64(at: number): number {
    return Number(this.view.getBigInt64(this.inside(at, 8), true));
  }

  /** Position of the field of a table that its vtable has at `slot`; 0 where it is absent. */
  table(at: number): (slot: number) => number {
    const start = at + this.int32(at);
    const vtable = start - this.int32(start);
    const size = this.int16(vtable);
    if (size < 4) throw new BrokenArrow('a table is damaged');
    this.inside(vtable, size);
    return (slot) => {
      const offset = slot + 2 <= size ? this.int16(vtable + slot) : 0;
      if (offset === 0) return 0;
      return this.inside(start + offset, 1);
    };
  }

  /** Positions of the entries of a vector; none where it is absent. */
  vector(at: number, stride: number): number[] {
    if (at === 0) return [];
    const start = at + this.int32(at);
    const length = this.int32(start);
    if (length < 0) throw new BrokenArrow('a list has a negative length');
    this.inside(start + 4, length * stride);
    this.entries += length;
    if (this.entries > this.bytes.length) throw new BrokenArrow('its lists hold more than the file');
    return Array.from({ length }, (_, i) => start + 4 + i * stride);
  }

  text(at: number): void {
    if (at === 0) return;
    const start = at + this.int32(at);
    const length = this.int32(start);
    if (length < 0) throw new BrokenArrow('a text has a negative length');
    this.inside(start + 4, length);
  }

  private inside(at: number, length: number): number {
    if (!(at >= 0 && at + length <= this.bytes.length))
      throw new BrokenArrow('a place lies outside the file');
    return at;
  }
}
