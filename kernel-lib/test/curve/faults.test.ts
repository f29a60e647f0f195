import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { analyseCurve, type CurveAnalysis } from '../../src/curve/analyseCurve';
import type { MeasuredCurve } from '../../src/curve/measuredCurve';
import { parseCurve } from '../../src/curve/format/parseCurve';
import { inspectionJson, inspectionText } from '../../src/cli/inspection';
import { InputError } from '../../src/inputError';
import { evaluationData } from '../evaluationData';

/** One file with a fault, and what is right: see fixtures/README.md. */
interface Fault {
  readonly file: string;
  readonly kind: string;
  readonly right: string;
  readonly rg?: number;
  readonly within?: number;
  readonly mw?: number;
  readonly mwWithin?: number;
  readonly unit?: string;
  /** points left out; −1 for some */
  readonly leftOut?: number;
  /** words of the refusal, or true */
  readonly refuse?: string | true;
  readonly mustSay?: string;
}

const fixtures = path.join(__dirname, '..', '..', '..', 'fixtures', 'faults');
const CURVES = /\.(?:dat|csv|chi|out|xml)$/;

function faults(folder: string): Fault[] {
  const index = JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8')) as Fault[];
  return index.filter(({ file }) => CURVES.test(file));
}

function read(folder: string, file: string, unit?: '1/A' | '1/nm') {
  const curve = parseCurve(readFileSync(path.join(folder, file)), { name: file, unit });
  return { curve, analysis: analyseCurve(curve) };
}

function isRight(fault: Fault, folder: string): void {
  const { file, refuse } = fault;
  if (refuse !== undefined) {
    const why = refuse === true ? /./ : new RegExp(refuse, 'i');
    for (const unit of [undefined, '1/A', '1/nm'] as const) {
      assert.throws(
        () => read(folder, file, unit),
        (error: Error) => error instanceof InputError && why.test(error.message),
        `${file}, unit ${unit}`,
      );
    }
    return;
  }
  const { curve, analysis } = read(folder, file);
  hasSize(fault, curve, analysis);
  const { unit, leftOut, mustSay } = fault;
  if (unit) assert.equal(curve.qUnit, unit, file);
  if (leftOut === -1) assert.ok(curve.leftOutPoints.length > 0, file);
  else if (leftOut !== undefined) assert.equal(curve.leftOutPoints.length, leftOut, file);
  if (mustSay) {
    const words = new RegExp(mustSay.replace('(?i)', ''), 'i');
    assert.match(inspectionText(curve, analysis), words, file);
    assert.match(JSON.stringify(inspectionJson(curve, analysis)), words, file);
  }
}

function hasSize(fault: Fault, curve: MeasuredCurve, { guinier, molecularWeight }: CurveAnalysis): void {
  const { file, rg, within = 0.05, mw, mwWithin = 0.25 } = fault;
  if (rg !== undefined) {
    const found = guinier?.rg ?? NaN;
    assert.ok(Math.abs(found / rg - 1) < within, `${file}: Rg ${found}, right ${rg}`);
  }
  if (mw !== undefined) {
    const found = molecularWeight?.mw ?? NaN;
    assert.ok(Math.abs(found / mw - 1) < mwWithin, `${file}: ${found} kDa, right ${mw}`);
  }
  assert.ok(curve.q.length >= 10, file);
}

describe('curves with a fault', () => {
  for (const fault of faults(fixtures)) it(`${fault.file}: ${fault.right}`, () => isRight(fault, fixtures));

  it('of the evaluation data are read rightly or refused', function () {
    const folder = evaluationData(this, 'faults');
    for (const fault of faults(folder)) isRight(fault, folder);
  });

  it('give back what was left out when asked to keep all points', () => {
    const content = readFileSync(path.join(fixtures, 'hot-pixel.dat'));
    const [usual, whole] = [false, true].map((keepPoints) => parseCurve(content, { keepPoints }));
    assert.equal(usual.leftOutPoints.length, 1);
    assert.equal(whole.q.length, usual.q.length + 1);
    assert.deepEqual(whole.leftOutPoints, []);
    const [{ q, intensity, reason }] = usual.leftOutPoints;
    assert.equal(whole.intensity[whole.q.indexOf(q)], intensity);
    assert.match(usual.warnings.join(' '), /left out: it disagrees with its neighbours/);
    assert.match(reason, /neighbours/);
  });
});
