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
  // a list of its own: a race would add a listener to each item in flight whenever one lands
  const landed: Landed<R>[] = [];
  let failure: { readonly error: unknown } | undefined;
  let wake = (): void => undefined;
  const start = async (place: number): Promise<void> => {
    try {
      landed.push({ place, value: await work(items[place]) });
    } catch (error) {
      failure ??= { error };
    }
    flying--;
    wake();
  };
  let flying = 0;
  const change = (): Promise<void> => new Promise((resolve) => (wake = resolve));
  for (let place = 0; ;) {
    if (signal?.aborted) {
      while (flying > 0) await change();
      return;
    }
    if (failure) throw failure.error;
    if (place < items.length && flying + landed.length < parallel) {
      flying++;
      void start(place++);
      continue;
    }
    const next = landed.shift();
    if (next) yield next;
    else if (flying > 0) await change();
    else if (place >= items.length) return;
  }
}
