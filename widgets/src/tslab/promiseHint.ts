import { inspect, types } from 'node:util';
import { inspected } from '../showsItself';
import { kernelRuns } from './kernel';

/**
 * The text for a promise that is the last expression of a cell, where an await is missing.
 * @param promise any value to print
 */
export function promiseHint(promise: unknown): string {
  const state = inspect(promise, { customInspect: false });
  return types.isPromise(promise)
    ? `${state} – the result is not ready: write await before the expression`
    : state;
}

// only in a notebook: elsewhere Node prints the promise
if (kernelRuns()) {
  Object.defineProperty(Promise.prototype, inspected, {
    enumerable: false,
    configurable: true,
    value(this: unknown) {
      return promiseHint(this);
    },
  });
}
