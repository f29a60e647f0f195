// Numbers that are not finite, anywhere in a result.

/**
 * The first number of a result that is not finite.
 *
 * @param {any} value
 * @param {string} name
 * @returns {string | undefined}
 */
export function notFinite(value, name) {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `${name} is ${value}`;
  if (ArrayBuffer.isView(value))
    return /** @type {Float64Array} */ (value).every(Number.isFinite)
      ? undefined
      : `${name} has a number that is not finite`;
  if (typeof value === 'string')
    return /NaN|Infinity|undefined/.test(value) ? `${name}: ${value}` : undefined;
  if (value === null || typeof value !== 'object') return undefined;
  for (const [key, part] of Object.entries(value)) {
    const fault = notFinite(part, `${name}.${key}`);
    if (fault) return fault;
  }
  return undefined;
}
