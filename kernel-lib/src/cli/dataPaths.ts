import { join } from 'node:path';
import { Option } from 'commander';
import { dataFolder } from '../node/dataFolder';

const repository = join(__dirname, '..', '..', '..');

/** Paths of data in and beside a checkout of the repository. */
export const DATA = {
  /** Arrow bundle of deposited models */
  bundle: join(dataFolder(), 'sasbdb-eval.arrow.gz'),
  /** the deposited models that figures show */
  models: join(repository, 'fixtures', 'figure-models.arrow.gz'),
  /** the curves with models that figures show, one folder each; that of the paper's search is simulated */
  entries: join(repository, 'fixtures', 'entries'),
  /** tables of our own evaluations */
  results: join(repository, 'fixtures', 'results'),
  /** results published by the authors of decodeSAXS, entry by entry */
  published: join(repository, 'fixtures', 'decodesaxs-published-entries.csv'),
} as const;

/** The same paths as the help shows them, independent of the machine. */
const SHOWN: Readonly<Record<keyof typeof DATA, string>> = {
  bundle: 'sasbdb-eval.arrow.gz of the data folder',
  models: 'fixtures/figure-models.arrow.gz of the repository',
  entries: 'fixtures/entries of the repository',
  results: 'fixtures/results of the repository',
  published: 'fixtures/decodesaxs-published-entries.csv of the repository',
};

/** An option whose default is one of these paths. */
export function dataOption(flags: string, description: string, path: keyof typeof DATA): Option {
  return new Option(flags, description).default(DATA[path], SHOWN[path]);
}
