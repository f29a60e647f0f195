/** A result of an evaluation as it should be. */
export const RESULT = {
  id: 'A',
  seed: 1,
  cc: 0.7,
  rmax: 40,
  chi2Map: 1.2,
  backend: 'wasm',
  version: '1',
  weights: '2',
};
