// Sets everything up, including JupyterLab and a browser, and runs the tests, the quick ones first:
// node scripts/test.mjs [--install] [FILE…] [MOCHA OPTION…]
// --install: as root, installs the Debian packages that some tests need (chromium, firefox-esr, xvfb,
// redis-server, slurm-wlm, shellcheck); without it those tests are skipped and counted. CI=true does the same.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runHere } from './setup/command.mjs';
import { runLanes } from './setup/lanes.mjs';
import { root, setUpOrLeave } from './setup/setUp.mjs';

const slowStages = '(network|search|reconstruct|train|evaluate|node|cli)';
/**
 * Two halves, each of which keeps about one core busy, the quick tests first; and the page, whose searches need both cores to keep
 * within the patience of its tests.
 */
const halves = [
  [
    'kernel-lib/test/*.test.ts',
    `kernel-lib/test/!${slowStages}/**/*.test.ts`,
    'widgets/test/**/*.test.ts',
    `kernel-lib/test/@${slowStages}/**/*.test.ts`,
  ],
  [
    'scripts/test/**/*.test.ts',
    'lessons/test/**/*.test.ts',
    'notebooks/test/**/*.test.ts',
    'lite/test/**/*.test.ts',
  ],
];
const alone = ['page/test/**/*.test.ts'];
/** Threads of the tensor engine: each half has one core, and threads that wait for a turn cost more than they do. */
const oneThread = { TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1' };

const args = process.argv.slice(2).filter((word) => word !== '--install');
if (process.argv.includes('--install')) process.env.DECODESAXS_INSTALL = '1';
const options = process.env.CI ? ['--forbid-only', ...args] : args;

setUpOrLeave({ lab: true, lite: true, browser: true });
const mocha = path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
process.exitCode = args.length > 0 ? await runChosen() : await runAll();

/** Files or options of mocha were named: one process. */
function runChosen() {
  const namesFiles = args.some((argument) => argument.endsWith('.test.ts'));
  return runHere(process.execPath, [mocha, ...options, ...(namesFiles ? [] : [...halves, alone].flat())], {
    cwd: root,
  });
}

/** Both halves side by side, then the page; TEST_SUMMARY gets the sums of their counts. */
async function runAll() {
  const summary = process.env.TEST_SUMMARY;
  const folder = mkdtempSync(path.join(tmpdir(), 'tests '));
  const counts = [...halves, alone].map((_, i) => path.join(folder, `counts-${i}`));
  const lane = (files, i) => ({
    program: process.execPath,
    args: [mocha, ...options, ...files],
    env: { ...process.env, ...oneThread, TEST_SUMMARY: counts[i], TEST_BUNDLED: '1' },
  });
  try {
    const { bundleLessons, bundleLiveViews } = await import('../bundle.mjs');
    await Promise.all([bundleLiveViews(), bundleLessons()]);
    const first = await runLanes(halves.map(lane), { cwd: root });
    // a signal ends the whole run
    const last = first > 128 ? first : await runLanes([lane(alone, halves.length)], { cwd: root });
    const status = first || last;
    const texts = counts.map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : ''));
    const sum = (name) =>
      texts.reduce((n, text) => n + Number(new RegExp(`(\\d+) ${name}`).exec(text)?.[1] ?? 0), 0);
    // a part without counts broke off, and has failed whatever it passed until then
    const failed = sum('failed') + texts.filter((text) => text === '').length;
    const line = `${sum('passed')} passed, ${failed} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`;
    console.log(line);
    if (summary) writeFileSync(summary, `${line}\n`);
    return status;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
