// The ways in which a curve is written into a file: unit, columns, separators, marks of missing values, words around.

const pick = (random, items) => items[random.integer(items.length)];

/** Units: the factor from 1/Å, and words that say them; '' where the file says nothing. */
const UNITS = {
  'A said': {
    factor: 1,
    words: ['(1/A)', '[1/Å]', '(A^-1)', '[Å^{-1}]', '[1/Angstrom]', '(Å⁻¹)', '/ A^-1', 'in inverse Angstrom'],
  },
  'nm said': {
    factor: 10,
    words: ['(1/nm)', '[nm^-1]', '[nm-1]', '(nm⁻¹)', '[nm^{-1}]', '/nm^-1', '[1/nanometer]', 'in inverse nm'],
  },
  'A unsaid': { factor: 1, words: [''] },
  'nm unsaid': { factor: 10, words: [''] },
  'A said as nm': { factor: 1, words: ['(1/nm)', '[nm^-1]'] },
  'nm said as A': { factor: 10, words: ['(1/A)', '[Å^-1]'] },
  's in A': {
    factor: 1 / (2 * Math.PI),
    line: [
      's = 2 sin(theta)/lambda [1/A]',
      's = 2sin(theta)/lambda (A^-1)',
      's = 1/d [1/A]',
      's=2*sin(θ)/λ, 1/Å',
    ],
  },
  's in nm': {
    factor: 10 / (2 * Math.PI),
    line: ['s = 2 sin(theta)/lambda [1/nm]', 's = 1/d (nm^-1)', 's = |q|/(2*pi), 1/nm'],
  },
};

/** Orders of columns: the names in a heading, and a row of q, I, σ (σ may be missing). */
const COLUMNS = {
  'q I s': (rows) => ({ names: ['q', 'I', 'sigma'], rows }),
  'q I': (rows) => ({ names: ['q', 'I(q)'], rows: rows.map(([q, i]) => [q, i]) }),
  'I q s': (rows) => ({ names: ['I', 'q', 'error'], rows: rows.map(([q, i, s]) => [i, q, s]) }),
  'n q I s': (rows) => ({
    names: ['index', 'q', 'I', 'error'],
    rows: rows.map((row, n) => [n, ...row]),
  }),
  'q I s fit': (rows) => ({
    names: ['q', 'I', 'error', 'fit'],
    rows: rows.map(([q, i, s]) => [q, i, s, 0.98 * i]),
  }),
  'q I s dq': (rows) => ({
    names: ['q', 'I', 'dI', 'dq'],
    rows: rows.map(([q, i, s]) => [q, i, s, 0.02 * q]),
  }),
  'q dq I s': (rows) => ({
    names: ['q', 'dq', 'I', 'dI'],
    rows: rows.map(([q, i, s]) => [q, 0.02 * q, i, s]),
    named: true,
  }),
  'q s I': (rows) => ({
    names: ['q', 'error', 'I'],
    rows: rows.map(([q, i, s]) => [q, s, i]),
    named: true,
  }),
  'sample buffer difference': (rows) => {
    const buffer = 0.3 * Math.abs(rows[0][1]);
    return {
      names: ['q', 'sample', 'buffer', 'difference', 'error'],
      rows: rows.map(([q, i, s]) => [q, i + buffer, buffer, i, s]),
      named: true,
    };
  },
  'sample buffer': (rows) => {
    const buffer = 0.3 * Math.abs(rows[0][1]);
    return {
      names: ['q', 'I_sample', 'err_sample', 'I_buffer', 'err_buffer'],
      rows: rows.map(([q, i, s]) => [q, i + buffer, s, buffer, 0.1 * s]),
      named: true,
    };
  },
};

const SEPARATORS = [
  { cell: '  ' },
  { cell: '\t' },
  { cell: ', ' },
  { cell: ',' },
  { cell: ';' },
  { cell: ';', comma: true },
  { cell: '\t', comma: true },
  { cell: '   ', comma: true },
];

const NUMBERS = [
  (x) => String(Number(x.toPrecision(6))),
  (x) => x.toExponential(5),
  (x) => x.toExponential(5).toUpperCase(),
  (x) => x.toExponential(8).replace('e', 'D'),
  (x) => (x >= 0 ? `+${x.toExponential(6)}` : x.toExponential(6)),
  (x) => String(x),
  (x) => String(Number(x.toPrecision(4))).replace(/^(-?)0\./, '$1.'),
];

const MISSING = ['nan', 'NaN', '--', '***', 'null', 'n/a', 'inf', '-999', '0'];
const HEADS = [
  [],
  ['Sample: protein in buffer, 5 mg/ml', 'Temperature 293.15'],
  ['# created 2021-03-04 12:00:01', '# Exposure 10 s, wavelength 1.24'],
  ['### HEADER:', '# {"a": 1, "b": [1, 2, 3]}', '### DATA:'],
  ['1', '300  1  0', '5.0 mg/ml lysozyme'],
];
const FEET = [[], ['# end'], ['', 'parameters: 1 2 3'], ['key: value', 'beamline : X33']];

const number = (write, comma) => (value) => {
  if (typeof value === 'string') return value;
  if (value === undefined || !Number.isFinite(value)) return 'nan';
  return comma ? write(value).replace('.', ',') : write(value);
};

/**
 * One file of a curve.
 *
 * @param curve q in 1/Å
 * @returns {{bytes: Uint8Array, name: string, ways: string[]}} ways: what was drawn, for tables of outcomes
 */
export function writeCurve(curve, random) {
  const usual = random.uniform() < 0.35;
  const unit = usual ? pick(random, ['A said', 'nm said', 'A unsaid']) : pick(random, Object.keys(UNITS));
  const { factor, words, line } = UNITS[unit];
  const q = curve.q.map((value) => value * factor);
  const rows = q.map((value, i) => [value, curve.intensity[i], curve.sigma?.[i]]);
  const kind = usual ? 'text' : pick(random, ['text', 'text', 'text', 'text', 'xml', 'cif']);
  const says = line ? pick(random, line) : pick(random, words);
  if (kind === 'xml' && !line && says !== '') return xmlFile(rows, says, unit);
  if (kind === 'cif' && !line && says !== '') return cifFile(rows, says, unit);
  return textFile(rows, { random, usual, unit, line: line && says, word: line ? '' : says });
}

function textFile(rows, { random, usual, unit, line, word }) {
  const hasErrors = rows.some((row) => row[2] !== undefined);
  const order = usual || !hasErrors ? (hasErrors ? 'q I s' : 'q I') : pick(random, Object.keys(COLUMNS));
  const columns = COLUMNS[order](rows);
  const separator = usual ? SEPARATORS[0] : pick(random, SEPARATORS);
  const write = number(usual ? NUMBERS[1] : pick(random, NUMBERS), separator.comma);
  const [missing, arrangement] = usual
    ? [undefined, undefined]
    : [missingOf(columns, random), arrangementOf(random)];
  const cells = columns.rows.map((row) => row.map(write));
  missing?.spoil?.(cells);
  const ordered = arrangement ? arrangement.order(cells, random) : cells;
  const lines = ordered.map((row) => row.join(separator.cell));
  const named = columns.named || unit.endsWith('said') || random.uniform() < 0.5;
  const heading = headingOf(columns.names, { named, line, word, separator: separator.cell });
  const head = usual ? [] : pick(random, HEADS);
  const foot = usual ? [] : pick(random, FEET);
  const text = [...head, ...heading, ...lines, ...foot].join(
    usual ? '\n' : pick(random, ['\n', '\r\n', '\n', '\r']),
  );
  const coding = usual ? 'utf8' : pick(random, ['utf8', 'utf8', 'bom', 'utf16le']);
  const ways = [unit, order, separator.comma ? 'decimal comma' : 'decimal point'];
  if (missing?.name) ways.push(missing.name);
  if (arrangement?.name) ways.push(arrangement.name);
  return { bytes: encoded(`${text}\n`, coding), name: 'curve.dat', ways };
}

function headingOf(names, { named, line, word, separator }) {
  if (line)
    return [
      `# ${line}`,
      ...(named
        ? [names.map((name) => (name === 'q' ? 's' : name)).join(separator.trim() === '' ? ' ' : separator)]
        : []),
    ];
  if (!named && word === '') return [];
  const joined = separator.trim() === '' ? ' ' : separator;
  if (word.startsWith('in ')) return [`# momentum transfer ${word}`, ...(named ? [names.join(joined)] : [])];
  if (!named) return [`# q ${word}`];
  return [names.map((name) => (name === 'q' && word !== '' ? `q ${word}` : name)).join(joined)];
}

/** Cells without a value. */
function missingOf({ rows }, random) {
  if (random.uniform() < 0.7) return {};
  const mark = pick(random, MISSING);
  const share = random.between(0.003, 0.08);
  const at = new Set(rows.map((_, i) => i).filter(() => random.uniform() < share));
  return {
    name: `missing ${mark}`,
    spoil: (cells) => {
      for (const i of at) {
        const from = cells[i].length > 2 && random.uniform() < 0.3 ? cells[i].length - 1 : 1;
        for (let k = from; k < cells[i].length; k++) cells[i][k] = mark;
      }
    },
  };
}

function arrangementOf(random) {
  return pick(random, [
    undefined,
    undefined,
    undefined,
    { name: 'descending', order: (cells) => [...cells].reverse() },
    { name: 'twice', order: (cells) => [...cells, ...cells] },
    { name: 'blank lines', order: (cells) => cells.flatMap((row, i) => (i % 50 === 49 ? [row, []] : [row])) },
    {
      name: 'line of text within',
      order: (cells) => {
        const at = random.integer(cells.length);
        return [...cells.slice(0, at), ['# detector 2'], ...cells.slice(at)];
      },
    },
    {
      name: 'rows exchanged',
      order: (cells) => {
        const copy = [...cells];
        for (let n = 0; n < 3; n++) {
          const at = random.integer(copy.length - 1);
          [copy[at], copy[at + 1]] = [copy[at + 1], copy[at]];
        }
        return copy;
      },
    },
  ]);
}

function encoded(text, coding) {
  if (coding === 'bom') return Buffer.from(`\ufeff${text}`);
  return coding === 'utf16le' ? Buffer.from(`\ufeff${text}`, 'utf16le') : Buffer.from(text);
}

function xmlFile(rows, word, unit) {
  const bare = word.replace(/^[[(/ ]+|[\])]$|^in /g, '').trim();
  const points = rows.map(
    ([q, i, s]) =>
      `<Idata><Q unit="${bare}">${q}</Q><I unit="1/cm">${i}</I>${s === undefined ? '' : `<Idev unit="1/cm">${s}</Idev>`}</Idata>`,
  );
  const text = `<?xml version="1.0"?>\n<SASroot version="1.1" xmlns="urn:cansas1d:1.1"><SASentry><Title>known</Title><SASdata>\n${points.join('\n')}\n</SASdata></SASentry></SASroot>\n`;
  return { bytes: Buffer.from(text), name: 'curve.xml', ways: [unit, 'canSAS XML'] };
}

function cifFile(rows, word, unit) {
  const bare = word.replace(/^[[(/ ]+|[\])]$|^in /g, '').trim();
  const items = [
    'id',
    'momentum_transfer',
    'intensity',
    ...(rows[0][2] === undefined ? [] : ['intensity_su_counting']),
  ];
  const text = [
    'data_known',
    `_sas_scan.unit '${bare}'`,
    'loop_',
    ...items.map((item) => `_sas_scan_intensity.${item}`),
    ...rows.map((row, n) => [n + 1, ...row.slice(0, items.length - 1)].join(' ')),
    '#',
  ].join('\n');
  return { bytes: Buffer.from(text), name: 'curve.sascif', ways: [unit, 'sasCIF'] };
}
