/** An example of each command, in the order of the document. */
const EXAMPLES = {
  inspect: 'inspect fixtures/SASDA25.dat',
  reconstruct: 'reconstruct fixtures/SASDA25.dat --out out/mine --report',
  compare: 'compare out/demo/map.ccp4 fixtures/glucose-isomerase-tetramer.pdb',
  fit: 'fit fixtures/glucose-isomerase-tetramer.pdb fixtures/glucose-isomerase.dat --out out/fit',
  series: 'series frame-01.dat frame-02.dat frame-03.dat --average mean.dat',
  evaluate: 'evaluate shared/data/experimental --workers 2 --out results.arrow',
  results: 'results results.arrow --csv results.csv',
  calibration: 'calibration results.arrow --out calibration.svg',
  verdicts: 'verdicts shared/data/experimental --csv verdicts.csv',
  ablation: 'ablation shared/data/experimental --methods direct,default --out ablation.md',
  figure: 'figure 1a --out voxels.png',
  worker: 'worker --queue redis://localhost:6379',
  train: 'train --data structures.arrow.gz --out weights',
  'evaluate-network': 'evaluate-network --csv network.csv',
  'build-training-set': 'build-training-set structures --out structures.arrow.gz',
};

const HEAD = `# Commands

Every command of \`decodesaxs\`, from its own help (\`npx decodesaxs COMMAND --help\`). \`npm run commands\` writes this page again, and a test
compares it with the program.

Exit status: 0 success, 1 an error of the program, 2 bad input or usage, 130 after Ctrl-C, 143 after SIGTERM. Errors and progress go to
stderr, results to stdout or to files. The data folder is the one in the environment variable \`DECODESAXS_DATA\` ([data.md](data.md)).
`;

/**
 * The text of docs/commands.md.
 *
 * @param {any} program the `Command` of commander with all its commands
 * @returns {string}
 * @throws Error when a command has no example
 */
export function commandsDocument(program) {
  const missing = program.commands.map((command) => command.name()).filter((name) => !(name in EXAMPLES));
  if (missing.length > 0)
    throw new Error(`no example of ${missing.join(', ')} in scripts/commandsDocument.mjs`);
  const sections = Object.keys(EXAMPLES).map((name) =>
    section(program.commands.find((command) => command.name() === name)),
  );
  return [HEAD, ...sections].join('\n');
}

function section(command) {
  const help = command.createHelp();
  const usage = `decodesaxs ${command.name()} ${command.usage()}`;
  const rows = [
    ...command.registeredArguments.map((argument) => [
      `\`${argument.required ? `<${argument.name()}${argument.variadic ? '...' : ''}>` : `[${argument.name()}]`}\``,
      help.argumentDescription(argument),
    ]),
    ...command.options.map((option) => [`\`${option.flags}\``, help.optionDescription(option)]),
  ];
  return [
    `## ${command.name()}`,
    '',
    `${sentence(command.description())}`,
    '',
    `    npx decodesaxs ${EXAMPLES[command.name()]}`,
    '',
    `Usage: \`${usage}\``,
    '',
    '| argument or option | meaning |',
    '| --- | --- |',
    ...rows.map(([name, words]) => `| ${cell(name)} | ${cell(words)} |`),
    '',
  ].join('\n');
}

function sentence(text) {
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}

function cell(text) {
  return text
    .replace(/\|/g, '\\|')
    .replace(/\s+/g, ' ')
    .replace(/<(?=[^`]*$)/g, '&lt;');
}
