import { basename } from 'node:path';
import { groupName } from '../grid/pointGroup';
import type { FittedModel } from '../curve/format/writeSasCif';
import type { StructureMixture } from '../profile/structureMixture';
import type { Reconstruction } from '../reconstruct/reconstruct';
import { packageVersion } from '../node/packageVersion';
import { range, type Row } from './publication';
import type { RankedStructure } from './rankStructures';

/** What the tables of a publication state of a model fitted to the curve. */
export interface PublishedModel {
  readonly rows: readonly Row[];
  /** for the methods section; `[n]` are numbers of `references` */
  readonly sentences: readonly string[];
  readonly references: readonly string[];
  /** the fit, for the sasCIF file */
  readonly fitted: FittedModel;
}

const software = (): string => `decodesaxs ${packageVersion()}`;
const chance = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));
const digits = (value: number): string => `${Number(value.toPrecision(3))}`;

/** Structures fitted to the curve, the best first, and their mixture. */
export function publishedStructures(
  fitted: readonly RankedStructure[],
  mixture?: StructureMixture,
): PublishedModel {
  const [{ label, scatterers, agreement: best }] = fitted;
  const section = 'Atomistic modelling';
  const { q } = best.curve;
  const each = fitted.map(({ label: name, agreement }): Row => [
    section,
    `χ², run p: ${name}`,
    `${agreement.chi2.toFixed(2)}, ${chance(agreement.runs.p)}`,
  ]);
  const shares = (mixture ? fitted : []).map(({ label: name }, k): Row => [
    section,
    `Share of the mass (%): ${name}`,
    `${(100 * mixture!.fractions[k]).toFixed(1)} ± ${(100 * mixture!.errors[k]).toFixed(1)}`,
  ]);
  return {
    rows: [
      [section, 'Software', software()],
      [section, 'q range of the fit (1/Å)', range(q[0], q[q.length - 1])],
      ...each,
      [section, 'Best structure', `${label} (${scatterers.kindOf.length} scatterers, ${scatterers.detail})`],
      [section, 'Rg in solvent (Å)', best.rg.toFixed(1)],
      [section, 'Dmax of the structure (Å)', best.dmax.toFixed(0)],
      [section, 'Mass of the structure (kDa)', best.mass.toFixed(1)],
      ...best.unknowns.map(({ name, unit, value, low, high }): Row => [
        section,
        `Fitted: ${name}${unit === '' ? '' : ` (${unit})`}`,
        `${digits(value)} (bounds ${digits(low)} to ${digits(high)})`,
      ]),
      [section, 'Verdict', best.grade],
      ...(mixture
        ? [[section, 'Mixture: χ², run p', `${mixture.chi2.toFixed(2)}, ${chance(mixture.runs.p)}`] as const]
        : []),
      ...shares,
    ],
    sentences: [
      `Profiles of ${fitted.length === 1 ? 'the structure' : `${fitted.length} structures`} in solvent, with a hydration layer and displaced volumes fitted within bounds, were computed from partial scattering amplitudes [1] and compared with the curve at q of ${range(q[0], q[q.length - 1])} 1/Å; the best, ${label}, has χ² = ${best.chi2.toFixed(2)} (${best.runs.p < 0.001 ? 'p < 0.001' : `p = ${chance(best.runs.p)}`} by the longest run of residuals of one sign [2]).`,
      ...(mixture
        ? [
            `A mixture with non-negative weights [3] has χ² = ${mixture.chi2.toFixed(2)}; shares of the mass: ${fitted.map(({ label: name }, k) => `${name} ${shares[k][2]} %`).join(', ')}.`,
          ]
        : []),
    ],
    references: [
      'D. Svergun, C. Barberato & M. H. J. Koch, J. Appl. Cryst. 28 (1995) 768.',
      'D. Franke, C. M. Jeffries & D. I. Svergun, Nature Methods 12 (2015) 419.',
      ...(mixture ? ['P. V. Konarev et al., J. Appl. Cryst. 36 (2003) 1277.'] : []),
    ],
    fitted: {
      type: scatterers.detail === 'beads' ? 'dummy' : 'atomic',
      software: software(),
      chi2: best.chi2,
      p: best.runs.p,
      q,
      intensity: best.curve.intensity,
      model: best.model,
    },
  };
}

/**
 * A map reconstructed from the curve.
 *
 * @param summary the numbers of summary.json
 */
export function publishedMap(
  result: Reconstruction,
  summary: Readonly<Record<string, unknown>>,
): PublishedModel {
  const { fit, members, rmax, rg, symmetry } = result;
  const { expected } = result.certainty;
  const section = 'Shape reconstruction';
  const { q, intensity } = fit.curve;
  const group = symmetry ? groupName(symmetry.group) : 'C1';
  const resolution = summary.resolution as { angstrom: number; beyondLastQ: boolean } | undefined;
  const p = summary.longestRunP as number;
  const cc = summary.cc as { ownRadius: number; trueScale: number } | undefined;
  return {
    rows: [
      [section, 'Software', software()],
      [
        section,
        'Method, networks, seed',
        `${String(summary.method)}, ${String(summary.weights)}, ${String(summary.seed)}`,
      ],
      [section, 'q range of the fit (1/Å)', range(q[0], q[q.length - 1])],
      [section, 'Points fitted', `${q.length}`],
      [section, 'Symmetry', group],
      ...(summary.start === undefined
        ? []
        : [[section, 'Structure at the start', basename(String(summary.start))] as const]),
      [section, 'χ², run p', `${fit.chi2.toFixed(2)}, ${chance(p)}`],
      [section, 'Radius rmax of the map (Å)', rmax.toFixed(1)],
      [section, 'Rg of the map (Å)', rg.toFixed(1)],
      ...fit.unknowns.map(({ name, unit, value, low, high }): Row => [
        section,
        `Fitted: ${name}${unit === '' ? '' : ` (${unit})`}`,
        `${digits(value)} (bounds ${digits(low)} to ${digits(high)})`,
      ]),
      [section, 'Plausible shapes written', `${members.length}`],
      ...(resolution
        ? [
            [
              section,
              'Resolution (Å)',
              `${resolution.angstrom.toFixed(0)}${resolution.beyondLastQ ? ' or better' : ''}`,
            ] as const,
          ]
        : []),
      ...(expected === undefined
        ? []
        : [
            [
              section,
              'Expected correlation with the true shape',
              `${expected.cc.toFixed(2)} ± ${expected.deviation.toFixed(2)}`,
            ] as const,
          ]),
      ...(cc
        ? [
            [
              section,
              'Correlation with the known structure, at true scale',
              `${cc.ownRadius.toFixed(3)}, ${cc.trueScale.toFixed(3)}`,
            ] as const,
          ]
        : []),
      [section, 'Verdict', String(summary.verdictWords)],
    ],
    sentences: [
      `The shape was reconstructed with ${software()} by the method of decodeSAXS [1] at q of ${range(q[0], q[q.length - 1])} 1/Å${symmetry ? ` with the symmetry ${group}` : ''}${summary.start === undefined ? '' : `, begun with the structure ${basename(String(summary.start))}`}; the density map has χ² = ${fit.chi2.toFixed(2)} and a radius of gyration of ${rg.toFixed(1)} Å.`,
    ],
    references: ['H. He, C. Liu & H. Liu, iScience 23 (2020) 100906.'],
    fitted: {
      type: 'other',
      software: software(),
      symmetry: group,
      chi2: fit.chi2,
      p,
      q,
      intensity,
      model: fit.model,
    },
  };
}
