/** A result and the index of its item in the list. */
export interface Landed<R> {
  readonly place: number;
  readonly value: R;
}

/**
 * Works on the items of a list, at most `parallel` at a time, and yields the results in the order of completion. After
 * an abort it starts and yields nothing more.
 */
export async function* eachInFlight<T, R>(
  items: readonly T[],
  parallel: number,
  work: (item: T) => Promise<R>,
  signal?: AbortSignal,
): AsyncGenerator<Landed<R>> {
  const flying = new Map<number, Promise<Landed<R>>>();
  const land = async (): Promise<Landed<R>> => {
    const landed = await Promise.race(flying.values());
    flying.delete(landed.place);
    return landed;
  };
  for (let place = 0; place < items.length || flying.size > 0;) {
    if (signal?.aborted) {
      await Promise.allSettled(flying.values());
      return;
    }
    if (place < items.length && flying.size < parallel) {
      const at = place++;
      flying.set(
        at,
        work(items[at]).then((value) => ({ place: at, value })),
      );
      continue;
    }
    const landed = await land();
    if (!signal?.aborted) yield landed;
  }
}
