// Time of holding a structure of some 10,000 heavy atoms against its curve, from the texts of both files to the verdict:
// wall clock and processor time, which is that of an idle machine.
//
//   node bench/structureTime.mjs ../shared/data/experimental
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { analyseCurve, parseCurve, structureAgreement, structureScatterers } from 'decodesaxs';

const ROUNDS = 7;
const ENTRY = 'BIOISIS_MnmG1P';

const folder = join(process.argv[2] ?? '../shared/data/experimental', ENTRY);
const curveBytes = readFileSync(join(folder, 'iofq_data_file.dat'));
const model = gunzipSync(readFileSync(join(folder, 'pdb_model.pdb.gz'))).toString();
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

let said = '';
const times = Array.from({ length: ROUNDS }, () => {
  const start = performance.now(),
    before = process.cpuUsage();
  const curve = parseCurve(curveBytes);
  const read = performance.now();
  const scatterers = structureScatterers(model);
  const atoms = performance.now();
  const { chi2 } = structureAgreement(scatterers, curve, analyseCurve(curve));
  const end = performance.now(),
    { user, system } = process.cpuUsage(before);
  said = `${scatterers.kindOf.length} heavy atoms, ${curve.q.length} points, chi² ${chi2.toFixed(2)}`;
  return { all: end - start, atoms: atoms - read, fit: end - atoms, cpu: (user + system) / 1000 };
});
const of = (name) => median(times.map((time) => time[name])).toFixed(0);
console.log(
  `${ENTRY}: ${said}\nmedian of ${ROUNDS}: ${of('all')} ms, of which the structure ${of('atoms')} ms, fit and analysis of the curve ${of('fit')} ms; processor time ${of('cpu')} ms`,
);
