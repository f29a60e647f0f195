/** Runs work to its end: the kernel of JupyterLite knows no interrupt, only a restart. */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return work(new AbortController().signal);
}
