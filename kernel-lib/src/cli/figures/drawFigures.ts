import { toPng, toSvg, type Chart } from 'decodesaxs-widgets';
import { dirname, extname, join } from 'node:path';
import { InputError, isInputError } from '../../inputError';
import { checkWritable, writeAtomic } from '../../node/files';
import { intoFolders } from '../intoFolders';
import { PANELS } from './panels';
import { FigureSources, type SourceOptions } from './sources';

/** Options of `drawFigures`. */
export interface FigureOptions extends SourceOptions {
  readonly out?: string;
  readonly format?: string;
  readonly background: string;
  /** called with a line per written file; default stdout */
  readonly say?: (line: string) => void;
}

const FORMATS = ['png', 'svg', 'json'] as const;
type Format = (typeof FORMATS)[number];
const FOLDER = join('out', 'figures');

/**
 * Draws a panel, or all of them, to files. With `all`, panels without data are reported on stderr and left out,
 * and the exit status is then 2.
 *
 * @throws InputError when there is no such panel or format, or a single panel lacks data
 */
export async function drawFigures(panel: string, options: FigureOptions): Promise<void> {
  const sources = new FigureSources(options);
  const say = options.say ?? ((line: string): void => void process.stdout.write(`${line}\n`));
  if (panel !== 'all') {
    if (!PANELS[panel])
      throw new InputError(
        `There is no panel ${panel}: one of ${Object.keys(PANELS).join(', ')}, or all, is needed.`,
      );
    const file = options.out ?? join(FOLDER, `${panel}.${options.format ?? 'png'}`);
    const format = formatOf(
      options.out === undefined
        ? (options.format ?? 'png')
        : extname(options.out).slice(1) || options.format || '',
    );
    await intoFolders([dirname(file)], async () => {
      checkWritable(file);
      await write(file, await PANELS[panel].draw(sources), format, options.background);
    });
    say(`${file}: ${PANELS[panel].shows}`);
    return;
  }
  const format = formatOf(options.format ?? 'png');
  await intoFolders([options.out ?? FOLDER], () => drawAll(sources, options, format, say));
}

async function drawAll(
  sources: FigureSources,
  options: FigureOptions,
  format: Format,
  say: (line: string) => void,
): Promise<void> {
  for (const [name, { shows, draw }] of Object.entries(PANELS)) {
    const file = join(options.out ?? FOLDER, `${name}.${format}`);
    try {
      await write(file, await draw(sources), format, options.background);
      say(`${file}: ${shows}`);
    } catch (error) {
      if (!isInputError(error)) throw error;
      process.stderr.write(`${name} is left out. ${error.message}\n`);
      process.exitCode = 2;
    }
  }
}

function formatOf(word: string): Format {
  const format = FORMATS.find((one) => one === word.toLowerCase());
  if (!format)
    throw new InputError(
      `The format of the figure is ${JSON.stringify(word)}: ${FORMATS.join(', ')} can be written.`,
    );
  return format;
}

async function write(file: string, chart: Chart, format: Format, background: string): Promise<void> {
  const white = background === 'white';
  const content =
    format === 'json'
      ? `${JSON.stringify(chart, null, 1)}\n`
      : format === 'svg'
        ? await toSvg(chart, white ? { ink: '#333333' } : {})
        : await toPng(chart, { background });
  writeAtomic(file, content);
}
