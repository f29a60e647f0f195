import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(__dirname, '..', '..');

interface LockEntry {
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

/** Place of a package as one at `from` finds it, in the paths of the lock file. */
function placeOf(packages: Record<string, LockEntry>, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = path.posix.dirname(folder)) {
    const place = path.posix.join(folder, 'node_modules', name);
    if (packages[place]) return place;
    if (folder === '.') return undefined;
  }
}

/** Places of all packages that a package depends on, as the lock file resolved them. */
function dependenciesOf(
  packages: Record<string, LockEntry>,
  from: string,
  found = new Set<string>(),
): Set<string> {
  const { dependencies = {}, optionalDependencies = {} } = packages[from];
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const place = placeOf(packages, from, name);
    if (!place || found.has(place) || name.startsWith('decodesaxs')) continue;
    found.add(place);
    dependenciesOf(packages, place, found);
  }
  return found;
}

describe('the packages, packed and installed elsewhere', function () {
  this.timeout(300000);
  let folder: string;
  let project: string;
  const modules = (...parts: string[]): string => path.join(project, 'node_modules', ...parts);
  const node = (args: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, args, {
      cwd: project,
      encoding: 'utf8',
      env: { ...process.env, DECODESAXS_BACKEND: 'wasm', NODE_PATH: '' },
    });

  before(function () {
    if (!existsSync(path.join(root, 'kernel-lib', 'weights', 'manifest.json'))) this.skip();
    folder = mkdtempSync(path.join(tmpdir(), 'packed '));
    project = path.join(folder, 'an empty folder');
    const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
    for (const name of ['widgets', 'kernel-lib']) {
      const npm = process.env.npm_execpath;
      const args = ['pack', '--silent', '--offline', '--pack-destination', folder];
      const cwd = path.join(root, name);
      if (npm) execFileSync(process.execPath, [npm, ...args], { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
      else execFileSync('npm', args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
      const { name: installed, version } = JSON.parse(readFileSync(path.join(cwd, 'package.json'), 'utf8'));
      mkdirSync(modules(installed), { recursive: true });
      execFileSync('tar', [
        '-xzf',
        path.join(folder, `${installed}-${version}.tgz`),
        '--strip-components=1',
        '-C',
        modules(installed),
      ]);
      // what the lock file says that the package asks for, and nothing else
      for (const place of dependenciesOf(packages, name)) {
        const source = path.join(root, place);
        if (!existsSync(source)) continue; // for another platform
        const inside = place.startsWith(`${name}/`)
          ? modules(installed, place.slice(name.length + 1))
          : path.join(project, place);
        mkdirSync(path.dirname(inside), { recursive: true });
        cpSync(source, inside, { recursive: true, dereference: true });
      }
    }
    writeFileSync(path.join(project, 'package.json'), '{ "private": true }');
    cpSync(path.join(root, 'fixtures', 'SASDA25.dat'), path.join(project, 'my curve.dat'));
  });
  after(() => folder && rmSync(folder, { recursive: true, force: true }));

  it('hold code, types, licence, words and weights, and no source map of sources that are elsewhere', () => {
    for (const [name, files] of [
      [
        'decodesaxs',
        ['LICENSE', 'README.md', 'bin/decodesaxs.js', 'dist/esm/core.js', 'weights/manifest.json'],
      ],
      ['decodesaxs-widgets', ['LICENSE', 'README.md', 'dist/live/bundle.js', 'ngl/ngl.js', 'ngl/LICENSE']],
    ] as const) {
      for (const file of files) assert.ok(existsSync(modules(name, file)), `${name} has no ${file}`);
      assert.ok(!existsSync(modules(name, 'dist', 'index.js.map')));
      assert.ok(!existsSync(modules(name, 'src')));
    }
  });

  it('read a curve by the command', () => {
    const { status, stdout, stderr } = node([
      modules('decodesaxs', 'bin', 'decodesaxs.js'),
      'inspect',
      'my curve.dat',
    ]);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /Rg/);
  });

  it('reconstruct by the command, with pictures and a report', () => {
    const { status, stderr } = node([
      ...[modules('decodesaxs', 'bin', 'decodesaxs.js'), 'reconstruct', 'my curve.dat', '--rmax', '33'],
      ...['--backend', 'wasm', '--report', '--out', 'my result', '--quiet'],
    ]);
    assert.equal(status, 0, stderr);
    for (const file of ['map.ccp4', 'views.png', 'curve.png', 'report.html', 'summary.json'])
      assert.ok(existsSync(path.join(project, 'my result', file)), `there is no ${file}`);
  });

  it('say what a queue needs where it is not installed', () => {
    const { status, stderr } = node([
      ...[modules('decodesaxs', 'bin', 'decodesaxs.js'), 'worker', '--queue', 'redis://localhost:1'],
    ]);
    assert.equal(status, 2, stderr);
    assert.match(stderr, /npm install bullmq ioredis/);
    assert.equal(stderr.trim().split('\n').length, 1, stderr);
  });

  const use = `const points = saxs.parseCurve(new TextEncoder().encode('0.01 9 1\\n'.repeat(0) + text), { name: 'a' }).q.length;
if (points < 20) throw new Error('read ' + points);
const chart = widgets.kratkyChart; if (typeof chart !== 'function') throw new Error('no chart');`;
  const text = `const text = Array.from({ length: 40 }, (_, i) => [0.01 + i * 0.005, 100 * Math.exp(-((0.01 + i * 0.005) ** 2) * 130), 1].join(' ')).join('\\n');`;

  it('are required by CommonJS', () => {
    writeFileSync(
      path.join(project, 'a.cjs'),
      `const saxs = require('decodesaxs'), core = require('decodesaxs/core'), widgets = require('decodesaxs-widgets');\n${text}\n${use}
if (core.parseCurve !== saxs.parseCurve || core.loadNetworks) throw new Error('core');`,
    );
    const { status, stderr } = node(['a.cjs']);
    assert.equal(status, 0, stderr);
  });

  it('are imported by ES modules', () => {
    writeFileSync(
      path.join(project, 'a.mjs'),
      `import * as saxs from 'decodesaxs'; import { parseCurve, loadNetworks } from 'decodesaxs'; import * as widgets from 'decodesaxs-widgets';\n${text}\n${use}
if (parseCurve !== saxs.parseCurve || typeof loadNetworks !== 'function') throw new Error('names');`,
    );
    const { status, stderr } = node(['a.mjs']);
    assert.equal(status, 0, stderr);
  });

  for (const [module, moduleResolution] of [
    ['node16', 'node16'],
    ['esnext', 'bundler'],
    ['commonjs', 'node10'],
  ])
    it(`have types for strict TypeScript that resolves as ${moduleResolution} does`, () => {
      writeFileSync(
        path.join(project, 'typed.ts'),
        `import { guinier, parseCurve, loadNetworks, type MeasuredCurve } from 'decodesaxs';
import { startWasm } from 'decodesaxs/core';
import { profileChart, show, type Chart } from 'decodesaxs-widgets';
import { withPictures } from 'decodesaxs-widgets/core';
import { View3d } from 'decodesaxs-widgets/live';
const curve: MeasuredCurve = parseCurve('1 2 3', { name: 'a' });
const rg: number = guinier(curve).rg;
const chart: Chart = profileChart(curve);
// @ts-expect-error the radius is a number
const wrong: string = guinier(curve).rg;
export { rg, chart, wrong, loadNetworks, startWasm, show, withPictures, View3d };\n`,
      );
      const options = {
        ...{ module, moduleResolution, strict: true, noEmit: true, target: 'es2022', lib: ['es2022', 'dom'] },
        ...{ skipLibCheck: true, types: ['node'], typeRoots: [path.join(root, 'node_modules', '@types')] },
        ...(moduleResolution === 'node10' ? { ignoreDeprecations: '5.0', esModuleInterop: true } : {}),
      };
      writeFileSync(
        path.join(project, 'tsconfig.json'),
        JSON.stringify({ compilerOptions: options, files: ['typed.ts'] }),
      );
      const { status, stdout } = node([
        path.join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
        '-p',
        '.',
      ]);
      assert.equal(status, 0, stdout);
    });

  it('are bundled for a browser, where what is not used is left out', async () => {
    writeFileSync(
      path.join(project, 'page.js'),
      `import { parseCurve, guinier } from 'decodesaxs'; import { View3d } from 'decodesaxs-widgets/live'; import { densityView, withPictures } from 'decodesaxs-widgets';
console.log(parseCurve, guinier, View3d, densityView, withPictures);`,
    );
    const { outputFiles, metafile } = await build({
      entryPoints: [path.join(project, 'page.js')],
      ...{
        bundle: true,
        write: false,
        metafile: true,
        minify: true,
        platform: 'browser',
        logLevel: 'silent',
      },
    });
    const [output] = Object.values(metafile.outputs);
    const inputs = Object.entries(output.inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([file]) => file)
      .join('\n');
    assert.equal(/^.*(tfjs|bullmq|resvg|dist\/node).*$/m.exec(inputs)?.[0], undefined);
    assert.ok(inputs.includes('rasterise.browser.js'));
    assert.ok(outputFiles[0].contents.length < 400000, `${outputFiles[0].contents.length} bytes`);
  });

  it('weigh what the README says', () => {
    const readme = readFileSync(modules('decodesaxs', 'README.md'), 'utf8');
    const [, stated] = /networks, (\d+) MB/.exec(readme) ?? [];
    const { files } = JSON.parse(readFileSync(modules('decodesaxs', 'weights', 'manifest.json'), 'utf8')) as {
      files: Record<string, { bytes: number }>;
    };
    const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
    assert.equal(Number(stated), Math.round(bytes / 1e6));
  });
});
