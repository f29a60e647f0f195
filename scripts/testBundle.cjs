'use strict';

/** The program of the live views, bundled from its sources before the tests: they then test what stands there. */
exports.mochaGlobalSetup = async () => {
  if (process.env.TEST_BUNDLED) return;
  const { bundleLessons, bundleLiveViews } = await import('../bundle.mjs');
  await Promise.all([bundleLiveViews(), bundleLessons()]);
};
