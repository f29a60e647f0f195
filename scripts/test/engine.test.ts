import assert from 'node:assert/strict';
import path from 'node:path';
import { mayInstall } from '../setup/browser.mjs';
import { loadedBackend, wantsOwnInstall } from '../setup/engine.mjs';
import { nodeApiVersion } from '../setup/tensorflowWheel.mjs';

const root = path.resolve(__dirname, '..', '..');

describe('set-up of tfjs-node', () => {
  it('leaves a package that loads and computes as the tensorflow backend', function () {
    const backend = loadedBackend(root);
    if (backend === '' && !process.env.CI) {
      console.log('      tfjs-node does not load here: `npm run setup` installs it');
      this.skip();
    }
    assert.equal(backend, 'tensorflow');
  });

  it('downloads nothing unverified and installs nothing of the system unless asked', () => {
    assert.deepEqual([{}, { DECODESAXS_TFJS_INSTALL: '1' }].map(wantsOwnInstall), [false, true]);
    assert.deepEqual([{}, { CI: 'true' }, { DECODESAXS_INSTALL: '1' }].map(mayInstall), [false, true, true]);
  });

  it('takes the highest Node-API that Node and the package both know', () => {
    assert.equal(nodeApiVersion([3, 4, 5, 6, 7, 8], 9), 8);
    assert.equal(nodeApiVersion([3, 4, 5, 6, 7, 8], 6), 6);
  });
});
