import { groupName } from '../grid/pointGroup';
import type { MeasuredCurve } from '../curve/measuredCurve';
import type { Reconstruction } from '../reconstruct/reconstruct';
import { radiusWords } from '../reconstruct/radiusWords';
import { assumedErrors, resultWarnings, sureness } from '../reconstruct/summary';
import type { FittedUnknown } from '../refine/mapFit';

/** The lines of a reconstruction on the terminal: the answer, its verdict, the ensemble, the certainty and warnings. */
export function outcomeLines(
  result: Reconstruction,
  curve: MeasuredCurve,
  summary: Readonly<Record<string, unknown>>,
): string[] {
  const { fit, guinier, beads, mean, members, rg, symmetry } = result;
  const against = assumedErrors(curve) ? ' against assumed errors' : '';
  const chi2s = members.map((member) => member.fit.chi2).sort((a, b) => a - b);
  return [
    `chi² ${fit.chi2.toFixed(3)}${against}, rmax ${radiusWords(result)}, Rg ${rg.toFixed(1)} Å (map.ccp4; Guinier Rg of the curve ${guinier.rg.toFixed(1)} Å)`,
    String(summary.verdictWords),
    `beads chi² ${beads.fit.chi2.toFixed(3)}; mean over plausible shapes chi² ${mean.fit.chi2.toFixed(2)}`,
    ...(members.length === 0
      ? []
      : [
          `${members.length} members, chi² ${chi2s[0].toFixed(2)} to ${chi2s[chi2s.length - 1].toFixed(2)}, in ${clustersOf(summary)}; two correlate by ${Number(summary.membersAlike).toFixed(2)} on average`,
        ]),
    ...(symmetry
      ? [
          `symmetry ${groupName(symmetry.group)} about ${'xyz'[symmetry.axis]}: ${symmetry.symmetric} of ${symmetry.looked} known shapes with such a curve have it`,
        ]
      : []),
    `fitted beside the shape: ${fit.unknowns.map(unknownText).join('; ')}`,
    ...channelLine(summary),
    ...sureness(result).map(({ name, value }) => `${name} ${value}`),
    ...resultWarnings(result).map((warning) => `Note: ${warning}`),
  ];
}

function clustersOf({ clusters }: Readonly<Record<string, unknown>>): string {
  const count = (clusters as unknown[]).length;
  return count === 1 ? 'one cluster' : `${count} clusters`;
}

function channelLine({
  channels,
  unknownsBeside,
  priorDecides,
}: Readonly<Record<string, unknown>>): string[] {
  if (typeof channels !== 'number') return [];
  return [
    `${channels.toFixed(1)} Shannon channels in the fitted range, ${unknownsBeside} unknowns beside the shape${priorDecides ? ': the prior decides the details' : ''}`,
  ];
}

function unknownText({ name, unit, value, low, high, atBound }: FittedUnknown): string {
  const shown = (x: number): string => String(Number(x.toPrecision(3)));
  return `${name} ${shown(value)}${unit && ` ${unit}`} (bounds ${shown(low)} to ${shown(high)}${atBound ? '; at one of them' : ''})`;
}
