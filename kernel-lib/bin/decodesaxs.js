#!/usr/bin/env node
'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');

const main = join(__dirname, '..', 'dist', 'cli', 'main.js');
if (existsSync(main)) {
  require(main).main();
} else {
  process.stderr.write('decodesaxs is not built yet: run "npm run build" in its repository first.\n');
  process.exitCode = 1;
}
