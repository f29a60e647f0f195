import { Option, type Command } from 'commander';
import type { QUnit } from '../curve/measuredCurve';
import { InputError } from '../inputError';
import { numberOption } from './numbers';

interface Options {
  readonly unit?: QUnit;
  readonly qMin?: number;
  readonly qMax?: number;
  readonly models?: boolean;
  readonly assembly?: string;
  readonly mixture?: boolean;
  readonly out?: string;
  readonly publication?: string;
  readonly json?: boolean;
}

/** `decodesaxs fit STRUCTURE… CURVE` */
export function registerFit(program: Command): void {
  program
    .command('fit')
    .description('compare structures (PDB, mmCIF) with a curve: chi², solvent, size, mass, verdict')
    .argument('<files...>', 'one or more structures, and last the curve (a file, or sasbdb:CODE)')
    .option('--q-max <q>', 'largest q fitted in 1/Å (default: 0.3)', numberOption('--q-max', 0.01, 5, ' 1/Å'))
    .option('--q-min <q>', 'least q fitted in 1/Å', numberOption('--q-min', 0, 5, ' 1/Å'))
    .addOption(new Option('--unit <unit>', 'unit of q in the curve file, if known').choices(['1/A', '1/nm']))
    .option('--models', 'each model of a structure file separately')
    .option('--assembly <id>', 'biological assembly to build, "all" for each in the file')
    .option(
      '--mixture',
      'also fit the curve as a mixture of all structures (2 to 10), with their mass fractions',
    )
    .option(
      '--out <folder>',
      'folder for fits.csv, fit.png and fit.dat of the best structure, and mixture.png and mixture.dat',
    )
    .option('--publication <folder>', 'folder for the tables of a publication (Markdown, CSV, sasCIF)')
    .option('--json', 'print one JSON object')
    .action(run);
}

async function run(files: readonly string[], options: Options): Promise<void> {
  if (files.length < 2) {
    throw new InputError(
      `fit was given ${files.length} file: expected one or more structures, and the curve last.`,
    );
  }
  if (options.models && options.assembly !== undefined) {
    throw new InputError('--models and --assembly are given together: expected one of them.');
  }
  const { intoFolders } = await import('./intoFolders');
  await intoFolders([options.out, options.publication], () => rank(files, options));
}

async function rank(files: readonly string[], options: Options): Promise<void> {
  const { openCurve } = await import('../node/openCurve');
  const { structureCandidates } = await import('../node/structureCandidates');
  const { analyseCurve } = await import('../curve/analyseCurve');
  const { rankStructures, mixtureOf } = await import('./rankStructures');
  const { fitJson, fitText, writeFits } = await import('./fitReport');
  requireCurveLast(files);
  const { curve } = await openCurve(files[files.length - 1], { unit: options.unit, models: false });
  const candidates = structureCandidates(files.slice(0, -1), options);
  const analysis = analyseCurve(curve);
  const range = { qMin: options.qMin, qMax: options.qMax };
  const ranking = rankStructures(candidates, curve, analysis, range);
  const mixture = options.mixture ? mixtureOf(ranking, curve, range) : undefined;
  const report = { curve, analysis, ranking, mixture };
  const written = options.out === undefined ? [] : await writeFits(options.out, report);
  if (options.publication !== undefined) {
    const { writePublication } = await import('./publication');
    const { publishedStructures } = await import('./publicationModel');
    const model = publishedStructures(ranking.fitted, mixture);
    written.push(...writePublication(options.publication, { curve, analysis, model }));
  }
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ ...fitJson(report), files: written }, null, 2)}\n`
      : fitText(report, written),
  );
}

/** @throws InputError where the last file is a structure by its name */
function requireCurveLast(files: readonly string[]): void {
  const last = files[files.length - 1];
  if (/\.(?:pdb|ent|cif|mmcif)(?:\.gz)?$/i.test(last)) {
    throw new InputError(`${last}, the last file, is a structure: expected the curve last.`);
  }
}
