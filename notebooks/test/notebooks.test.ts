import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { labEnvironment, labPython } from '../../scripts/setup/lab.mjs';
import { notebookOf } from './labNotebooks';

const root = path.resolve(__dirname, '..', '..');
const folder = path.join(root, 'notebooks');
const minutes = 60_000;

interface Execution {
  readonly status: number | null;
  readonly stderr: string;
}

const commandFor = (notebook: string, options: readonly string[]): string[] => [
  path.join(root, 'scripts', 'executeNotebook.py'),
  notebook,
  ...options,
];

function execute(notebook: string, ...options: string[]): Execution {
  const command = commandFor(notebook, options);
  return spawnSync(labPython(root), command, { encoding: 'utf8', env: labEnvironment(root) });
}

/** Executes without waiting. */
function begin(notebook: string, ...options: string[]): Promise<Execution> {
  const child = spawn(labPython(root), commandFor(notebook, options), { env: labEnvironment(root) });
  let stderr = '';
  child.stdout.resume();
  child.stderr.on('data', (text) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stderr }));
  });
}

/** Answers of tasks that run two at a time, since a kernel keeps one core busy. */
function twoAtATime<T>(tasks: readonly (() => Promise<T>)[]): Promise<T>[] {
  const waiting = tasks.map((task) => {
    let settle!: (answer: Promise<T>) => void;
    const answer = new Promise<T>((resolve) => (settle = resolve));
    return { answer, run: (): Promise<T> => (settle(task()), answer) };
  });
  const left = waiting.slice();
  const lane = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) await next.run().catch(() => {});
  };
  void lane();
  void lane();
  return waiting.map(({ answer }) => answer);
}

describe('notebooks', function () {
  this.timeout(15 * minutes);

  before(function () {
    if (existsSync(labPython(root)) || process.env.CI) return;
    console.log('    there is no .venv: `npm run setup -- --lab` makes it');
    this.skip();
  });

  describe('executed by the TypeScript kernel', () => {
    let scratch: string;
    before(() => {
      mkdirSync(path.join(root, '.cache'), { recursive: true });
      scratch = mkdtempSync(path.join(root, '.cache', 'some notebooks '));
    });
    after(() => rmSync(scratch, { recursive: true, force: true }));

    function write(...cells: string[]): string {
      const notebook = path.join(scratch, 'some cells.ipynb');
      writeFileSync(notebook, notebookOf(cells));
      return notebook;
    }

    it('import both packages and keep their outputs where asked to', () => {
      const notebook = write(
        `import * as saxs from 'decodesaxs';\nimport * as widgets from 'decodesaxs-widgets';`,
        `console.log(typeof saxs, typeof widgets, 6 * 7);`,
      );
      const before = readFileSync(notebook, 'utf8');
      assert.equal(execute(notebook).stderr, '');
      assert.equal(readFileSync(notebook, 'utf8'), before);
      assert.equal(execute(notebook, '--write').status, 0);
      const { cells } = JSON.parse(readFileSync(notebook, 'utf8'));
      assert.deepEqual(
        cells.map((cell: { execution_count: number }) => cell.execution_count),
        [1, 2],
      );
      assert.equal(cells[1].outputs[0].text.join(''), 'object object 42\n');
    });

    it('fail on an error of type or at run time, naming it', () => {
      const wrongType = execute(write(`const x: number = 'text';`));
      assert.equal(wrongType.status, 1);
      assert.match(wrongType.stderr, /Type 'string' is not assignable to type 'number'/);
      const thrown = execute(write(`throw new Error('no such curve');`));
      assert.equal(thrown.status, 1);
      assert.match(thrown.stderr, /no such curve/);
    });
  });

  describe('from a clean kernel', () => {
    const FIGURES = '05-figures-of-the-paper.ipynb';
    const names = readdirSync(folder).filter((file) => file.endsWith('.ipynb') && file !== FIGURES);
    // the longest first
    const tasks = [
      () => begin(figuresWithoutData(), '--write'),
      ...names.map((name) => () => begin(path.join(folder, name))),
    ];
    let place: string, answers: Promise<Execution>[];
    before(() => {
      mkdirSync(path.join(root, '.cache'), { recursive: true });
      place = mkdtempSync(path.join(root, '.cache', 'without data '));
      answers = twoAtATime(tasks);
    });
    after(async () => {
      await Promise.allSettled(answers);
      rmSync(place, { recursive: true, force: true });
    });

    const figures = (): string => path.join(place, 'notebooks', FIGURES);
    function figuresWithoutData(): string {
      mkdirSync(path.dirname(figures()));
      symlinkSync(path.join(root, 'fixtures'), path.join(place, 'fixtures'));
      copyFileSync(path.join(folder, path.basename(figures())), figures());
      copyFileSync(path.join(folder, 'exercises.json'), path.join(path.dirname(figures()), 'exercises.json'));
      return figures();
    }

    names.forEach((name, i) => {
      it(`${name} runs`, async () => {
        const { status, stderr } = await answers[i + 1];
        assert.equal(status, 0, stderr);
      });
    });

    it('01 ends with the map that the command makes', async () => {
      await answers[names.indexOf('01-from-curve-to-shape.ipynb') + 1];
      const out = mkdtempSync(path.join(root, '.cache', 'command '));
      const command = path.join(root, 'kernel-lib', 'bin', 'decodesaxs.js');
      const { status, stderr } = spawnSync(
        process.execPath,
        [
          command,
          'reconstruct',
          path.join(root, 'fixtures', 'SASDA25.dat'),
          '--seed',
          '1',
          '--out',
          out,
          '--quiet',
        ],
        { encoding: 'utf8' },
      );
      assert.equal(status, 0, stderr);
      const [ofCommand, ofNotebook] = [out, path.join(root, 'out', 'notebook')].map((each) =>
        readFileSync(path.join(each, 'map.ccp4')),
      );
      assert.ok(ofCommand.equals(ofNotebook));
      rmSync(out, { recursive: true, force: true });
    });

    it(`${FIGURES} runs with nothing but the fixtures, and leaves nothing out`, async () => {
      const { status, stderr } = await answers[0];
      assert.equal(status, 0, stderr);
      const { cells } = JSON.parse(readFileSync(figures(), 'utf8'));
      const outputs: { name?: string; text?: string[]; data?: Record<string, unknown> }[] = cells.flatMap(
        (cell: { outputs?: object[] }) => cell.outputs ?? [],
      );
      const words = outputs
        .filter(({ name }) => name === 'stdout')
        .map(({ text }) => [text ?? ''].flat().join(''))
        .join('');
      assert.match(words, /^5 deposited models, 3 curves with models/);
      assert.doesNotMatch(words, /left out/);
      const charts = outputs.filter(({ data }) => data && 'application/vnd.vegalite.v5+json' in data);
      assert.ok(charts.length >= 20, `${charts.length} charts`);
    });
  });
});
