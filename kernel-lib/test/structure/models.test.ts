import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { farthest, radiusOfGyration } from '../../src/grid/points';
import { readText } from '../../src/node/files';
import { parseStructure } from '../../src/structure/parseStructure';
import { evaluationData } from '../evaluationData';

/** CA atoms of modified residues in HETATM records, which the reference numbers leave out. */
function modifiedResidues(text: string): number {
  return (text.match(/^HETATM.{7}CA [ A](MSE|TPO|SEP|FME|PCA) /gm) ?? []).length;
}

describe('models of measured curves', function () {
  this.timeout(60000);

  it('have the kind, points and radii that are published with them', function () {
    const ROOT = evaluationData(this, 'experimental');
    let compared = 0;
    for (const id of fs.readdirSync(ROOT)) {
      const meta = JSON.parse(fs.readFileSync(path.join(ROOT, id, 'meta.json'), 'utf8'));
      const file: string = meta.source.find((source: { role: string }) => /model/i.test(source.role)).file;
      const text = readText(path.join(ROOT, id, file));
      const { kind, trace, traceKind } = parseStructure(text, { name: file });
      const modified = modifiedResidues(text);
      assert.equal(kind, meta.model_kind, id);
      assert.equal(trace.length / 3, meta.n_model_points + modified, id);
      assert.equal(traceKind === 'nucleic' || traceKind === 'complex', meta.model_has_nucleic, id);
      if (modified > 0) continue;
      compared++;
      assert.ok(Math.abs(farthest(trace) - meta.rmax_model) < 0.006, `rmax of ${id}`);
      // the one complex agrees in points and rmax, but its reference Rg has unequal weights
      const tolerance = traceKind === 'complex' ? 0.2 : 0.006;
      assert.ok(Math.abs(radiusOfGyration(trace) - meta.rg_model) < tolerance, `Rg of ${id}`);
    }
    assert.ok(compared >= 50, `${compared} models compared`);
  });
});
