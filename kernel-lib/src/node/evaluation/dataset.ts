import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { Curve } from '../../curve/curve';
import { depositedEntries } from '../../evaluate/depositedModels';
import type { ModelPoints } from '../../evaluate/modelPoints';
import { simulatedCurve, simulatedSolutionCurve } from '../../evaluate/simulatedCurve';
import * as v from 'valibot';
import { parseJson } from '../../input/checked';
import { text } from '../../input/schemas';
import { InputError } from '../../inputError';
import { vicinity } from '../../structure/vicinity';
import { readManifestRows, type ManifestRow } from './datasetManifest';
import { readBytes, readText } from '../files';
import { readCurve } from '../readCurve';
import { readStructure } from '../readStructure';

/** One entry of a dataset; the curve and the model are read on demand. */
export interface DatasetEntry {
  readonly id: string;
  readonly curve: () => Curve;
  readonly model?: () => ModelPoints;
  /** file of the model, if it has one */
  readonly modelFile?: string;
  /** statement of the dataset about the match of model and curve */
  readonly match?: string;
  /** radius in Å for mode `given`; default: that of the model */
  readonly rmax?: number;
}

/** Largest meta.json, bytes. */
const META_BYTES = 2 ** 22;
const CURVE_ENDINGS = /\.(dat|txt|csv|int|out|fit)$/i;
const MODEL_ENDINGS = /\.(pdb|ent|cif|mmcif)(\.gz)?$/i;
const MANIFEST_ENDINGS = /\.(json|csv)$/i;

/**
 * Opens a dataset: an Arrow bundle of deposited models (their curves are simulated, see
 * `simulatedCurve`); or a folder with one folder per entry, each with a curve and possibly a model
 * (meta.json may name them); or a folder of curves; or a manifest, a JSON or CSV list of curve, model, rmax,
 * unit and id, with paths relative to itself.
 *
 * @throws InputError when there is no entry
 */
export function openDataset(path: string): DatasetEntry[] {
  if (!existsSync(path))
    throw new InputError(
      `There is no dataset ${path}: give a folder of entries, a manifest or an Arrow bundle.`,
    );
  const entries = statSync(path).isDirectory()
    ? folderEntries(path)
    : MANIFEST_ENDINGS.test(path)
      ? manifestEntries(path)
      : bundleEntries(path);
  const known = new Set<string>();
  const twice = entries.find(({ id }) => known.size === known.add(id).size);
  if (twice)
    throw new InputError(`The dataset ${path} has two entries called ${twice.id}: give each its own name.`);
  if (entries.length === 0)
    throw new InputError(
      `The dataset ${path} holds no curve: folders with a curve and a model, or curves, are needed.`,
    );
  return entries;
}

function bundleEntries(path: string): DatasetEntry[] {
  return depositedEntries(readBytes(path), path).map((entry, i) => ({
    id: entry.id,
    curve: () => {
      const model = entry.model();
      return model.kind === 'bead'
        ? simulatedCurve(model.xyz, model.radius / 1.2, 1000 + i)
        : simulatedSolutionCurve(model.xyz, model.kinds ?? [], 1000 + i);
    },
    model: () => {
      const { xyz, radius, kind } = entry.model();
      return { xyz, radius, kind };
    },
  }));
}

function manifestEntries(path: string): DatasetEntry[] {
  const beside = (file: string): string => (isAbsolute(file) ? file : join(dirname(path), file));
  return readManifestRows(readText(path), path).map(({ id, curve, model, rmax, unit }: ManifestRow) => ({
    id,
    curve: () => readCurve(beside(curve), unit ? { unit } : {}),
    ...(model ? { model: () => modelOf(beside(model)), modelFile: beside(model) } : {}),
    ...(rmax === undefined ? {} : { rmax }),
  }));
}

function folderEntries(path: string): DatasetEntry[] {
  return listing(path).flatMap((name) => {
    const at = join(path, name);
    const stat = statSync(at, { throwIfNoEntry: false });
    if (stat === undefined) return [brokenEntry(name.replace(CURVE_ENDINGS, ''), linkToNothing(at))];
    if (stat.isDirectory()) {
      try {
        return entryOfFolder(at);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        return [brokenEntry(name, error)];
      }
    }
    return CURVE_ENDINGS.test(name)
      ? [{ id: name.replace(CURVE_ENDINGS, ''), curve: () => readCurve(at) }]
      : [];
  });
}

function entryOfFolder(folder: string): DatasetEntry[] {
  const files = listing(folder);
  const named = namedFiles(folder, files);
  const curve =
    named.curve ??
    files.find((f) => CURVE_ENDINGS.test(f) && !f.endsWith('.out')) ??
    files.find((f) => CURVE_ENDINGS.test(f));
  const model = named.model ?? files.find((f) => MODEL_ENDINGS.test(f));
  if (!curve) return [];
  return [
    {
      id: basename(folder),
      curve: () => readCurve(join(folder, curve)),
      ...(model
        ? { model: () => modelOf(join(folder, model)), modelFile: join(folder, model), match: named.match }
        : {}),
    },
  ];
}

function listing(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    throw new InputError(`The folder ${folder} cannot be read: check its permissions.`);
  }
}

/** An entry that cannot be read; its row states the reason, and the others are evaluated. */
function brokenEntry(id: string, error: InputError): DatasetEntry {
  return {
    id,
    curve: () => {
      throw error;
    },
  };
}

function linkToNothing(file: string): InputError {
  return new InputError(`${file} is a link to a missing file: repair or remove it.`);
}

const META = v.object({
  source: v.optional(v.array(v.object({ file: text, role: text }), 'expected a list of files'), []),
  match: v.optional(text),
});

/** The files with the roles of curve and model in meta.json, if any, and its statement about their match. */
function namedFiles(
  folder: string,
  files: readonly string[],
): { curve?: string; model?: string; match?: string } {
  if (!files.includes('meta.json')) return {};
  const file = join(folder, 'meta.json');
  const { source, match } = parseJson(readText(file, META_BYTES), META, {
    what: file,
    remedy: 'expected {"source": [{"file": …, "role": "curve" or "model"}]}; repair or remove it',
  });
  const named = (role: string): string | undefined => {
    const said = source.find((s) => s.role === role)?.file;
    return files.find((f) => f === said || f === `${said}.gz`);
  };
  return { curve: named('curve'), model: named('model'), match };
}

function modelOf(file: string): ModelPoints {
  const structure = readStructure(file);
  return { xyz: structure.trace, kind: structure.kind, radius: vicinity(structure) };
}
