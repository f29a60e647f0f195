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
  const { curve, file } = run.read;
  const rows: [string, string | number, string?][] = [
    ['curve', file.name],
    ...keyNumbers(run).map(({ name, value, words }): [string, string, string] => [name, value, words]),
    ['radius (A)', reconstruction.rmax.toFixed(2), 'largest distance from the centre'],
    ...(reconstruction.rmaxError === undefined
      ? []
      : [
          ['radius error (A)', reconstruction.rmaxError.toFixed(2), 'standard error'] as [
            string,
            string,
            string,
          ],
        ]),
    ['points fitted', reconstruction.fit.curve.q.length],
    ['unit of q in the file', curve.qUnit, curve.unitReason],
    ['errors', curve.errors, curve.errorsReason],
    ...reconstruction.fit.unknowns.map(({ name, unit, value }): [string, number, string] => [
      name,
      value,
      unit,
    ]),
    ...sureness(reconstruction).map(({ name, value, note }): [string, string, string] => [name, value, note]),
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
