// Molecular weights of measured proteins of known structure: by the published formulas and calibrated.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { constantBackground } from 'decodesaxs/dist/curve/constantBackground.js';
import { guinier } from 'decodesaxs/dist/curve/guinier.js';
import { molecularWeight } from 'decodesaxs/dist/curve/molecularWeight.js';
import { parseCurve } from 'decodesaxs/dist/curve/format/parseCurve.js';
import { scattererTotals } from 'decodesaxs/dist/scattering/scatterers.js';
import { structureScatterers } from 'decodesaxs/dist/scattering/structureScatterers.js';
import { percentiles, share } from './numbers.mjs';

/** @param root folder of measured curves with models */
export function weights(root) {
  const proteins = readdirSync(root).flatMap((id) => proteinOf(root, id) ?? []);
  const methods = {
    'Vc, formula': (p) => p.weight.fromVc.mw,
    'Porod, formula': (p) => p.weight.fromPorod?.mw,
    'Vc, constant off': (p) => p.without?.fromVc.mw,
    'Porod, constant off': (p) => p.without?.fromPorod?.mw,
    'both, calibrated': (p) => p.weight.mw,
  };
  const classes = {
    all: [0, Infinity],
    'below 16 kDa': [0, 16],
    '16 to 50': [16, 50],
    'above 50': [50, Infinity],
  };
  for (const [name, [low, high]] of Object.entries(classes)) {
    const some = proteins.filter(({ mass }) => mass >= low && mass < high);
    console.log(`${name}, ${some.length} curves: found over true, 5 25 50 75 95 %`);
    for (const [method, weigh] of Object.entries(methods)) {
      const ratios = some.filter(weigh).map((p) => weigh(p) / p.mass);
      console.log(`  ${method.padEnd(22)} ${percentiles(ratios)} (${ratios.length} curves)`);
    }
    const within = (p) => Math.abs(p.weight.mw - p.mass) < p.weight.mwError;
    const inside = ({ weight: { interval }, mass }) => interval[0] < mass && mass < interval[1];
    console.log(
      `  within the stated error ${share(some, within)}, within the 90 % interval ${share(some, inside)}`,
    );
  }
  calibration('Vc', proteins, (p) => p.weight.fromVc.mw);
  calibration('Porod', proteins, (p) => p.weight.fromPorod?.mw);
}

function proteinOf(root, id) {
  const facts = JSON.parse(readFileSync(path.join(root, id, 'meta.json'), 'utf8'));
  if (facts.model_kind !== 'atomic' || facts.model_has_nucleic) return undefined;
  const [curveFile, modelFile] = ['curve', 'model'].map((role) => {
    const { file } = facts.source.find((source) => source.role === role);
    return readFileSync(path.join(root, id, file));
  });
  const model = modelFile[0] === 0x1f ? gunzipSync(modelFile) : modelFile;
  const mass = scattererTotals(structureScatterers(model.toString(), { name: id })).mass / 1000;
  const curve = parseCurve(curveFile, { name: id });
  const fit = guinier(curve);
  const constant = constantBackground(curve, fit)?.value;
  return {
    id,
    mass,
    weight: molecularWeight(curve, fit),
    without: constant && withoutConstant(curve, fit, constant),
  };
}

function withoutConstant(curve, fit, constant) {
  const intensity = curve.intensity.map((value) => value - constant);
  return molecularWeight({ ...curve, intensity }, { ...fit, i0: fit.i0 - constant });
}

/** ln M = ln m + offset + slope ln min(m, 100 kDa) by least squares, and the standard deviation about it. */
function calibration(name, proteins, weigh) {
  const points = proteins
    .filter(weigh)
    .map((p) => [Math.log(Math.min(100, weigh(p))), Math.log(p.mass / weigh(p))]);
  const mean = (k) => points.reduce((sum, point) => sum + point[k], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const slope =
    points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) /
    points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  const offset = y - slope * x;
  const squares = points.reduce((sum, point) => sum + (point[1] - offset - slope * point[0]) ** 2, 0);
  const variance = squares / (points.length - 2);
  console.log(
    `${name}: offset ${offset.toFixed(3)}, slope ${slope.toFixed(3)}, variance ${variance.toFixed(4)}`,
  );
}
