'use strict';

const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

/** Mocha's own report; the counts go to the file that TEST_SUMMARY names as well. */
module.exports = class TestReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = process.env.TEST_SUMMARY;
    if (!file) return;
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      const skipped = pending > 0 ? `, ${pending} skipped` : '';
      writeFileSync(file, `${passes} passed, ${failures} failed${skipped}\n`);
    });
  }
};
