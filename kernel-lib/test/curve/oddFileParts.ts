import { ball, evenQ, noisy } from './bodies';

/** The one curve that every file here holds: a ball of 30 Å, in 1/Å. */
export const truth = noisy(evenQ(0.012, 0.3, 120), (q) => 80 * ball(q, 30), 17, 0.01, 5e-4);
export const points = Array.from(truth.q, (q, i) => [q, truth.intensity[i], truth.sigma[i]]);
export const plain = (value: number): string => value.toExponential(6);
export const rows = (separator = ' ', factor = 1, write = plain): string[] =>
  points.map(([q, intensity, sigma]) => [q * factor, intensity, sigma].map(write).join(separator));
export const lines = (...parts: (string | string[])[]): string => parts.flat().join('\n');
export const columns = (pick: (point: number[], index: number) => number[]): string[] =>
  points.map((point, i) => pick(point, i).map(plain).join(' '));
export const model = (q: number): number => 80 * ball(q, 30);
export const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
export const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
export const canSas = (version: string, unit: string, factor: number): string =>
  `<?xml version="1.0"?>\n<SASroot version="${version}" xmlns="urn:cansas1d:${version}"><SASentry><Title>ball</Title><SASdata>${points
    .map(
      ([q, i, s]) =>
        `<Idata><Q unit="${unit}">${plain(q * factor)}</Q><I unit="1/cm">${plain(i)}</I><Idev unit="1/cm">${plain(s)}</Idev></Idata>`,
    )
    .join('\n')}</SASdata></SASentry></SASroot>`;
export const gnomRows = points.map(([q, i, s]) => `  ${[q, i, s, i, i].map(plain).join('   ')}`);
export const gnomDistances = [
  '',
  '   R          P(R)      ERROR',
  '',
  ' 0.0 0.0 0.0',
  ' 30.0 0.5 0.01',
  ' 60.0 0.0 0.0',
];
export const nanometreHeads = [
  'q (1/nm)',
  'q [nm-1]',
  'q nm^-1',
  'Q(nm^{-1})',
  'q/nm^-1',
  'q, 1/nm',
  's [nm^-1]',
  'q [nm⁻¹]',
  'q (inverse nanometers)',
  'q [1 / nm]',
  'q [nm−1]',
  '# unit = nm^-1',
  'q(1/NM)',
  'q*nm',
  'q [reciprocal nm]',
  'momentum transfer / nm-1',
  '# "q_unit": "nm^-1"',
  'q (nm-1)\tI(q)\tsigma',
];
export const angstromHeads = [
  'q (1/A)',
  'q [A-1]',
  'q A^-1',
  'q (Å^-1)',
  'q/A^-1',
  'q [1/angstrom]',
  'q [Å⁻¹]',
  'Q(A^{-1})',
  'q (inverse angstroms)',
  'q (Å-1)\tI',
];
