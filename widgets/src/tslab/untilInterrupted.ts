/**
 * Runs work that ends early when the cell is interrupted (SIGINT: the stop button of JupyterLab): the
 * signal passed to the work aborts, and the cell continues with the result of the work. A cell that
 * is interrupted without this function fails while its work continues unnoticed.
 */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  // the part of a cell before its first await runs under handlers that Node removes after it
  await new Promise(setImmediate);
  const others = process.listeners('SIGINT');
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.removeAllListeners('SIGINT');
  process.on('SIGINT', stop);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', stop);
    for (const other of others) process.on('SIGINT', other);
  }
}
