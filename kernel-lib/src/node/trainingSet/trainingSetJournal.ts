import * as v from 'valibot';
import * as fs from 'node:fs';
import type { RecordKind, StructureRecord } from '../../train/samples/structureRecord';
import type { FileRecords } from '../../train/samples/structureRecords';

interface Line {
  readonly key: string;
  readonly skipped: FileRecords['skipped'];
  readonly records: readonly (Omit<StructureRecord, 'xyz' | 'kind'> & {
    readonly kind: RecordKind;
    readonly xyz: string;
  })[];
}

const TEXT = v.string();
const LINE = v.object({
  key: TEXT,
  skipped: v.array(v.object({ what: TEXT, why: TEXT, group: TEXT })),
  records: v.array(
    v.looseObject({
      id: TEXT,
      kind: TEXT,
      // whole 16-bit numbers, three per point: 6 bytes
      xyz: v.pipe(
        v.string(),
        v.check((text) => Buffer.from(text, 'base64').length % 6 === 0),
      ),
    }),
  ),
});

/** Results of single structures in a file of JSON lines, kept until the whole set is written. */
export class TrainingSetJournal {
  private readonly known = new Map<string, FileRecords>();

  /** Reads the journal of an earlier run; a damaged line is skipped and its structure read again. */
  constructor(private readonly file: string) {
    if (!fs.existsSync(file)) return;
    const text = fs.readFileSync(file, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    for (const line of whole.split('\n')) {
      if (line !== '') this.remember(line);
    }
    if (whole.length < text.length) fs.writeFileSync(file, whole);
  }

  get(key: string): FileRecords | undefined {
    return this.known.get(key);
  }

  /** Adds a result unless it is known. */
  add(key: string, { records, skipped }: FileRecords): void {
    if (this.known.has(key)) return;
    const line: Line = {
      key,
      skipped,
      records: records.map((record) => ({
        ...record,
        xyz: Buffer.from(record.xyz.buffer, record.xyz.byteOffset, record.xyz.byteLength).toString('base64'),
      })),
    };
    fs.appendFileSync(this.file, `${JSON.stringify(line)}\n`);
    this.known.set(key, { records, skipped });
  }

  remove(): void {
    fs.rmSync(this.file, { force: true });
  }

  private remember(line: string): void {
    let parsed: unknown;
    try {
      parsed = JSON.parse(line);
    } catch {
      return;
    }
    const { success, output } = v.safeParse(LINE, parsed);
    if (!success) return;
    const { key, records, skipped } = output as unknown as Line;
    const unpacked = records.map((record): StructureRecord => {
      const bytes = Uint8Array.from(Buffer.from(record.xyz, 'base64'));
      return { ...record, xyz: new Int16Array(bytes.buffer) };
    });
    this.known.set(key, { records: unpacked, skipped });
  }
}
