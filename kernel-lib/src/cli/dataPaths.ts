import { join } from 'node:path';
import { dataFolder } from '../node/dataFolder';

const repository = join(__dirname, '..', '..', '..');

/** Paths of data in and beside a checkout of the repository. */
export const DATA = {
  /** Arrow bundle of deposited models */
  bundle: join(dataFolder(), 'sasbdb-eval.arrow.gz'),
  /** measured curves with models, one folder each */
  curves: join(dataFolder(), 'experimental'),
  /** tables of our own evaluations */
  results: join(repository, 'fixtures', 'results'),
  /** results published by the authors of decodeSAXS, entry by entry */
  published: join(repository, 'fixtures', 'decodesaxs-published-entries.csv'),
} as const;
