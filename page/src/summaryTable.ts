import { sureness } from 'decodesaxs/core';
import { keyNumbers } from './keyNumbers';
import type { Versions } from './resultPanel';
import { fixedWords, type Run } from './visit';

/** Version of the library, put in by the build. */
declare const VERSION: string;

/** The numbers of a finished run as comma-separated values: name, value, meaning. */
export function summaryTable(run: Run, { weights, engine }: Versions): string {
  if (!run.result) return '';
  const { reconstruction, settings, seconds } = run.result;
  const { analysis, curve, file } = run.read;
  const rows: [string, string | number, string?][] = [
    ['curve', file.name],
    ...keyNumbers(run).map(({ name, value, words }): [string, string, string] => [name, value, words]),
    ['radius (A)', reconstruction.rmax.toFixed(2), radiusNote(reconstruction.rmaxError)],
    ['Rg of the map (A)', reconstruction.rg.toFixed(2), 'of the density itself'],
    [
      'agreement',
      reconstruction.agreement.toFixed(2),
      'mean correlation of the averaged shapes with their mean',
    ],
    ['chi² of the beads', reconstruction.beads.fit.chi2.toFixed(2)],
    ['chi² of the mean', reconstruction.mean.fit.chi2.toFixed(2)],
    ['points fitted', reconstruction.fit.curve.q.length],
    ...(analysis.porod
      ? [
          ['Porod volume (A^3)', analysis.porod.volume.toFixed(0), 'of the hydrated particle'] as [
            string,
            string,
            string,
          ],
        ]
      : []),
    ...(analysis.kratky
      ? [['folding', analysis.kratky.class, analysis.kratky.reason] as [string, string, string]]
      : []),
    ...(analysis.shannon
      ? [['Shannon channels of the whole curve', analysis.shannon.count.toFixed(1)] as [string, string]]
      : []),
    ['unit of q in the file', curve.qUnit, curve.unitReason],
    ['errors', curve.errors, curve.errorsReason],
    ...reconstruction.fit.unknowns.map(({ name, unit, value }): [string, number, string] => [
      name,
      value,
      unit,
    ]),
    ...sureness(reconstruction, analysis.pairDistance?.dmax).map(
      ({ name, value, note }): [string, string, string] => [name, value, note],
    ),
    ...(run.compared
      ? [
          ['structure', run.compared.name] as [string, string],
          ['CC, own radius', run.compared.cc.ownRadius] as [string, number],
          ['CC, true scale', run.compared.cc.trueScale] as [string, number],
        ]
      : []),
    ['fixed settings', fixedWords(run.settings) ?? 'none'],
    ['seed', settings.seed],
    ['generations', settings.generations ?? 0],
    ['time (s)', seconds.toFixed(1), engine],
    ['networks', weights],
    ['decodesaxs', VERSION],
  ];
  const cell = (value: string | number | undefined): string => {
    // a spreadsheet would interpret such a name as a formula
    const text = String(value ?? '').replace(/^(?=[=+@])/, "'");
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${['name,value,meaning', ...rows.map((row) => [row[0], row[1], row[2]].map(cell).join(','))].join('\n')}\n`;
}

function radiusNote(error: number | undefined): string {
  return `largest distance from the centre${error === undefined ? '' : `, standard error ${error.toFixed(2)} A`}`;
}
