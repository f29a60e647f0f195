import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

/** A file that a worker thread makes. */
export interface WorkedFile<Task> {
  readonly file: string;
  readonly task: Task;
  /** size of the finished file */
  readonly bytes: number;
  /** report when it is finished */
  readonly name: string;
}

/**
 * Makes missing files in worker threads, one file per thread at a time. A file of another size is damaged, and made again.
 *
 * @param script module that makes the file of its `workerData` when it runs in a worker
 */
export async function makeMissing<Task>(
  script: string,
  files: readonly WorkedFile<Task>[],
  report: (text: string) => void,
  threads = 2,
): Promise<void> {
  const missing = files.filter(
    ({ file, bytes }) => statSync(file, { throwIfNoEntry: false })?.size !== bytes,
  );
  const next = async (): Promise<void> => {
    for (let work = missing.shift(); work; work = missing.shift()) {
      await inWorker(script, work.task);
      report(work.name);
    }
  };
  await Promise.all(Array.from({ length: threads }, next));
}

function inWorker(script: string, task: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: task });
    worker.on('error', reject);
    worker.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`A worker of ${script} left with status ${code}.`)),
    );
  });
}
