import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { BALL_POINTS } from '../../grid/unitBall';
import { superposeSamples, type SuperpositionTask } from '../../train/superposeSamples';

/** Places in the shared numbers: steps asked for, steps done by the thread, 1 once it has failed. */
const ASKED = 0,
  DONE = 1,
  FAILED = 2;

/** Milliseconds after which a thread that does not answer is given up. */
const PATIENCE = 600_000;

interface Shared extends SuperpositionTask {
  readonly control: Int32Array;
}

/**
 * Superposes the samples of training steps in this thread and in a second one, half of them each: between the engine's products, which use all
 * cores, one core would idle. Both compute the same, so the result does not depend on who did what.
 */
export class SuperpositionThread {
  private readonly shared: Shared;
  private readonly worker: Worker;

  /** @param count samples in a step */
  constructor(private readonly count: number) {
    const n = count * BALL_POINTS;
    this.shared = {
      samples: new Int8Array(new SharedArrayBuffer(n)),
      maps: new Float32Array(new SharedArrayBuffer(4 * n)),
      fields: new Float32Array(new SharedArrayBuffer(4 * n)),
      control: new Int32Array(new SharedArrayBuffer(12)),
    };
    this.worker = new Worker(__filename, { workerData: { superposition: this.shared } });
    this.worker.unref();
  }

  /**
   * @param samples as many as in a step, see `SuperpositionTask`
   * @returns their superposed fields; the next call overwrites them
   * @throws Error when the second thread has failed or does not answer
   */
  superpose(samples: Int8Array, maps: Float32Array): Float32Array {
    const { shared, count } = this;
    shared.samples.set(samples);
    shared.maps.set(maps);
    const asked = Atomics.add(shared.control, ASKED, 1) + 1;
    Atomics.notify(shared.control, ASKED);
    superposeSamples(shared, 0, count >> 1);
    for (let done; (done = Atomics.load(shared.control, DONE)) < asked;) {
      if (Atomics.wait(shared.control, DONE, done, PATIENCE) === 'timed-out')
        throw new Error('The second thread of the superposition does not answer.');
    }
    if (Atomics.load(shared.control, FAILED))
      throw new Error('The second thread of the superposition failed.');
    return shared.fields;
  }

  /** Ends the second thread. */
  async close(): Promise<void> {
    await this.worker.terminate();
  }
}

/** The second half of each step, as long as the process lives. */
function work(shared: Shared): void {
  const { control } = shared;
  const count = shared.samples.length / BALL_POINTS;
  for (let done = 0; ; done++) {
    Atomics.wait(control, ASKED, done);
    try {
      superposeSamples(shared, count >> 1, count);
    } catch {
      Atomics.store(control, FAILED, 1);
    }
    Atomics.store(control, DONE, done + 1);
    Atomics.notify(control, DONE);
  }
}

const task = isMainThread ? undefined : (workerData as { superposition?: Shared } | null)?.superposition;
if (task) work(task);
