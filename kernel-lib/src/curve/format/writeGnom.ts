import type { Curve } from '../curve';
import type { PairDistance } from '../pairDistance';
import { sin } from '../../elementary';

/**
 * A pair-distance distribution as a GNOM output file (the layout of version 4.6), for programs that read such files:
 * the points used with the intensity of p(r), that intensity towards q = 0, and p(r) with its errors. It states that
 * this program made it: the regularisation, and the lines about it, are not those of GNOM.
 *
 * @param curve measured points, q in 1/Å
 * @param name of the curve
 */
export function writeGnom(curve: Curve, distances: PairDistance, name: string): string {
  const { dmax, rg, rgError, i0, i0Error, qMax, quality, r, p, pError, fitQ } = distances;
  const cells = (values: readonly number[]): string => values.map(cell).join('');
  const first = curve.q[0];
  const before = Array.from(fitQ).filter((q) => q < first);
  const measured = Array.from(curve.q.keys()).filter((i) => curve.q[i] <= qMax);
  const regularised = (q: number): number => intensityAt(distances, q);
  const title = name.replace(/[^\x20-\x7e]/g, '?').slice(0, 70);
  return [
    '',
    '           ####    G N O M   ---   Version 4.6 layout, written by decodesaxs    ####',
    '',
    ` Run title:  ${title}`,
    '',
    `   *******    Input file(s) : ${title}`,
    '           Condition P(rmin) = 0 is used.',
    '           Condition P(rmax) = 0 is used.',
    '  Lengths in Angstrom, S = 4 pi sin(theta) / lambda in 1/Angstrom, J in the unit of the input.',
    '',
    `  Angular   range    :     from  ${fixed(curve.q[measured[0]])}   to  ${fixed(curve.q[measured[measured.length - 1]])}`,
    `  Real space range   :     from      0.00   to  ${dmax.toFixed(2).padStart(8)}`,
    '',
    `  Current ALPHA         :  not stated   Rg : ${rg.toExponential(3)}   I(0) : ${i0.toExponential(4)}`,
    '',
    `           Total  estimate : ${quality.toFixed(3)}  which is the quality stated by decodesaxs`,
    '',
    '      S          J EXP       ERROR       J REG       I REG',
    '',
    ...before.map((q) => `${cell(q)}${' '.repeat(36)}${cell(regularised(q))}`),
    ...measured.map((i) => {
      const I = regularised(curve.q[i]);
      return cells([curve.q[i], curve.intensity[i], curve.sigma[i], I, I]);
    }),
    '',
    '           Distance distribution  function of particle  ',
    '',
    '',
    '       R          P(R)      ERROR',
    '',
    ...Array.from(r, (value, i) => cells([value, p[i], pError[i]])),
    `          Reciprocal space: Rg = ${rg.toFixed(2).padStart(7)}     , I(0) = ${mantissa(i0)}`,
    `     Real space: Rg = ${rg.toFixed(2).padStart(7)} +- ${rgError.toFixed(3)}  I(0) = ${mantissa(i0)} +-  ${mantissa(i0Error)}`,
    '',
  ].join('\n');
}

/** I(q) = 4π ∫ p(r) sin(qr) / (qr) dr, by the trapezoidal rule on the even steps of r. */
function intensityAt({ r, p }: Pick<PairDistance, 'r' | 'p'>, q: number): number {
  let sum = 0;
  for (let i = 0; i < r.length; i++) {
    const x = q * r[i];
    sum += p[i] * (x < 1e-6 ? 1 : sin(x) / x) * (i === 0 || i === r.length - 1 ? 0.5 : 1);
  }
  return 4 * Math.PI * sum * (r[1] - r[0]);
}

/** A number of four digits in twelve columns, "  0.1234E-02" as Fortran has it. */
function cell(value: number): string {
  return mantissa(value).padStart(12);
}

function mantissa(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return '0.0000E+00';
  let exponent = Math.floor(Math.log10(Math.abs(value))) + 1;
  let digits = Math.abs(value) / 10 ** exponent;
  if (digits.toFixed(4) === '1.0000') {
    exponent++;
    digits = 0.1;
  }
  const sign = value < 0 ? '-' : '';
  return `${sign}${digits.toFixed(4)}E${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function fixed(value: number): string {
  return value.toFixed(4).padStart(8);
}
