import { join } from 'node:path';
import type { CurveAnalysis } from '../curve/analyseCurve';
import { writeSasCif } from '../curve/format/writeSasCif';
import type { MeasuredCurve } from '../curve/measuredCurve';
import { prepareOutputFolder, writeAtomic } from '../node/files';
import { packageVersion } from '../node/packageVersion';
import type { Concentration } from '../curve/forwardMass';
import type { KnownMasses } from './knownMasses';
import { plusMinus } from './numbers';
import type { PublishedModel } from './publicationModel';

/** Input of the tables of a publication. */
export interface PublicationInput {
  readonly curve: MeasuredCurve;
  readonly analysis: CurveAnalysis;
  /** default: none */
  readonly masses?: KnownMasses;
  /** structure or map fitted to the curve */
  readonly model?: PublishedModel;
}

/** One line of the tables. */
export type Row = readonly [section: string, item: string, value: string];

/** Placeholder for values known only to the experimenter. */
const TO_FILL = '(to be filled in)';

/**
 * The tables required by the guidelines (J. Trewhella et al., Acta Cryst. D73 (2017) 710; D79 (2023) 122), as Markdown
 * with a paragraph for the methods section, as CSV, and the curve with p(r) as sasCIF. Items that a curve does not contain remain to be
 * filled in.
 *
 * @returns the text of each file by its name
 */
export function publicationFiles(input: PublicationInput): Record<string, string> {
  const rows = publicationRows(input);
  return {
    'publication.md': markdown(rows, input),
    'publication.csv': csv(rows),
    'publication.sascif': writeSasCif(input.curve, {
      analysis: input.analysis,
      software: `decodesaxs ${packageVersion()}`,
      absolute: input.masses?.absolute?.plausible,
      model: input.model?.fitted,
    }),
  };
}

/**
 * Writes `publicationFiles` to a folder.
 *
 * @returns their paths
 */
export function writePublication(folder: string, input: PublicationInput): string[] {
  prepareOutputFolder(folder);
  return Object.entries(publicationFiles(input)).map(([name, text]) => {
    writeAtomic(join(folder, name), text);
    return join(folder, name);
  });
}

/** Items and values by the sections of the guidelines. */
export function publicationRows({ curve, analysis, masses = {}, model }: PublicationInput): Row[] {
  const { pairDistance, porod, molecularWeight, shannon, kratky } = analysis;
  const guinier = analysis.guinier?.method === 'guinier' ? analysis.guinier : undefined;
  const sample = 'Sample details',
    data = 'Data collection',
    structural = 'Structural parameters',
    mass = 'Molecular mass',
    software = 'Software';
  const rows: (Row | false | undefined)[] = [
    [sample, 'Name', curve.title ?? curve.name],
    [sample, 'Organism, source, UniProt sequence', TO_FILL],
    masses.sequence && [sample, 'Mass of the sequence (kDa)', masses.sequence.mass.toFixed(2)],
    [sample, 'Concentration (mg/mL)', masses.concentration ? concentration(masses.concentration) : TO_FILL],
    [sample, 'Solvent, temperature', TO_FILL],
    [data, 'Instrument, wavelength (Å), detector distance, exposure', TO_FILL],
    [data, 'Measured q range (1/Å)', range(curve.q[0], curve.q[curve.q.length - 1])],
    [data, 'Points', `${curve.q.length} of ${curve.pointsRead}`],
    [
      data,
      'Errors',
      curve.errors === 'measured' ? 'as measured' : 'estimated from the scatter of the points',
    ],
    guinier && [structural, 'Guinier I(0)', plusMinus(guinier.i0, guinier.i0Error)],
    guinier && [structural, 'Guinier Rg (Å)', plusMinus(guinier.rg, guinier.rgError)],
    guinier && [
      structural,
      'Guinier q·Rg range',
      `${guinier.qRgMin.toFixed(2)}–${guinier.qRgMax.toFixed(2)}`,
    ],
    guinier && [structural, 'Guinier points', `${guinier.first + 1}–${guinier.last + 1}`],
    guinier && [structural, 'Guinier χ²', guinier.chi2.toFixed(2)],
    pairDistance && [structural, 'P(r) I(0)', plusMinus(pairDistance.i0, pairDistance.i0Error)],
    pairDistance && [structural, 'P(r) Rg (Å)', plusMinus(pairDistance.rg, pairDistance.rgError)],
    pairDistance && [structural, 'Dmax (Å)', plusMinus(pairDistance.dmax, pairDistance.dmaxError)],
    pairDistance && [structural, 'P(r) q range (1/Å)', range(curve.q[0], pairDistance.qMax)],
    pairDistance && [structural, 'P(r) χ²', pairDistance.chi2.toFixed(2)],
    shannon && [structural, 'Shannon channels', shannon.count.toFixed(1)],
    porod && [structural, 'Porod volume (Å³)', plusMinus(porod.volume, porod.volumeError)],
    kratky && [structural, 'Kratky plot', kratky.class],
    molecularWeight && [
      mass,
      'From the volume of correlation (kDa)',
      plusMinus(molecularWeight.fromVc.mw, molecularWeight.fromVc.mwError),
    ],
    molecularWeight?.fromPorod && [
      mass,
      'From the Porod volume (kDa)',
      plusMinus(molecularWeight.fromPorod.mw, molecularWeight.fromPorod.mwError),
    ],
    molecularWeight && [mass, 'Both (kDa)', plusMinus(molecularWeight.mw, molecularWeight.mwError)],
    masses.absolute?.plausible && [
      mass,
      'From I(0) and the concentration (kDa)',
      plusMinus(masses.absolute.mw, masses.absolute.mwError),
    ],
    masses.oligomer && [
      mass,
      'Over that of the sequence',
      plusMinus(masses.oligomer.number, masses.oligomer.error),
    ],
    ...(model?.rows ?? []),
    [software, 'Data reduction', TO_FILL],
    [software, 'Guinier, P(r), volumes, masses', `decodesaxs ${packageVersion()}`],
    ['Deposition', 'SASBDB code', TO_FILL],
  ];
  return rows.filter((row) => row !== undefined && row !== false);
}

function markdown(rows: readonly Row[], input: PublicationInput): string {
  const lines = ['# Scattering data and analysis', ''];
  let section = '';
  for (const [of, item, value] of rows) {
    if (of !== section) lines.push(...(section === '' ? [] : ['']), `## ${of}`, '', '| | |', '| --- | --- |');
    section = of;
    lines.push(
      `| ${item} | ${value.replace(/\|/g, '\\|').replace(/\s+/g, ' ').replace(/</g, '&lt;').replace(/>/g, '&gt;')} |`,
    );
  }
  return [
    ...lines,
    '',
    '## Paragraph for the methods section',
    '',
    methods(input),
    '',
    ...[...REFERENCES, ...(input.model?.references ?? []), GUIDELINES].map((text, i) => `${i + 1}. ${text}`),
    '',
  ].join('\n');
}

function methods({
  curve,
  analysis: { guinier, pairDistance, molecularWeight },
  masses,
  model,
}: PublicationInput): string {
  const sentences = [
    `The scattering curve (${curve.q.length} points, q = 4π sin θ / λ of ${range(curve.q[0], curve.q[curve.q.length - 1])} 1/Å) was analysed with decodesaxs ${packageVersion()}.`,
    guinier?.method === 'guinier' &&
      `The radius of gyration of ${plusMinus(guinier.rg, guinier.rgError)} Å was taken from a Guinier fit weighted by the errors, ${guinier.qRgMin.toFixed(2)} < q·Rg < ${guinier.qRgMax.toFixed(2)} [1].`,
    pairDistance &&
      `The pair-distance distribution was computed by a regularised indirect transform with p(r) ≥ 0 up to q = ${pairDistance.qMax.toFixed(3)} 1/Å, with a Dmax of ${plusMinus(pairDistance.dmax, pairDistance.dmaxError)} Å ${pairDistance.dmaxError > 0 ? 'found by its evidence [2]' : 'chosen by hand'}; its radius of gyration is ${plusMinus(pairDistance.rg, pairDistance.rgError)} Å.`,
    molecularWeight &&
      `The molecular mass of ${plusMinus(molecularWeight.mw, molecularWeight.mwError)} kDa follows from the volume of correlation [3]${molecularWeight.fromPorod ? ' and the Porod volume [4]' : ''}.`,
    masses?.absolute?.plausible &&
      `I(0) and the concentration give ${plusMinus(masses.absolute.mw, masses.absolute.mwError)} kDa.`,
    ...(model?.sentences ?? []).map((sentence) =>
      sentence.replace(/\[(\d)\]/g, (_, number: string) => `[${REFERENCES.length + Number(number)}]`),
    ),
  ];
  return sentences.filter(Boolean).join(' ');
}

const REFERENCES = [
  'A. Guinier, Ann. Phys. 12 (1939) 161.',
  'S. Hansen, J. Appl. Cryst. 33 (2000) 1415.',
  'R. P. Rambo & J. A. Tainer, Nature 496 (2013) 477.',
  'M. V. Petoukhov et al., J. Appl. Cryst. 45 (2012) 342.',
];
const GUIDELINES =
  'J. Trewhella et al., Acta Cryst. D73 (2017) 710; Acta Cryst. D79 (2023) 122 (the guidelines of this table).';

function csv(rows: readonly Row[]): string {
  const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  return `section,item,value\n${rows.map((row) => row.map(cell).join(',')).join('\n')}\n`;
}

/** A range of q. */
export const range = (low: number, high: number): string => `${low.toPrecision(3)}–${high.toPrecision(3)}`;

function concentration({ milligrams, error }: Concentration): string {
  return plusMinus(milligrams, error ?? 0);
}
