/** What `console.log` asks an object for: how it is to be printed. */
export const inspected = Symbol.for('nodejs.util.inspect.custom');

/** Shows something in the notebook that runs; undefined where no notebook does. */
type Display = ((shown: object) => void) | undefined;

/** The display of the kernel that loaded this package: set by the entry for Node, absent in a browser. */
export const kernel: { display: Display } = { display: undefined };

/**
 * The same object, which in a notebook shows itself where it is the last expression of a cell (tslab prints that
 * expression). The property is not enumerable: the object stays the plain JSON that it is.
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
