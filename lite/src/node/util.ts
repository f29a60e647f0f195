/** Values in words, as `node:util` has them but shorter. */
export function inspect(value: unknown, _options?: object): string {
  if (value instanceof Promise) return 'Promise { <pending> }';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export const types = { isPromise: (value: unknown): value is Promise<unknown> => value instanceof Promise };
