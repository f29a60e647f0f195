import assert from 'node:assert/strict';
import type { Curve } from '../../src/curve/curve';
import { structureFit } from '../../src/profile/structureFit';
import { structureMixture } from '../../src/profile/structureMixture';
import { structureVerdict } from '../../src/profile/structureVerdict';
import { Random } from '../../src/random';
import { scattererTotals } from '../../src/scattering/scatterers';
import { combineProfiles, solventProfiles } from '../../src/scattering/solvatedProfile';
import { structureScatterers } from '../../src/scattering/structureScatterers';
import { traceScatterers } from '../../src/scattering/traceScatterers';
import { atomLine } from '../structure/lines';

const q = Float64Array.from({ length: 120 }, (_, i) => 0.01 + 0.0022 * i);

/** A helix of `count` CA atoms, bent by `bend` Å. */
function helix(count: number, bend: number): number[] {
  return Array.from({ length: count }, (_, i) => [
    2.3 * Math.cos(1.745 * i) + bend * (i / count) ** 2,
    2.3 * Math.sin(1.745 * i),
    1.5 * i,
  ]).flat();
}

function measured(ideal: Float64Array, noise: number, seed: number): Curve {
  const random = new Random(seed);
  const sigma = ideal.map((value) => noise * value + 1e-5 * ideal[0]);
  return { q, intensity: ideal.map((value, i) => value + sigma[i] * random.normal()), sigma };
}

describe('structureFit', () => {
  const profiles = solventProfiles(traceScatterers(helix(60, 20)), q);

  it('finds the layer, the displaced volume, the scale and the constant that a curve was made with', () => {
    const ideal = combineProfiles(profiles, { layer: 0.02, expansion: 1.02 });
    const curve = measured(
      ideal.map((value) => 3e-6 * value + 0.002 * 3e-6 * ideal[0]),
      0.002,
      2,
    );
    const fit = structureFit(profiles, curve);
    assert.ok(Math.abs(fit.chi2 - 1) < 0.35, `chi² ${fit.chi2}`);
    assert.ok(Math.abs(fit.layer - 0.02) < 0.003, `layer ${fit.layer}`);
    assert.ok(Math.abs(fit.expansion - 1.02) < 0.01, `expansion ${fit.expansion}`);
    assert.ok(Math.abs(fit.scale / 3e-6 - 1) < 0.1, `scale ${fit.scale}`);
    assert.ok(fit.runs.p > 0.01 && fit.misfit < 0.005);
    assert.ok(fit.unknowns.every(({ atBound }) => !atBound));
  });

  it('says which unknown is at a bound', () => {
    const curve = measured(combineProfiles(profiles, { layer: 0.1 }), 0.002, 3);
    const { unknowns } = structureFit(profiles, curve);
    assert.equal(unknowns.find(({ name }) => /layer/.test(name))?.atBound, true);
  });

  it('sees systematic residuals of another structure and where they are', () => {
    const other = combineProfiles(solventProfiles(traceScatterers(helix(80, 60)), q), { layer: 0.012 });
    const fit = structureFit(profiles, measured(other, 0.005, 4));
    const { chi2, runs, misfit } = fit;
    assert.ok(chi2 > 5 && runs.p < 1e-4 && misfit > 0.02, `${chi2} ${runs.p} ${misfit}`);
  });

  it('refuses bounds in the wrong order, and a profile of other points', () => {
    const curve = measured(combineProfiles(profiles), 0.01, 5);
    assert.throws(() => structureFit(profiles, curve, { layer: [1, 0] }), /expected the smaller one first/);
    const short = { q: q.slice(1), intensity: q.slice(1), sigma: q.slice(1) };
    assert.throws(() => structureFit(profiles, short), /expected the same q/);
  });
});

describe('structureMixture', () => {
  it('finds the mass fractions that a curve was mixed of, within its errors', () => {
    const traces = [helix(40, 0), helix(80, 0), helix(70, 90)].map((xyz) => traceScatterers(xyz));
    const components = traces.map((scatterers) => ({
      profiles: solventProfiles(scatterers, q),
      mass: scattererTotals(scatterers).mass,
    }));
    const fractions = [0.3, 0.7, 0];
    const parts = components.map(({ profiles }) => combineProfiles(profiles, { layer: 0.012 }));
    const ideal = q.map((_, i) =>
      parts.reduce((sum, part, k) => sum + (fractions[k] / components[k].mass) * part[i], 0),
    );
    const mixture = structureMixture(components, measured(ideal, 0.005, 6));
    assert.ok(Math.abs(mixture.chi2 - 1) < 0.35, `chi² ${mixture.chi2}`);
    fractions.forEach((fraction, k) => {
      const found = mixture.fractions[k],
        error = Math.max(0.01, 3 * mixture.errors[k]);
      assert.ok(Math.abs(found - fraction) < error, `${found} ± ${mixture.errors[k]} for ${fraction}`);
    });
    assert.ok(mixture.errors[0] > 0 && mixture.errors[0] < 0.1);
    assert.throws(
      () => structureMixture(components.slice(1, 2), measured(ideal, 0.01, 1)),
      /expected 2 to 10/,
    );
  });

  it('has errors that hold for noisy curves, and for structures that are absent or the same', () => {
    const traces = [helix(40, 0), helix(80, 0)].map((xyz) => traceScatterers(xyz));
    const components = traces.map((scatterers) => ({
      profiles: solventProfiles(scatterers, q),
      mass: scattererTotals(scatterers).mass,
    }));
    const parts = components.map(({ profiles }) => combineProfiles(profiles, { layer: 0.012 }));
    const pulls = [0.7, 1].map((first) => {
      const ideal = q.map(
        (_, i) =>
          (first / components[0].mass) * parts[0][i] + ((1 - first) / components[1].mass) * parts[1][i],
      );
      const squares = Array.from({ length: 12 }, (_, seed) => {
        const { fractions, errors } = structureMixture(components, measured(ideal, 0.05, seed + 1));
        assert.ok(errors[1] > 0 && errors[1] < 0.3, `${errors[1]}`);
        return ((fractions[1] - (1 - first)) / errors[1]) ** 2;
      });
      return Math.sqrt(squares.reduce((sum, value) => sum + value, 0) / squares.length);
    });
    for (const pull of pulls) assert.ok(pull < 1.4, `rms of deviation over error ${pulls.join(', ')}`);
    const same = structureMixture([components[0], components[0]], measured(parts[0], 0.02, 1));
    assert.ok(
      same.errors.every((error) => error > 0.5 && error <= 1),
      `${same.errors.join(', ')}`,
    );
  });
});

describe('structureVerdict', () => {
  const good = { chi2: 1.1, runs: { longest: 8, p: 0.4 }, misfit: 0.004, worstQ: 0.2, unknowns: [], rg: 20 };
  const analysis = { guinier: { rg: 20 } } as Parameters<typeof structureVerdict>[1];

  it('has words for agreement, for a systematic misfit, and for size and mass', () => {
    assert.equal(structureVerdict(good, analysis, 'measured').grade, 'agrees');
    const rough = structureVerdict(
      { ...good, chi2: 9, runs: { longest: 60, p: 0 }, misfit: 0.08 },
      analysis,
      'measured',
    );
    assert.equal(rough.grade, 'agrees roughly');
    assert.match(rough.verdict[0], /8\.0 % beyond the errors, most at q 0\.200 1\/Å \(lengths of 31 Å\)/);
    const large = structureVerdict({ ...good, rg: 26, misfit: 0.3, chi2: 50 }, analysis, 'measured');
    assert.equal(large.grade, 'does not agree');
    assert.match(large.verdict.join(' '), /30 % larger than the curve's particle/);
    const dimer = structureVerdict({ ...good, massRatio: { value: 2.1, error: 0.2 } }, analysis, 'model');
    assert.match(dimer.verdict.join(' '), /2 copies of it/);
    assert.match(dimer.verdict.join(' '), /no usable errors/);
  });
});

describe('structureScatterers', () => {
  const line = (i: number, x: number, residue = 'ALA'): string =>
    atomLine('ATOM', 'CA', residue, 'A', i, [x, 0, 0]);

  it('takes a CA trace as residues', () => {
    const text = Array.from({ length: 12 }, (_, i) => line(i + 1, 3.8 * i, i % 2 ? 'LEU' : 'LYS')).join('\n');
    const { detail, kindOf, kinds } = structureScatterers(text);
    assert.equal(detail, 'residues');
    const { mass } = scattererTotals({ kindOf, kinds });
    // residue masses of lysine and leucine: 128.17 and 113.16
    assert.ok(Math.abs(mass / (6 * (128.17 + 113.16)) - 1) < 0.02, `${mass} Da`);
  });
});
