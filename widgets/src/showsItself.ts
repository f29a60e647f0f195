/** The symbol by which `console.log` prints an object. */
export const inspected = Symbol.for('nodejs.util.inspect.custom');

/** Shows something in the running notebook; undefined without one. */
type Display = ((shown: object) => void) | undefined;

/** The display of the kernel that loaded this package: set by the entry for Node, absent in a browser. */
export const kernel: { display: Display } = { display: undefined };

/**
 * The same object, which shows itself as the last expression of a cell of a notebook (tslab prints that
 * expression). The property is not enumerable: the object stays plain JSON.
 */
export function showsItself<T extends object>(shown: T): T {
  return Object.defineProperty(shown, inspected, {
    enumerable: false,
    configurable: true,
    value(_depth: number, options: object, inspect?: (value: object, options: object) => string) {
      if (kernel.display) {
        kernel.display(shown);
        return '';
      }
      return inspect ? inspect({ ...shown }, options) : String(shown);
    },
  });
}
