import * as fs from 'node:fs';
import * as path from 'node:path';
import { setImmediate as turnOfEvents } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { InputError } from '../../inputError';
import { KnownShapes, type StructureRecord } from '../../train/samples/structureRecord';
import { structureRecords, type FileRecords, type LeftOut } from '../../train/samples/structureRecords';
import { writeStructureSet } from '../../train/samples/writeStructureSet';
import { downloadEntry, type DownloadOptions } from '../databank/downloadEntry';
import { prepareOutputFolder, readText, removeEmptyFolders, writeAtomic } from '../files';
import { structureSources, type StructureSource } from './structureSources';
import { TrainingSetJournal } from './trainingSetJournal';

/** Options of `buildTrainingSet`. */
export interface BuildTrainingSetOptions extends DownloadOptions {
  /** the Arrow file; gzipped where it ends in .gz */
  readonly out: string;
  /** folder for downloaded entries; default "structures" beside the Arrow file */
  readonly downloads?: string;
}

/** Yielded after each structure. */
export interface BuildTrainingSetProgress {
  readonly done: number;
  readonly total: number;
  /** the structure just completed */
  readonly name: string;
  /** number of rows so far, including duplicates */
  readonly records: number;
}

/** Summary over all structures. */
export interface TrainingSetSummary {
  readonly structures: number;
  readonly records: number;
  /** number left out, by reason */
  readonly skipped: Readonly<Record<string, number>>;
  readonly out: string;
  /** text file with a line per omission: name, tab, reason */
  readonly log: string;
}

/** Largest structure file read, unpacked: text longer than this does not fit a string. */
const MOST_BYTES = 400 * 2 ** 20;

/**
 * Builds a training set from a folder or list (see `structureSources`): biological assemblies
 * applied, unsuitable and duplicate shapes left out. Completed structures are in a journal beside the
 * Arrow file, from which the same call continues after it was stopped; the Arrow file and the log of
 * omissions appear at the end.
 *
 * @throws InputError when nothing is found or suitable, or a file cannot be written
 */
export async function* buildTrainingSet(
  folderOrList: string,
  options: BuildTrainingSetOptions,
): AsyncGenerator<BuildTrainingSetProgress, TrainingSetSummary> {
  const sources = structureSources(folderOrList);
  const downloads = options.downloads ?? path.join(path.dirname(options.out), 'structures');
  const made = prepareOutputFolder(path.dirname(path.resolve(options.out)));
  try {
    if (sources.some((source) => 'entry' in source)) made.push(...prepareOutputFolder(downloads));
    const journal = new TrainingSetJournal(`${options.out}.journal`);
    const results: FileRecords[] = [];
    let records = 0;
    for (const source of sources) {
      await turnOfEvents();
      options.signal?.throwIfAborted();
      const result =
        journal.get(keyOf(source)) ?? (await recordsOf(source, folderOrList, downloads, options));
      journal.add(keyOf(source), result);
      results.push(result);
      records += result.records.length;
      yield { done: results.length, total: sources.length, name: source.name, records };
    }
    const summary = writeResult(results, options.out);
    journal.remove();
    return summary;
  } finally {
    removeEmptyFolders(made);
  }
}

async function recordsOf(
  source: StructureSource,
  folderOrList: string,
  downloads: string,
  options: DownloadOptions,
): Promise<FileRecords> {
  if ('file' in source)
    return readRecords(source.file, source.name, path.basename(path.resolve(folderOrList)));
  const file = await downloadEntry(source.entry, downloads, options);
  if (file !== undefined) return readRecords(file, path.basename(file), 'Protein Data Bank');
  const why = 'no such entry';
  return { records: [], skipped: [{ what: source.entry, why, group: why }] };
}

function readRecords(file: string, name: string, origin: string): FileRecords {
  try {
    return structureRecords(readText(file, MOST_BYTES), name, origin);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return {
      records: [],
      skipped: [{ what: name, why: error.message, group: 'a file that cannot be read' }],
    };
  }
}

/** Removes duplicates and writes the Arrow file and the log. */
function writeResult(results: readonly FileRecords[], out: string): TrainingSetSummary {
  const skipped: LeftOut[] = results.flatMap((result) => result.skipped);
  const records: StructureRecord[] = [];
  const identifiers = new Set<string>(),
    shapes = new KnownShapes();
  for (const record of results.flatMap((result) => result.records)) {
    const key = `${record.id} ${record.kind}`;
    const twin = identifiers.has(key) ? record.id : shapes.add(record);
    identifiers.add(key);
    if (twin === undefined) records.push(record);
    else if (twin === record.id)
      skipped.push({ what: record.id, why: 'a second copy', group: 'a second copy' });
    else
      skipped.push({ what: record.id, why: `the same shape as ${twin}`, group: 'the same shape as another' });
  }
  if (records.length === 0) {
    throw new InputError(
      `None of ${results.length} structures is suitable (${skipped[0]?.what}: ${skipped[0]?.why.replace(/\.$/, '')}): give whole protein structures.`,
    );
  }
  const log = `${out}.skipped.txt`;
  const ipc = writeStructureSet(records);
  writeAtomic(out, out.endsWith('.gz') ? gzipSync(ipc) : ipc);
  writeAtomic(log, skipped.map(({ what, why }) => `${what}\t${why}\n`).join(''));
  return { structures: results.length, records: records.length, skipped: countReasons(skipped), out, log };
}

function countReasons(skipped: readonly LeftOut[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { group } of skipped) counts[group] = (counts[group] ?? 0) + 1;
  return counts;
}

/** Name in the journal: a file that has changed is read again. */
function keyOf(source: StructureSource): string {
  if ('entry' in source) return source.entry;
  const stat = fs.statSync(source.file, { throwIfNoEntry: false });
  return `${path.resolve(source.file)} ${stat?.size ?? 0} ${stat?.mtime.getTime() ?? 0}`;
}
