// Writes docs/commands.md from the help of the built program: npm run commands
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { commandsDocument } from './commandsDocument.mjs';

const { commandLine } = createRequire(import.meta.url)('../kernel-lib/dist/cli/commandLine.js');
const file = new URL('../docs/commands.md', import.meta.url);
const text = commandsDocument(commandLine());
if (readFileSync(file, { encoding: 'utf8', flag: 'a+' }) !== text) writeFileSync(file, text);
