import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { bundleLessonPackages, packages } from '../bundle.mjs';
import { browserCell, browserNotebook } from '../lesson.mjs';
import { bundleNow } from '../../widgets/src/tslab/bundle';
import { createHash as browserHash, randomUUID } from '../src/node/crypto';
import * as browserPath from '../src/node/path';
import { rasterise } from '../src/rasterise';

const root = path.resolve(__dirname, '..', '..');
const folder = path.join(root, 'notebooks');
const notebooks = readdirSync(folder).filter((name) => name.endsWith('.ipynb'));

interface Cell {
  readonly cell_type: string;
  readonly source: string | string[];
  readonly outputs?: unknown[];
}

/** The texts of the code cells of a lesson for the browser. */
function codeOf(name: string): string[] {
  const notebook = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as object;
  const { cells } = browserNotebook(notebook, name) as { cells: Cell[] };
  return cells
    .filter((cell) => cell.cell_type === 'code')
    .map((cell) => {
      assert.deepEqual(cell.outputs, []);
      return [cell.source].flat().join('');
    });
}

/** What a lesson takes from a package: by destructuring after an import, or as members of a name. */
function namesTaken(code: string): [string, string][] {
  const taken: [string, string][] = [];
  const spaces = new Map<string, string>();
  for (const [, bound, from] of code.matchAll(/const (\{[^}]*\}|\w+) = await lesson\('([^']+)'\)/g)) {
    if (!bound.startsWith('{')) spaces.set(bound, from);
    else for (const [name] of bound.matchAll(/\w+(?=\s*[,:}])/g)) taken.push([from, name]);
  }
  for (const [space, from] of spaces)
    for (const [, name] of code.matchAll(new RegExp(`\\b${space}\\.(\\w+)`, 'g'))) taken.push([from, name]);
  return taken;
}

describe('lessons for a browser', () => {
  it('keep a cell that is JavaScript as it was written, and lose types elsewhere', () => {
    const plain = '// a sum\nconst a  =  [1,2];\nawait show(a)';
    assert.equal(browserCell(plain, 'here'), plain);
    const typed = browserCell('/** Twice. */\nconst twice = (x: number): number => 2 * x;\ntwice(3)', 'here');
    assert.equal(typed, '/** Twice. */\nconst twice = (x) => 2 * x;\ntwice(3)');
  });

  it('end with an expression that the kernel shows', () => {
    assert.equal(
      browserCell('const a = 1;\n({ a, b: (2) });', 'here'),
      'const a = 1;\nObject({ a, b: (2) })',
    );
    assert.equal(browserCell('((1 + 2)) // three', 'here'), '1 + 2 // three');
    assert.equal(browserCell('f(1);\nif (a) { b; }', 'here'), 'f(1);\nif (a) { b; }');
  });

  it('import packages from beside their pages, and no others', () => {
    const code = browserCell(
      `import * as saxs from 'decodesaxs';\nimport { show as see } from 'decodesaxs-widgets';`,
      'here',
    );
    assert.match(
      code,
      /^const lesson = .*\nconst saxs = await lesson\('decodesaxs'\);\nconst \{ show: see \} = await lesson\('decodesaxs-widgets'\);$/,
    );
    assert.throws(
      () => browserCell(`import fs from 'node:fs';`, 'here'),
      /here imports node:fs: expected one of decodesaxs/,
    );
  });

  for (const name of notebooks) {
    it(`${name} is JavaScript`, () => {
      for (const code of codeOf(name)) {
        const { diagnostics } = ts.transpileModule(code, {
          fileName: 'cell.mjs',
          reportDiagnostics: true,
          compilerOptions: { allowJs: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
        });
        assert.deepEqual(diagnostics, [], code);
      }
    });
  }

  it('find in the bundled packages every name that they take', async function () {
    this.timeout(60_000);
    const { metafile } = await bundleLessonPackages(path.join(root, 'build', 'lite-names'), { write: false });
    const exported = new Map(
      Object.entries(metafile!.outputs).map(([file, { exports }]) => [path.basename(file, '.js'), exports]),
    );
    for (const name of Object.keys(packages)) assert.ok(exported.get(name)!.length > 2, name);
    const missing = notebooks.flatMap((name) =>
      namesTaken(codeOf(name).join('\n'))
        .filter(([from, taken]) => !exported.get(from)!.includes(taken))
        .map(([from, taken]) => `${name} takes ${taken} from ${from}`),
    );
    assert.deepEqual(missing, []);
  });
});

describe('pictures in a web worker', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"><circle r="5"/></svg>';

  it('keep their proportions on a narrow page, and their ground', () => {
    const drawn = new TextDecoder().decode(rasterise(svg, { background: 'white' }));
    assert.match(drawn, /^<svg viewBox="0 0 900 300" /);
    assert.match(drawn, /<rect width="100%" height="100%" fill="white"\/><circle/);
    assert.doesNotMatch(new TextDecoder().decode(rasterise(svg, { background: 'transparent' })), /<rect/);
  });

  it('are shown as images, in which no script runs', () => {
    const { data } = bundleNow(rasterise(svg));
    assert.match(
      String(data['text/html']),
      /^<img alt="picture" src="data:image\/svg\+xml;base64,[\w+/=]+" style="max-width:100%;height:auto">$/,
    );
  });
});

describe("answers to Node's modules", () => {
  it('hash texts and bytes in parts as Node does', () => {
    const hash = (parts: readonly (string | Uint8Array)[], create: typeof browserHash): string =>
      parts.reduce((state, part) => state.update(part), create('sha256')).digest('hex');
    const bytes = Uint8Array.from({ length: 1000 }, (_, i) => (37 * i) % 256);
    for (const parts of [[], ['abc'], ['Å ', bytes, bytes.subarray(3, 68)]])
      assert.equal(hash(parts, browserHash), hash(parts, createHash as unknown as typeof browserHash));
    assert.match(randomUUID(), /^[0-9a-f]{32}$/);
  });

  it('join paths as Node does', () => {
    const cases = [
      ['a', '..', 'b'],
      ['/a/b', '../c'],
      ['..', 'x'],
      ['.', 'exercises.json'],
      ['/a', '..', '..', 'b'],
      ['a//b/', 'c/'],
    ];
    for (const parts of cases)
      assert.equal(
        browserPath.join(...parts),
        path.posix.join(...parts).replace(/(.)\/$/, '$1'),
        parts.join(' '),
      );
    for (const file of ['/a/b.dat', 'b.dat', '/b.tar.gz', '/a/.hidden', '/']) {
      assert.equal(browserPath.dirname(file), path.posix.dirname(file), file);
      assert.equal(browserPath.basename(file), path.posix.basename(file), file);
      assert.equal(browserPath.extname(file), path.posix.extname(file), file);
    }
    assert.equal(browserPath.resolve('../fixtures/SASDA25.dat'), '/fixtures/SASDA25.dat');
  });
});
