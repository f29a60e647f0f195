/** The beginning of a sentence on what is not kept: without https it is not the browser's fault. */
export function whyNothingIsKept(): string {
  return globalThis.isSecureContext
    ? 'This browser does not let the page keep'
    : 'The page is served without https, so that browsers do not let it keep';
}
