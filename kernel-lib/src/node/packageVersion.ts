import * as fs from 'node:fs';
import * as path from 'node:path';

/** The version of the library, as written in its package.json. */
export function packageVersion(): string {
  const file = path.join(__dirname, '..', '..', 'package.json');
  return (JSON.parse(fs.readFileSync(file, 'utf8')) as { version: string }).version;
}
