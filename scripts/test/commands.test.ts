import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { commandLine } from '../../kernel-lib/src/cli/commandLine';
import { commandsDocument } from '../commandsDocument.mjs';

const file = path.resolve(__dirname, '..', '..', 'docs', 'commands.md');

describe('docs/commands.md', () => {
  it('holds the commands and options of the program: "npm run build && npm run commands" writes it again', () => {
    assert.equal(readFileSync(file, 'utf8'), commandsDocument(commandLine()));
  });
});
