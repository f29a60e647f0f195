import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { tell } from './announce.mjs';
import { browser, firefox } from './browser.mjs';
import { build } from './build.mjs';
import { SetUpError } from './command.mjs';
import { engine } from './engine.mjs';
import { lab } from './lab.mjs';
import { lite } from './lite.mjs';
import { withLock } from './lock.mjs';
import { forgetMemo, readMemo, writeMemo } from './memo.mjs';
import { packages } from './packages.mjs';

/** The folder of the repository. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

const failureMemo = (step) => `${step.name}-failure`;

/** Runs a step if necessary; returns true where it is done. */
function ensure(step, retry) {
  if (step.isDone(root)) return true;
  const earlier = readMemo(root, failureMemo(step));
  if (earlier && !retry) {
    tell(`${earlier.sentence} (\`npm run setup\` tries again)`);
    return false;
  }
  try {
    step.carryOut(root);
    forgetMemo(root, failureMemo(step));
    return true;
  } catch (error) {
    if (!(error instanceof SetUpError) || !step.lack) throw error;
    const [reason, ...details] = error.message.split('\n');
    const sentence = `${reason.replace(/[.:]$/, '')}; ${step.lack}.`;
    tell([sentence, ...details].join('\n'));
    writeMemo(root, failureMemo(step), { sentence });
    return false;
  }
}

/**
 * Prepares the repository so that everything runs; does nothing if it is already prepared.
 * @param {{lab?: boolean, lite?: boolean, browser?: boolean, retry?: boolean}} [wanted] lab: JupyterLab and its
 *   kernel; lite: JupyterLite; browser: Chromium and Firefox; retry: true: a part that failed
 *   before is tried again
 * @returns {{worked: boolean, engine: boolean, lab: boolean, lite: boolean, browser: boolean,
 *   firefox: boolean}} the parts that are present; worked: true where something was done
 * @throws {SetUpError} when the packages or the build fail: nothing runs without them
 */
export function setUp({
  lab: wantsLab,
  lite: wantsLite,
  browser: wantsBrowser,
  retry = Boolean(process.env.CI),
} = {}) {
  const wanted = [
    ...(wantsLab ? [lab] : []),
    ...(wantsLite ? [lite] : []),
    ...(wantsBrowser ? [browser, firefox] : []),
  ];
  const steps = [packages, engine, build, ...wanted];
  const there = Object.fromEntries(steps.map((step) => [step.name, step.isDone(root)]));
  if (steps.every((step) => there[step.name])) return { worked: false, ...there };
  return withLock(root, () => {
    for (const step of steps) there[step.name] = ensure(step, retry);
    return { worked: true, ...there };
  });
}

/** `setUp` for a script: prints the reason of a failure and exits. */
export function setUpOrLeave(wanted) {
  try {
    return setUp(wanted);
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    tell(error.message);
    process.exit(1);
  }
}
