/**
 * Sets the number of threads among which tfjs-node divides a sum. Two runs with as many threads on one machine give the same
 * weights bit for bit, however busy it is. To be called before the engine is loaded.
 */
export function engineThreads(count: number): void {
  process.env.TF_NUM_INTRAOP_THREADS = `${count}`;
  process.env.TF_NUM_INTEROP_THREADS = '1';
}
