import { parsePointGroup } from '../grid/pointGroup';
import { InputError } from '../inputError';
import { PAPER_METHOD, type ReconstructionOptions } from '../reconstruct/options';

/** Options of `reconstruct` from the command line. */
export interface Options {
  readonly rmax?: string;
  readonly dmax?: string;
  readonly qMin?: string;
  readonly qMax?: string;
  readonly members: string;
  readonly generations?: string;
  readonly method?: string;
  readonly network: string;
  readonly model?: string;
  readonly otherHand?: boolean;
  readonly symmetry?: string;
  readonly start?: string;
  readonly seed: string;
  readonly backend?: string;
  readonly workers?: string;
  readonly unit?: string;
  readonly keepPoints?: boolean;
  readonly weights?: string;
  readonly out: string;
  readonly resume?: boolean;
  readonly keepPartial?: boolean;
  readonly report?: boolean;
  readonly publication?: string;
  readonly quiet?: boolean;
}

/** Median of rmax / Dmax over 214 deposited models; eight in ten lie between 0.51 and 0.62. */
const RMAX_PER_DMAX = 0.543;
/** The word for a comparison of all symmetries. */
export const AUTO = 'auto';

/** Radius in Å from the options: the radius itself, or that of an ordinary particle with the given Dmax. */
export function radiusOf({ rmax, dmax }: Options): number | undefined {
  if (rmax !== undefined && dmax !== undefined)
    throw new InputError('--rmax and --dmax both give the size: expected one of them.');
  if (dmax === undefined) return rmax === undefined ? undefined : Number(rmax);
  if (!(Number(dmax) >= 2 && Number(dmax) <= 1800))
    throw new InputError(`The longest distance Dmax is ${dmax} Å: expected a number from 2 to 1800.`);
  return RMAX_PER_DMAX * Number(dmax);
}

/** @throws InputError where a structure to begin with is given beside what decides the start in another way */
export function requireOneStart(options: Options): void {
  const other =
    options.symmetry !== undefined ? '--symmetry' : methodOf(options) === 'paper' ? '--method paper' : '';
  if (options.start !== undefined && other !== '') {
    throw new InputError(`--start and ${other} are given together: expected one of them.`);
  }
}

/** The options of the search from the command line. */
export function searchOptions({
  qMin,
  qMax,
  members,
  generations,
  symmetry,
  ...which
}: Options): ReconstructionOptions {
  const number = (name: string, text: string, low: number, high: number, whole = false): number => {
    const value = Number(text);
    if (text.trim() !== '' && value >= low && value <= high && (!whole || Number.isInteger(value)))
      return value;
    throw new InputError(
      `--${name} is ${text}: expected a ${whole ? 'whole ' : ''}number from ${low} to ${high}.`,
    );
  };
  const method = methodOf(which) === 'paper' ? PAPER_METHOD : {};
  return {
    ...(qMin === undefined ? {} : { qMin: number('q-min', qMin, 0, 1) }),
    ...(qMax === undefined ? {} : { qMax: number('q-max', qMax, 0.02, 1) }),
    members: number('members', members, 0, 100, true),
    ...(symmetry === undefined || symmetry === AUTO ? {} : { symmetry: parsePointGroup(symmetry) }),
    ...method,
    ...(generations === undefined
      ? {}
      : { limits: { ...method.limits, generations: number('generations', generations, 0, 10_000, true) } }),
  };
}

/** The method: that of the paper where it or the paper's network is asked for, whose latents no other method knows. */
export function methodOf({ method, network }: Pick<Options, 'method' | 'network'>): 'default' | 'paper' {
  if (method !== undefined && method !== 'paper')
    throw new InputError(`--method is ${method}: expected paper, or nothing for the default.`);
  if (network !== 'modes' && network !== 'paper')
    throw new InputError(`--network is ${network}: expected modes or paper.`);
  return method === 'paper' || network === 'paper' ? 'paper' : 'default';
}
