import type { Command } from 'commander';
import type { Body } from '../superposition/compare';
import type { BodyFile } from '../node/readBody';
import { InputError } from '../inputError';
import type { Placement } from '../structure/superposedStructure';
import { numberOption } from './numbers';

interface Options {
  readonly thresholdA?: number;
  readonly thresholdB?: number;
  readonly vicinityA?: number;
  readonly vicinityB?: number;
  readonly assemblyA?: string;
  readonly assemblyB?: string;
  readonly out?: string;
  readonly otherHand?: boolean;
  readonly json?: boolean;
}

/** `decodesaxs compare A B [--json]` */
export function registerCompare(program: Command): void {
  const command = program
    .command('compare')
    .description(
      'correlation of two shapes, each a map (CCP4, MRC) or a structure (PDB, mmCIF), after superposition',
    )
    .argument('<a>', 'map or structure that stays')
    .argument('<b>', 'map or structure that is superposed on it, mirrored if that fits better')
    .option('--json', 'print the numbers as JSON')
    .option('--out <folder>', 'folder for the complete structure B, or its assembly, superposed on A')
    .option('--other-hand', 'with --out: also the mirror image of map A, with structure B in the same hand');
  for (const letter of ['a', 'b']) {
    const option = (name: string): string => `--${name}-${letter}`;
    const file = letter.toUpperCase();
    command
      .option(
        `${option('threshold')} <density>`,
        `density of the surface of map ${file}, if it does not state its radius (default: its own, else 0.3 of its maximum)`,
        numberOption(option('threshold'), -1e9, 1e9),
      )
      .option(
        `${option('vicinity')} <Å>`,
        `vicinity of the points of structure ${file} that counts as body (default: 4, and for beads at least 1.2 of their radii)`,
        numberOption(option('vicinity'), 0, 100, ' Å'),
      )
      .option(`${option('assembly')} <id>`, `biological assembly of structure ${file} to build`);
  }
  command.action(run);
}

async function run(fileA: string, fileB: string, options: Options): Promise<void> {
  const { compareShapes } = await import('../superposition/compare');
  const { readBody } = await import('../node/readBody');
  const a = readBody(fileA, { assembly: options.assemblyA });
  const b = readBody(fileB, { assembly: options.assemblyB });
  const [first, second] = [
    await bodyOf(a, options.thresholdA, options.vicinityA),
    await bodyOf(b, options.thresholdB, options.vicinityB),
  ];
  const result = compareShapes(first, second);
  const { ownRadius, trueScale, mirror, rmaxA, rmaxB } = result;
  const files = await writtenFiles(a, fileB, b, result, options);
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({
        cc: { ownRadius, trueScale },
        mirror,
        rotation: [...result.rotation],
        a: { file: fileA, ...aboutBody(a), rmax: rmaxA, centre: result.centreA },
        b: { file: fileB, ...aboutBody(b), rmax: rmaxB, centre: result.centreB },
        files,
      })}\n`,
    );
    return;
  }
  const lines = [
    `A                 ${describe(a, rmaxA)}`,
    `B                 ${describe(b, rmaxB)}`,
    `CC at own radius  ${ownRadius.toFixed(3)}`,
    `CC at true scale  ${trueScale.toFixed(3)}`,
    `mirror image      ${mirror ? 'yes, that of B fits better' : 'no'}`,
    ...warningsOf(a).map((text) => `note on A         ${text}`),
    ...warningsOf(b).map((text) => `note on B         ${text}`),
    ...files.map((file) => `written           ${file}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Writes the files of --out. */
async function writtenFiles(
  a: BodyFile,
  fileB: string,
  b: BodyFile,
  placement: Placement,
  { out, otherHand, assemblyB }: Options,
): Promise<string[]> {
  if (out === undefined) {
    if (otherHand)
      throw new InputError('--other-hand is given without --out: expected the folder to write to.');
    return [];
  }
  if (b.kind !== 'structure') throw new InputError(`${b.name} is a map: --out writes structures only.`);
  if (otherHand && a.kind !== 'map')
    throw new InputError(`${a.name} is no map: --other-hand mirrors maps only.`);
  const { wholeStructure, writeSuperposed } = await import('./superposedFiles');
  const { prepareOutputFolder } = await import('../node/files');
  const structure = wholeStructure(fileB, assemblyB);
  prepareOutputFolder(out);
  return writeSuperposed(out, {
    map: a.kind === 'map' ? a.map : undefined,
    structure,
    placement,
    mirrored: otherHand ?? false,
  });
}

async function bodyOf(file: BodyFile, threshold?: number, radius?: number): Promise<Body> {
  if (file.kind === 'map') return threshold === undefined ? file.map : { ...file.map, threshold };
  const { vicinity } = await import('../structure/vicinity');
  const { trace, density } = file.structure;
  return { points: trace, radius: radius ?? vicinity(file.structure), density };
}

/** Omissions and changes during the reading of a file. */
function warningsOf(file: BodyFile): readonly string[] {
  return file.kind === 'map' ? (file.map.warnings ?? []) : file.structure.warnings;
}

function aboutBody(file: BodyFile): object {
  const points = file.kind === 'structure' ? { points: file.structure.trace.length / 3 } : {};
  return { kind: kindOf(file), ...points, warnings: warningsOf(file) };
}

function kindOf(file: BodyFile): 'map' | 'atomic' | 'bead' {
  return file.kind === 'map' ? 'map' : file.structure.kind;
}

function describe(file: BodyFile, rmax: number): string {
  const points = file.kind === 'structure' ? `, ${file.structure.trace.length / 3} points` : '';
  return `${file.name}: ${kindOf(file)}${points}, rmax ${rmax.toFixed(1)} Å`;
}
