import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * Runs programs side by side. The output of the first appears as it comes, that of each further one once those before it
 * have ended, so that lines never mix.
 * @param {{program: string, args: string[], env?: NodeJS.ProcessEnv}[]} lanes
 * @param {{cwd?: string, stdout?: NodeJS.WritableStream, stderr?: NodeJS.WritableStream}} [options]
 * @returns {Promise<number>} 0 if all ended with 0, else the first other status (128 + signal number after a signal)
 */
export async function runLanes(lanes, { cwd, stdout = process.stdout, stderr = process.stderr } = {}) {
  const running = lanes.map(({ program, args, env }) => startLane(program, args, { cwd, env }));
  const handOn = (signal) => running.forEach(({ child }) => child.kill(signal));
  // A terminal sends Ctrl-C to the children as well: here it only has to be survived.
  const survive = () => {};
  process.on('SIGINT', survive);
  process.on('SIGTERM', handOn);
  let status = 0;
  for (const lane of running) {
    lane.show(stdout, stderr);
    const ended = await lane.ended;
    if (status === 0) status = ended;
  }
  process.off('SIGINT', survive);
  process.off('SIGTERM', handOn);
  return status;
}

function startLane(program, args, { cwd, env }) {
  const child = spawn(program, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
  let kept = [];
  const take = (which) => (data) => (kept ? kept.push([which, data]) : which().write(data));
  let streams;
  const out = () => streams[0],
    err = () => streams[1];
  child.stdout.on('data', take(out));
  child.stderr.on('data', take(err));
  return {
    child,
    show(stdout, stderr) {
      streams = [stdout, stderr];
      for (const [which, data] of kept) which().write(data);
      kept = undefined;
    },
    ended: new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status, signal) => resolve(status ?? 128 + constants.signals[signal]));
    }),
  };
}
