import { join } from 'node:path';
import { dataFolder } from '../node/dataFolder';

const repository = join(__dirname, '..', '..', '..');

/** Where data lie in and beside a checkout of the repository. */
export const DATA = {
  /** Arrow bundle of deposited models */
  bundle: join(dataFolder(), 'sasbdb-eval.arrow.gz'),
  /** measured curves with models, a folder each */
  curves: join(dataFolder(), 'experimental'),
  /** tables of our own evaluations */
  results: join(repository, 'fixtures', 'results'),
  /** what the authors of decodeSAXS published, entry by entry */
  published: join(repository, 'fixtures', 'decodesaxs-published-entries.csv'),
} as const;
