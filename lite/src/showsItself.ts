/** The symbol by which `console.log` of Node prints an object. */
export const inspected = Symbol.for('nodejs.util.inspect.custom');

/** Shows something in the running notebook; undefined without one. */
type Display = ((shown: object) => void) | undefined;

/** The display of the kernel, set where the lessons are loaded. */
export const kernel: { display: Display } = { display: undefined };

/**
 * The same object, which shows itself as the last expression of a cell: the JavaScript kernel asks it for its forms, and
 * gets none after it was shown. The property is not enumerable: the object stays plain JSON.
 */
export function showsItself<T extends object>(shown: T): T {
  return Object.defineProperty(shown, '_toMime', {
    enumerable: false,
    configurable: true,
    value() {
      kernel.display?.(shown);
      return {};
    },
  });
}
