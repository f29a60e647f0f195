// Curves with one fault each, and the right result.
import { Random } from 'decodesaxs/dist/random.js';
import { knownCurve, rowsOf, table } from './knownCurve.mjs';

const HEAD = '# q (1/A) I sigma';

/** @returns entries of fixtures/faults/index.json with their content */
export function faultyCurves(seed) {
  return [
    ...spoiltPoints(seed),
    ...otherColumns(seed),
    ...otherUnits(seed),
    ...nothingThere(seed),
    ...noCurves(seed),
  ];
}

const known = (seed, options) => knownCurve(new Random(seed), options);

/** One outlier, the beam beside its stop, its shadow. */
function spoiltPoints(seed) {
  const entry = (file, right, curve, change, leftOut, within = 0.04) => {
    const intensity = curve.intensity.map((value, i) => change(value, i, curve.q[i]));
    const content = table(HEAD, rowsOf({ ...curve, intensity }));
    return { file, kind: 'points', right, rg: round(curve.rg), within, unit: '1/A', leftOut, content };
  };
  const long = { from: 0.0006, points: 260, noise: 0.008 };
  return [
    entry('sound.dat', 'nothing is left out', known(seed), (value) => value, 0),
    entry(
      'hot-first-point.dat',
      'the first point is left out',
      known(seed),
      (v, i) => (i === 0 ? 30 * v : v),
      1,
    ),
    entry('hot-pixel.dat', 'point 50 is left out', known(seed + 1), (v, i) => (i === 50 ? v + 4000 : v), 1),
    entry(
      'two-hot-neighbours.dat',
      'points 30 and 31 are left out',
      known(seed + 2),
      (v, i) => (i === 30 || i === 31 ? v + 900 : v),
      2,
    ),
    entry('dead-pixel.dat', 'point 8 is left out', known(seed + 3), (v, i) => (i === 8 ? 0.5 : v), 1),
    entry(
      'beam-beside-its-stop.dat',
      'the first points are the beam',
      known(seed + 4, { from: 0.006, points: 140 }),
      (v, _, q) => v + 6000 * (0.006 / q) ** 4.5,
      -1,
      0.08,
    ),
    entry(
      'long-shadow.dat',
      '24 points lie in the shadow of the beam stop',
      known(seed + 5, long),
      (v, i) => (i < 24 ? 0.01 * v : v),
      24,
    ),
    entry(
      'soft-shadow.dat',
      'the shadow of the beam stop has a soft edge',
      known(seed + 6, long),
      (v, i) => v / (1 + Math.exp((16 - i) / 1.5)),
      -1,
    ),
  ];
}

function otherColumns(seed) {
  const curve = known(seed + 7);
  const rows = rowsOf(curve);
  const answer = { rg: round(curve.rg), within: 0.04 };
  const buffer = rows.map((_, i) => Number((3 + 0.02 * Math.sin(i)).toPrecision(5)));
  const sum = curve.intensity.map((value, i) => Number((value + buffer[i]).toPrecision(5)));
  return [
    {
      file: 'intensity-first.csv',
      kind: 'columns',
      right: 'the first column is I by its name, the second q',
      ...answer,
      mustSay: 'column',
      content: table(
        'I,q,error',
        rows.map(([q, i, s]) => [i, q, s]),
        ',',
      ),
    },
    {
      file: 'intensity-first-unnamed.dat',
      kind: 'columns',
      right: 'the first column falls with noise, the second ascends evenly',
      ...answer,
      mustSay: 'column',
      content: table(
        '',
        rows.map(([q, i, s]) => [i, q, s]),
      ),
    },
    {
      file: 'sample-buffer.csv',
      kind: 'columns',
      right: 'the curve is the sample minus the buffer',
      ...answer,
      mustSay: 'column',
      content: table(
        'q,I_sample,err_sample,I_buffer,err_buffer',
        rows.map(([q, , s], i) => [q, sum[i], s, buffer[i], '0.01']),
        ',',
      ),
    },
    {
      file: 'sample-buffer-difference.dat',
      kind: 'columns',
      right: 'the curve is the difference',
      ...answer,
      mustSay: 'column',
      content: table(
        'q sample buffer difference error',
        rows.map(([q, i, s], k) => [q, sum[k], buffer[k], i, s]),
      ),
    },
    {
      file: 'frames.dat',
      kind: 'columns',
      right: 'several frames: the first is read and that is said',
      ...answer,
      mustSay: 'column',
      content: table(
        'q I_frame1 I_frame2 I_frame3',
        rows.map(([q, i]) => [q, i, Number((1.02 * i).toPrecision(5)), Number((1.05 * i).toPrecision(5))]),
      ),
    },
  ];
}

function otherUnits(seed) {
  const curve = known(seed + 8);
  const answer = { rg: round(curve.rg), within: 0.04, mw: round(curve.mw), mwWithin: 0.3 };
  const scaled = (factor) => rowsOf({ ...curve, q: curve.q.map((q) => q * factor) });
  const xml = (unit, factor) =>
    `<?xml version="1.0"?>\n<SASroot version="1.1" xmlns="urn:cansas1d:1.1"><SASentry><Title>simulated</Title><Run/><SASdata>\n${scaled(
      factor,
    )
      .map(
        ([q, i, s]) =>
          `<Idata><Q unit="${unit}">${q}</Q><I unit="1/cm">${i}</I><Idev unit="1/cm">${s}</Idev></Idata>`,
      )
      .join('\n')}\n</SASdata></SASentry></SASroot>\n`;
  const entry = (file, right, content, more = {}) => ({
    file,
    kind: 'unit',
    right,
    ...answer,
    ...more,
    content,
  });
  const s = 1 / (2 * Math.PI);
  return [
    entry(
      's-of-theta.dat',
      's = 2 sin(theta)/lambda: q = 2 pi s',
      table('# s=2sin(theta)/lambda [1/A], I, error', scaled(s)),
      { mustSay: '2 ?[πp]' },
    ),
    entry('one-over-d.dat', '1/d in 1/nm: q = 2 pi / d', table('# 1/d (1/nm)  I  error', scaled(10 * s)), {
      mustSay: '2 ?[πp]',
    }),
    entry(
      's-of-atsas.dat',
      's = 4 pi sin(theta)/lambda is q',
      table('# s = 4*pi*sin(theta)/lambda [1/nm]  I  error', scaled(10)),
      { unit: '1/nm' },
    ),
    entry('braces.xml', 'A^{-1} is 1/A', xml('A^{-1}', 1), { unit: '1/A' }),
    entry('inverse-angstrom.xml', 'inverse angstroms is 1/A', xml('inverse angstroms', 1), { unit: '1/A' }),
    entry('nanometre.xml', 'nm^{-1} is 1/nm', xml('nm^{-1}', 10), { unit: '1/nm' }),
    entry('metre.xml', '1/m is 1e-10/A', xml('1/m', 1e10)),
  ];
}

function nothingThere(seed) {
  const random = new Random(seed + 9);
  const q = Array.from({ length: 150 }, (_, i) => 0.01 + 0.002 * i);
  const entry = (file, right, intensityAt, error) => {
    const intensity = q.map((value) => intensityAt(value));
    const sigma = intensity.map(() => error);
    return {
      file,
      kind: 'nothing',
      right,
      refuse: 'no particle',
      content: table(HEAD, rowsOf({ q, intensity, sigma })),
    };
  };
  return [
    entry('flat.dat', 'a constant', () => 2 + 0.02 * random.normal(), 0.02),
    entry('noise.dat', 'noise about 0', () => 0.3 + random.normal(), 1),
    entry('rising.dat', 'a solvent whose scattering rises', (x) => 1 + x + 0.01 * random.normal(), 0.01),
    entry(
      'edge-of-the-beam.dat',
      'a buffer with the edge of the beam',
      (x) => 5 + 4 * (0.01 / x) ** 3 + 0.05 * random.normal(),
      0.05,
    ),
  ];
}

function noCurves(seed) {
  const curve = known(seed + 10);
  const rows = rowsOf(curve);
  const entry = (file, right, content) => ({
    file,
    kind: 'no curve',
    right,
    refuse: 'not a curve|no curve|no scattering|without a table|no table',
    content,
  });
  const bell = (x, at, width) => Math.exp(-(((x - at) / width) ** 2) / 2);
  return [
    entry(
      'sizes.dat',
      'a distribution of Rg and of Dmax',
      table(
        '  Rg   Pool   Selected',
        Array.from({ length: 40 }, (_, i) => [
          15 + i,
          bell(15 + i, 30, 6).toFixed(6),
          bell(15 + i, 40, 5).toFixed(6),
        ]),
      ),
    ),
    entry(
      'radius-on-detector.chi',
      'a distance on the detector',
      table(
        'Radial Distance (mm)\nIntensity\n120',
        rows.map(([q, i]) => [(300 * q).toFixed(4), i]),
      ),
    ),
    entry(
      'spacing.dat',
      'd-spacing',
      table('# d (A)   I', rows.map(([q, i]) => [((2 * Math.PI) / q).toFixed(4), i]).reverse()),
    ),
    entry(
      'chromatogram.csv',
      'a chromatogram',
      table(
        'time (min),A280 (mAU)',
        Array.from({ length: 120 }, (_, i) => [
          (i / 10).toFixed(1),
          (40 * bell(i / 10, 7, 0.4) + 0.3).toFixed(4),
        ]),
        ',',
      ),
    ),
    entry(
      'stopped-gnom.out',
      'a GNOM output without a table',
      `${['', '           ####    G N O M   ---   Version 4.6   ####', ' Run title:  simulated', '     Alpha    Discrp  Oscill  Stabil  Sysdev  Positv  Valcen    Total', ...Array.from({ length: 16 }, (_, i) => `  ${(1e3 / 2 ** i).toExponential(4)}  ${(2 + i).toFixed(4)}  1.4100  0.8700  0.1100  1.0000  0.7900  0.2${i % 10}000`)].join('\n')}\n`,
    ),
  ];
}

const round = (value) => Number(value.toPrecision(4));
