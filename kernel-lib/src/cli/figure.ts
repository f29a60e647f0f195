import type { Command } from 'commander';
import { dataOption } from './dataPaths';
import type { SourceOptions } from './figures/sources';
import { integerOption } from './numbers';

interface Options extends SourceOptions {
  readonly out?: string;
  readonly format?: string;
  readonly background: string;
}

/** `decodesaxs figure PANEL` */
export function registerFigure(program: Command): void {
  program
    .command('figure')
    .description(
      'draw a panel of a figure of the paper (He, Liu & Liu 2020) from this program, beside the published numbers',
    )
    .argument('<panel>', '1a, 1b, 1c, 1d, 2a, 2b, 2c, 2d, 2e, 2f, or all')
    .option(
      '--out <path>',
      'file of the panel, .svg, .png or .json (a Vega-Lite specification); for all: a folder (default: out/figures)',
    )
    .option('--format <format>', 'svg, png or json, where the name in --out has no ending (default: png)')
    .option(
      '--background <colour>',
      'background of a picture; transparent suits light and dark pages',
      'white',
    )
    .addOption(dataOption('--data <bundle>', '1a, 1c: Arrow bundle of deposited models', 'models'))
    .addOption(dataOption('--shown <folder>', '2a: the curve searched, with its model', 'entries'))
    .addOption(dataOption('--curves <folder>', '2b, 2c, 2f: measured curves with models', 'entries'))
    .addOption(
      dataOption(
        '--results <folder>',
        '1c, 2d, 2e, 2f: network.csv, network-paper.csv (where there is one), simulated-given.csv, simulated-free.csv, measured-free.csv',
        'results',
      ),
    )
    .addOption(dataOption('--published <file>', "2d, 2e: the authors' table", 'published'))
    .option('--entry <id>', '2b, 2c: the measured curve', 'SASDA25')
    .option('--seed <n>', 'seed of the searches', integerOption('--seed', 0, 1e9), 1)
    .option('--backend <name>', 'tensorflow or wasm')
    .option('--weights <folder>', 'trained networks; default: those of the library')
    .action(run);
}

async function run(panel: string, options: Options): Promise<void> {
  const { drawFigures } = await import('./figures/drawFigures');
  await drawFigures(panel, options);
}
