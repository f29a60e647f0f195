import { inspect, types } from 'node:util';
import { inspected } from '../showsItself';
import { kernelRuns } from './kernel';

/**
 * Words for a promise that a cell leaves as its last expression: what it lacks is an await.
 * @param promise anything that is to be printed
 */
export function promiseHint(promise: unknown): string {
  const state = inspect(promise, { customInspect: false });
  return types.isPromise(promise)
    ? `${state} – the result is not there yet: write await before the expression`
    : state;
}

// in a notebook alone: elsewhere a promise is printed as Node prints it
if (kernelRuns()) {
  Object.defineProperty(Promise.prototype, inspected, {
    enumerable: false,
    configurable: true,
    value(this: unknown) {
      return promiseHint(this);
    },
  });
}
