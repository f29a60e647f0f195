import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { radiusOfGyration } from '../../src/grid/points';
import { InputError } from '../../src/inputError';
import { type BodyFile, readBody } from '../../src/node/readBody';
import { vicinity } from '../../src/structure/vicinity';
import { type Body, compareShapes } from '../../src/superposition/compare';
import { mapBody } from '../../src/superposition/mapBody';
import { evaluationData } from '../evaluationData';

interface Fault {
  readonly file: string;
  readonly right: string;
  readonly compare?: string;
  readonly points?: number;
  /** whether Rg is that of the file to compare with */
  readonly rg?: boolean;
  readonly rmax?: number;
  readonly within?: number;
  readonly ccTrueScale?: number;
  readonly mustSay?: string;
  readonly refuse?: string | true;
}

const fixtures = path.join(__dirname, '..', '..', '..', 'fixtures', 'faults');

function faults(folder: string): Fault[] {
  const index = JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8')) as Fault[];
  return index.filter(({ file }) => /\.(?:pdb|cif|mrc)$/.test(file));
}

function body(file: BodyFile): Body {
  if (file.kind === 'map') return file.map;
  const { structure } = file;
  return { points: structure.trace, radius: vicinity(structure), density: structure.density };
}

const rgOf = (file: BodyFile): number =>
  file.kind === 'structure' ? radiusOfGyration(file.structure.trace) : NaN;

function isRight(fault: Fault, folder: string): void {
  const { file, refuse, compare, points, rg, rmax, within = 0.05, ccTrueScale, mustSay } = fault;
  const read = (): BodyFile => readBody(path.join(folder, file));
  if (refuse !== undefined) {
    const why = refuse === true ? /./ : new RegExp(refuse, 'i');
    assert.throws(read, (error: Error) => error instanceof InputError && why.test(error.message), file);
    return;
  }
  const a = read();
  const other = readBody(path.join(folder, compare ?? file));
  if (points !== undefined)
    assert.equal(a.kind === 'structure' && a.structure.trace.length / 3, points, `points of ${file}`);
  if (rg) assert.ok(Math.abs(rgOf(a) / rgOf(other) - 1) < 1e-3, `Rg of ${file}: ${rgOf(a)}`);
  if (rmax !== undefined && a.kind === 'map') {
    const found = mapBody(a.map).rmax;
    assert.ok(Math.abs(found / rmax - 1) < within, `${file}: ${found} Å`);
  }
  if (ccTrueScale !== undefined && file !== compare) {
    const { trueScale } = compareShapes(body(a), body(other));
    assert.ok(trueScale >= ccTrueScale, `${file}: ${trueScale}`);
  }
  const said = a.kind === 'map' ? (a.map.warnings ?? []) : a.structure.warnings;
  if (mustSay) assert.match(said.join(' '), new RegExp(mustSay.replace('(?i)', ''), 'i'), file);
}

describe('bodies with a fault', () => {
  for (const fault of faults(fixtures)) it(`${fault.file}: ${fault.right}`, () => isRight(fault, fixtures));

  it('of the evaluation data are read rightly or refused', function () {
    const folder = evaluationData(this, 'faults');
    for (const fault of faults(folder)) isRight(fault, folder);
  });
});
