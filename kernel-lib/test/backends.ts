import { useBackend } from '../src/node/backend';

/** Runs the tests of a describe block on one backend; tensorflow is skipped where it does not load, except in CI. */
export function onBackend(name: 'tensorflow' | 'wasm'): void {
  before(async function () {
    try {
      await useBackend(name);
    } catch (error) {
      if (name === 'wasm' || process.env.CI) throw error;
      console.log(`      skipped: ${(error as Error).message}`);
      this.skip();
    }
  });
}
