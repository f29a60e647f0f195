import { rows, lines, columns, canSas } from './oddFileParts';

/** Files that hold no curve, and the sentence that says so. */
export const refused: readonly (readonly [what: string, text: string, why: RegExp])[] = [
  ...[
    '2theta I s',
    '# 2Theta(deg)  Intensity',
    '"tth" "I"',
    'angle [deg]\tcounts',
    '2θ I',
    'Scattering angle (deg) intensity',
    'Sample\n2-theta I err',
  ].map((head) => [`angles as "${head}"`, lines(head, rows(' ', 20)), /scattering angle/] as const),
  [
    'q² and ln I',
    lines(
      'q^2 lnI',
      columns(([q, i]) => [q * q, Math.log(Math.abs(i))]),
    ),
    /Guinier/,
  ],
  [
    'logarithms',
    lines(
      'log10(q) log10(I)',
      columns(([q, i]) => [Math.log10(q), Math.log10(Math.abs(i))]),
    ),
    /logarithmic/,
  ],
  [
    'a Kratky plot',
    lines(
      'q q2I err',
      columns(([q, i, s]) => [q, q * q * i, q * q * s]),
    ),
    /Kratky/,
  ],
  ['q in 1/nm said to be in 1/Å', lines('q [1/A]', rows(' ', 10)), /not certain/],
  ['q in 1/Å said to be in 1/nm', lines('q [1/nm]', rows()), /not certain/],
  ['canSAS in a unit of its own', canSas('1.1', 'furlong', 1), /furlong.*not known/],
  [
    'channel numbers',
    lines(
      'channel counts error',
      columns(([, i, s], j) => [j, i, s]),
    ),
    /profile over the detector/,
  ],
  [
    'p(r)',
    lines(
      'R P(R) ERROR',
      columns((_, j) => [j, Math.sin((j / 119) * Math.PI) ** 2, 0.01]),
    ),
    /pair-distance/,
  ],
  ['a web page', '<!DOCTYPE html><html><body>404</body></html>', /web page/],
  ['six points', lines(rows().slice(0, 6)), /at least 10/],
  ['words', 'No data were measured that day.', /no table/],
];
