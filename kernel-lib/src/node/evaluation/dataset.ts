import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { Curve } from '../../curve/curve';
import { readDepositedModels } from '../../evaluate/depositedModels';
import type { ModelPoints } from '../../evaluate/scoreEntry';
import { simulatedCurve, simulatedSolutionCurve } from '../../evaluate/simulatedCurve';
import { InputError } from '../../inputError';
import { vicinity } from '../../structure/vicinity';
import { readManifestRows, type ManifestRow } from './datasetManifest';
import { readBytes, readText } from '../files';
import { readCurve } from '../readCurve';
import { readStructure } from '../readStructure';

/** One entry of a dataset; the curve and the model are read when they are asked for. */
export interface DatasetEntry {
  readonly id: string;
  readonly curve: () => Curve;
  readonly model?: () => ModelPoints;
  /** radius in Å that mode `given` gives; default: that of the model */
  readonly rmax?: number;
}

const CURVE_ENDINGS = /\.(dat|txt|csv|int|out|fit)$/i;
const MODEL_ENDINGS = /\.(pdb|ent|cif|mmcif)(\.gz)?$/i;
const MANIFEST_ENDINGS = /\.(json|csv)$/i;

/**
 * Opens a dataset: an Arrow bundle of deposited models (their curves are simulated, see
 * `simulatedCurve`); or a folder with one folder an entry, each with a curve and perhaps a model
 * (meta.json may name them); or a folder of curves; or a manifest, a JSON or CSV list of curve, model, rmax,
 * unit and id, its paths relative to itself.
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
  const twice = entries.find(({ id }, i) => entries.findIndex((other) => other.id === id) < i);
  if (twice)
    throw new InputError(
      `The dataset ${path} has two entries called ${twice.id}: give each a name of its own.`,
    );
  if (entries.length === 0)
    throw new InputError(
      `The dataset ${path} holds no curve: folders with a curve and a model, or curves, are needed.`,
    );
  return entries;
}

function bundleEntries(path: string): DatasetEntry[] {
  return readDepositedModels(readBytes(path)).map((model, i) => ({
    id: model.id,
    curve: () =>
      model.kind === 'bead'
        ? simulatedCurve(model.xyz, model.radius / 1.2, 1000 + i)
        : simulatedSolutionCurve(model.xyz, model.kinds ?? [], 1000 + i),
    model: () => ({ xyz: model.xyz, radius: model.radius, kind: model.kind }),
  }));
}

function manifestEntries(path: string): DatasetEntry[] {
  const beside = (file: string): string => (isAbsolute(file) ? file : join(dirname(path), file));
  return readManifestRows(readText(path), path).map(({ id, curve, model, rmax, unit }: ManifestRow) => ({
    id,
    curve: () => readCurve(beside(curve), unit ? { unit } : {}),
    ...(model ? { model: () => modelOf(beside(model)) } : {}),
    ...(rmax === undefined ? {} : { rmax }),
  }));
}

function folderEntries(path: string): DatasetEntry[] {
  return readdirSync(path)
    .sort()
    .flatMap((name) => {
      const at = join(path, name);
      if (statSync(at).isDirectory()) return entryOfFolder(at);
      return CURVE_ENDINGS.test(name)
        ? [{ id: name.replace(CURVE_ENDINGS, ''), curve: () => readCurve(at) }]
        : [];
    });
}

function entryOfFolder(folder: string): DatasetEntry[] {
  const files = readdirSync(folder).sort();
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
      ...(model ? { model: () => modelOf(join(folder, model)) } : {}),
    },
  ];
}

/** The files that meta.json gives the roles of curve and model, where it does. */
function namedFiles(folder: string, files: readonly string[]): { curve?: string; model?: string } {
  if (!files.includes('meta.json')) return {};
  const { source = [] } = JSON.parse(readText(join(folder, 'meta.json'))) as {
    source?: { file: string; role: string }[];
  };
  const named = (role: string): string | undefined => {
    const file = source.find((s) => s.role === role)?.file;
    return files.find((f) => f === file || f === `${file}.gz`);
  };
  return { curve: named('curve'), model: named('model') };
}

function modelOf(file: string): ModelPoints {
  const structure = readStructure(file);
  return { xyz: structure.trace, kind: structure.kind, radius: vicinity(structure) };
}
