import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  importsOf,
  lengthOffences,
  notebookOffences,
  offences,
  parseRooms,
  widgetOffences,
  type SourceFile,
} from './architectureRules';

const root = path.resolve(__dirname, '..', '..');
const rooms = parseRooms(readFileSync(path.join(root, 'ARCHITECTURE.md'), 'utf8'));

function filesOf(folder: string, ending: string): SourceFile[] {
  const place = path.join(root, folder);
  if (!existsSync(place)) return [];
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !/(^|[\\/])(node_modules|\.ipynb_checkpoints)[\\/]/.test(name))
    .map((name) => ({
      path: name.split(path.sep).join('/'),
      text: readFileSync(path.join(place, name), 'utf8'),
    }));
}

describe('architecture', () => {
  it('names its rooms in the order in which data pass', () => {
    assert.deepEqual(rooms.slice(0, 2), ['numerics', 'curve']);
    assert.deepEqual(rooms.slice(-2), ['node', 'cli']);
    assert.equal(new Set(rooms).size, rooms.length);
  });

  it('is kept by kernel-lib/src', () => {
    const files = filesOf('kernel-lib/src', '.ts');
    assert.ok(
      files.some((file) => file.path === 'index.ts'),
      'kernel-lib/src/index.ts was not read',
    );
    assert.deepEqual(
      files.flatMap((file) => offences(file, rooms)),
      [],
    );
  });

  it('is kept by widgets/src', () => {
    const files = filesOf('widgets/src', '.ts');
    assert.ok(files.length > 0, 'no file of widgets/src was read');
    assert.deepEqual(
      files.flatMap((file) => [...widgetOffences(file), ...lengthOffences(file)]),
      [],
    );
  });

  it('is kept by the notebooks', () => {
    assert.deepEqual(filesOf('notebooks', '.ipynb').flatMap(notebookOffences), []);
  });

  it('lets the set-up scripts start without any package', () => {
    const files = filesOf('scripts', '.mjs');
    assert.ok(
      files.some((file) => file.path === 'setup.mjs'),
      'scripts/setup.mjs was not read',
    );
    const foreign = files.flatMap((file) =>
      importsOf(file)
        .filter(({ from }) => !from.startsWith('node:') && !from.startsWith('.'))
        .map(({ from }) => `${file.path} imports ${from}`),
    );
    assert.deepEqual(foreign, []);
    assert.deepEqual(files.flatMap(lengthOffences), []);
  });
});

describe('the rules of the architecture', () => {
  const order = ['curve', 'grid', 'engine', 'network', 'search', 'train', 'node', 'cli'];
  const judge = (file: string, text: string): string[] => offences({ path: file, text }, order);

  it('find nothing in a file that keeps them', () => {
    const text = `
      import { Random } from '../random';
      import { curve } from '../curve/curve';
      import { pose } from './pose';
      import type { Table } from 'arquero';
      const record = { process: 1, require: curve };
      export const answer = record.process + pose(Random);`;
    assert.deepEqual(judge('grid/shape.ts', text), []);
  });

  const forbidden: [string, string, string, RegExp][] = [
    ['a later room', 'curve/a.ts', `import { x } from '../grid/x';`, /comes after curve/],
    ['a later room, for its types', 'curve/a.ts', `import type { X } from '../grid/x';`, /comes after curve/],
    ['a later room, by a re-export', 'curve/a.ts', `export * from '../grid/x';`, /comes after curve/],
    ['a later room, by import()', 'curve/a.ts', `const x = await import('../grid/x');`, /comes after curve/],
    ['a later room, in a type', 'curve/a.ts', `let x: import('../grid/x').X;`, /comes after curve/],
    ['an edge', 'search/a.ts', `import { readBytes } from '../node/files';`, /comes after search/],
    ['the list of exports', 'curve/a.ts', `import { x } from '../index';`, /imports index/],
    ['the exports of the core', 'curve/a.ts', `import { x } from '../core';`, /imports core/],
    ['an edge, from the core', 'core.ts', `export { x } from './node/files';`, /runs in a browser/],
    ['a room, from beside them', 'random.ts', `import { x } from './curve/x';`, /serves all of them/],
    ['a file outside src', 'curve/a.ts', `import x from '../../../widgets/src/x';`, /outside src/],
    ['a builtin with its prefix', 'curve/a.ts', `import { join } from 'node:path';`, /only Node has/],
    ['a builtin without it', 'curve/a.ts', `import fs = require('fs');`, /fs, which only Node has/],
    [
      'worker threads by require',
      'grid/a.ts',
      `const w = require('worker_threads');`,
      /worker_threads, which only/,
    ],
    ['tfjs', 'search/a.ts', `import * as tf from '@tensorflow/tfjs-core';`, /see tensors/],
    ['tfjs-core at the edge', 'node/a.ts', `import * as tf from '@tensorflow/tfjs-core';`, /see tensors/],
    ['tensors through the engine', 'search/a.ts', `import { tf } from '../engine/tf';`, /takes tensors/],
    ['all of the engine', 'search/a.ts', `import * as e from '../engine/tf';`, /takes tensors/],
    ['the widgets', 'node/a.ts', `import { chart } from 'decodesaxs-widgets';`, /only cli draws/],
    ['itself by name', 'cli/a.ts', `import { x } from 'decodesaxs';`, /its own package/],
  ];
  for (const [what, file, text, complaint] of forbidden) {
    it(`find an import of ${what}`, () => {
      const found = judge(file, text).filter((offence) => complaint.test(offence));
      assert.equal(found.length, 1, `found instead: ${JSON.stringify(judge(file, text))}`);
    });
  }

  const allowed: [string, string, string][] = [
    ['the edge read files', 'node/a.ts', `import { readFile } from 'node:fs/promises'; process.cwd();`],
    [
      'the edge load a backend',
      'node/a.ts',
      `require('@tensorflow/tfjs-node'); import { tf } from '../engine/tf';`,
    ],
    ['the network see tensors', 'network/a.ts', `import { tf } from '../engine/tf';`],
    ['the search ask for the backend', 'search/a.ts', `import { currentBackend } from '../engine/tf';`],
    ['the command line draw', 'cli/a.ts', `import { chart } from 'decodesaxs-widgets';`],
    ['a parameter be called process', 'curve/a.ts', `export const f = (process: number) => process + 1;`],
  ];
  for (const [what, file, text] of allowed) {
    it(`let ${what}`, () => assert.deepEqual(judge(file, text), []));
  }

  it("find Node's globals in the core", () => {
    assert.match(judge('curve/a.ts', 'export const x = Buffer.from([1]);').join(), /uses Buffer/);
    assert.match(judge('curve/a.ts', 'export const x = process.env.HOME;').join(), /uses process/);
    assert.match(judge('curve/a.ts', 'export const x = { __dirname };').join(), /uses __dirname/);
    assert.match(judge('curve/a.ts', 'export const x = globalThis.process;').join(), /uses process/);
    assert.deepEqual(judge('curve/a.ts', 'export class X { process(): void {} }'), []);
  });

  it('find Math.random, an unknown folder and a long file', () => {
    assert.match(judge('search/a.ts', 'export const x = Math.random();').join(), /Math\.random/);
    assert.match(judge('utils/a.ts', 'export const x = 1;').join(), /does not name/);
    assert.deepEqual(judge('curve/a.ts', '//\n'.repeat(300)), []);
    assert.match(judge('curve/a.ts', '//\n'.repeat(301)).join(), /301 lines/);
  });

  it('find what widgets and notebooks must not import', () => {
    const notebook = (source: string[]): SourceFile => ({
      path: 'a.ipynb',
      text: JSON.stringify({
        cells: [
          { cell_type: 'markdown', source: [`import 'decodesaxs/x'`] },
          { cell_type: 'code', source },
        ],
      }),
    });
    assert.equal(widgetOffences({ path: 'a.ts', text: `import { x } from 'decodesaxs';` }).length, 1);
    assert.equal(
      widgetOffences({ path: 'a.ts', text: `import { x } from '../../kernel-lib/src/x';` }).length,
      1,
    );
    assert.deepEqual(widgetOffences({ path: 'a.ts', text: `import * as vega from 'vega';` }), []);
    assert.equal(notebookOffences(notebook([`import { x }\n`, `from 'decodesaxs/dist/curve/x';`])).length, 1);
    assert.deepEqual(notebookOffences(notebook([`import * as saxs from 'decodesaxs';`])), []);
  });
});
