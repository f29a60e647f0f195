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
import { useBackend } from 'decodesaxs/dist/node/backend';
import { labEnvironment, labPython } from '../../scripts/setup/lab.mjs';
import { notebookOf } from './labNotebooks';

const root = path.resolve(__dirname, '..', '..');
const folder = path.join(root, 'notebooks');
const minutes = 60_000;

interface Output {
  readonly text?: string | string[];
  readonly data?: Readonly<Record<string, string | string[]>>;
}

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

/** Whether the engine with which the committed lessons were executed is here. */
const hasTensorflow = (): Promise<boolean> =>
  useBackend('tensorflow').then(
    () => true,
    () => false,
  );

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
    // the longest first; copies, so that what they print can be held against what is committed
    const tasks = [FIGURES, ...names].map((name) => () => begin(copyOf(name), '--write'));
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

    /** A notebook in a folder with nothing but the fixtures beside it. */
    const placed = (name: string): string => path.join(place, 'notebooks', name);
    function copyOf(name: string): string {
      if (!existsSync(placed(''))) {
        mkdirSync(placed(''));
        symlinkSync(path.join(root, 'fixtures'), path.join(place, 'fixtures'));
        copyFileSync(path.join(folder, 'exercises.json'), placed('exercises.json'));
      }
      copyFileSync(path.join(folder, name), placed(name));
      return placed(name);
    }

    /** What the cells of a notebook print, and the descriptions of what they show. */
    function printed(file: string): string[] {
      const { cells } = JSON.parse(readFileSync(file, 'utf8')) as { cells: { outputs?: Output[] }[] };
      return cells
        .flatMap(({ outputs = [] }) => outputs)
        .map(({ text, data }) => [text ?? data?.['text/plain'] ?? ''].flat().join(''));
    }

    [FIGURES, ...names].forEach((name, i) => {
      it(`${name} runs, and prints what is committed`, async function () {
        const { status, stderr } = await answers[i];
        assert.equal(status, 0, stderr);
        if (!(await hasTensorflow())) {
          console.log('      what it prints is not compared: the lessons were executed with TensorFlow');
          return;
        }
        assert.deepEqual(
          printed(placed(name)),
          printed(path.join(folder, name)),
          `execute it again: npm run notebooks -- --write notebooks/${name}`,
        );
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
      const [ofCommand, ofNotebook] = [out, path.join(place, 'out', 'notebook')].map((each) =>
        readFileSync(path.join(each, 'map.ccp4')),
      );
      assert.ok(ofCommand.equals(ofNotebook));
      rmSync(out, { recursive: true, force: true });
    });

    it(`${FIGURES} runs with nothing but the fixtures, and leaves nothing out`, async () => {
      const { status, stderr } = await answers[0];
      assert.equal(status, 0, stderr);
      const { cells } = JSON.parse(readFileSync(placed(FIGURES), 'utf8'));
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
