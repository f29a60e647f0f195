// Faults of a curve file, each drawn from a seeded generator.

const WORDS = [
  'nan',
  'inf',
  '-inf',
  '1e400',
  '1e-400',
  '-0',
  '0',
  '',
  '*****',
  '1,5',
  '--',
  '0x1F',
  '9'.repeat(400),
  '1e308',
  '-1e308',
  '1e99',
  '2,3,4',
  '"',
  '#',
  '<',
  '&#x0;',
  '\u0000',
  'é',
  '１２',
];
const LINES = [
  '',
  '# comment',
  '1 2 3',
  '0 0 0',
  'q I sigma',
  'q [1/nm] I',
  'q (1/A) I',
  '-1 -1 -1',
  '1e9 1e9 1e9',
  '\t',
  ',,,',
  '<Idata>',
  'loop_',
  'data_',
  ' S  J EXP  ERROR  J REG  I REG',
  'ATOM  ',
  '='.repeat(5000),
];

const pick = (random, items) => items[random.integer(items.length)];

/** Changes to the bytes of a file. */
const ofBytes = [
  (bytes, random) => {
    for (let n = 1 + random.integer(20); n > 0 && bytes.length > 0; n--)
      bytes[random.integer(bytes.length)] = random.integer(256);
    return bytes;
  },
  (bytes, random) => bytes.subarray(0, random.integer(bytes.length + 1)),
  (bytes, random) => bytes.subarray(random.integer(bytes.length + 1)),
  (bytes, random) => {
    const at = random.integer(bytes.length + 1);
    const end = at + random.integer(2000);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]);
  },
  (bytes, random) => {
    const at = random.integer(bytes.length + 1);
    return Buffer.concat([
      bytes.subarray(0, at),
      Buffer.from(Array.from({ length: random.integer(50) }, () => random.integer(256))),
      bytes.subarray(at),
    ]);
  },
  (bytes) => Buffer.from(`\ufeff${bytes.toString('latin1')}`, 'utf16le'),
  (bytes) => Buffer.concat([bytes, bytes]),
];

/** Changes to the lines of a text. */
const ofLines = [
  (lines, random) => {
    lines.splice(random.integer(lines.length + 1), 0, pick(random, LINES));
    return lines;
  },
  (lines, random) => {
    lines.splice(random.integer(lines.length + 1), random.integer(40));
    return lines;
  },
  (lines, random) => {
    const at = random.integer(lines.length);
    lines.splice(at, 0, ...lines.slice(at, at + random.integer(30)));
    return lines;
  },
  (lines, random) => random.shuffle(lines),
  (lines) => lines.reverse(),
  (lines, random) => {
    const other = random.integer(lines.length);
    const at = random.integer(lines.length);
    [lines[at], lines[other]] = [lines[other], lines[at]];
    return lines;
  },
  (lines, random) =>
    lines.map((line) => (random.uniform() < 0.02 ? line.replace(/\S+/, pick(random, WORDS)) : line)),
  (lines, random) =>
    lines.map((line) => (random.uniform() < 0.02 ? line.replace(/\S+\s*$/, pick(random, WORDS)) : line)),
  (lines, random) => lines.slice(0, 5 + random.integer(30)),
];

/** Changes to the columns of every row of numbers. */
const ofColumns = [
  (cells, _, at) => cells.map((cell, i) => (i === at % cells.length ? '0' : cell)),
  (cells, _, at) => cells.filter((_, i) => i !== at % cells.length),
  (cells) => [...cells].reverse(),
  (cells) => [...cells, cells[cells.length - 1]],
  (cells, _, at) => cells.map((cell, i) => (i === at % cells.length ? cells[(at + 1) % cells.length] : cell)),
  (cells, _, at, factor) =>
    cells.map((cell, i) => (i === at % cells.length ? String(Number(cell) * factor) : cell)),
  (cells, random, at) => cells.map((cell, i) => (i === at % cells.length ? String(random.normal()) : cell)),
  (cells, _, at) => cells.map((cell, i) => (i === at % cells.length ? String(-Number(cell)) : cell)),
];

function changeColumns(text, random) {
  const change = pick(random, ofColumns);
  const at = random.integer(4);
  const factor = 10 ** random.between(-120, 120);
  const mild = 10 ** random.between(-2, 2);
  return text
    .split('\n')
    .map((line) => {
      const cells = line.trim().split(/[\s,;]+/);
      if (cells.length < 2 || cells.some((cell) => !(cell !== '' && Number.isFinite(Number(cell)))))
        return line;
      return change(cells, random, at, at % 2 ? factor : mild).join(' ');
    })
    .join('\n');
}

/** @returns a file made from some of the seeds by one to four changes */
export function mutate(seeds, random) {
  let bytes = Buffer.from(pick(random, seeds).bytes);
  for (let n = 1 + random.integer(4); n > 0; n--) {
    const kind = random.integer(10);
    if (kind < 3) bytes = pick(random, ofBytes)(bytes, random);
    else if (kind < 6)
      bytes = Buffer.from(
        pick(random, ofLines)(bytes.toString('latin1').split('\n'), random).join('\n'),
        'latin1',
      );
    else if (kind < 9) bytes = Buffer.from(changeColumns(bytes.toString('latin1'), random), 'latin1');
    else bytes = Buffer.concat([bytes, Buffer.from('\n'), Buffer.from(pick(random, seeds).bytes)]);
  }
  return bytes;
}
