import { log } from '../../elementary';
import { canonicalPose } from '../../grid/canonicalPose';
import { Random } from '../../random';
import { structurePoints, type StructureSet } from './structureSet';

/** Share of the structures that no network learns from: tested ones and their relatives. */
const HELD_BACK = 1 / 20;
/** The largest family, as a share of what is held back: a few large families are no test. */
const LARGEST_FAMILY = 1 / 4;
/** Relatives agree within this share in their number of points and in each principal radius of gyration. */
const ALIKE_POINTS = 0.06,
  ALIKE_RADII = 0.04;

/** Which structures of a training set networks learn from. */
export interface Split {
  /** 1 where a structure is held back from all training, in all its variations */
  readonly heldBack: Uint8Array;
  /** the structures to test with, in increasing order: none has a relative among those that are learnt from */
  readonly tested: readonly number[];
}

const splits = new WeakMap<StructureSet, Split>();

/**
 * The split of a training set between training and tests. Structures drawn at random are tested, and all their relatives are put
 * aside with them, so that no test shape has been seen under another name. Relatives are of one PDB entry, or alike in size and
 * principal radii of gyration; sequences are not in the set. A pure function of the set.
 */
export function splitOf(set: StructureSet): Split {
  const known = splits.get(set);
  if (known) return known;
  const split = makeSplit(set);
  splits.set(set, split);
  return split;
}

function makeSplit(set: StructureSet): Split {
  const n = set.ids.length;
  const signatures = set.ids.map((_, s) => signature(set, s));
  const entries = set.ids.map(entryOf);
  const heldBack = new Uint8Array(n);
  const tested: number[] = [];
  let left = Math.max(1, Math.floor(n * HELD_BACK));
  const largest = Math.max(1, left * LARGEST_FAMILY);
  for (const s of Random.stream(1, 'held back').shuffle([...set.ids.keys()])) {
    if (left === 0) break;
    if (heldBack[s]) continue;
    const family = [...set.ids.keys()].filter(
      (other) => entries[other] === entries[s] || alike(signatures[other], signatures[s]),
    );
    const more = family.filter((member) => !heldBack[member]);
    if (family.length > largest || more.length > left) continue;
    for (const member of more) heldBack[member] = 1;
    tested.push(s);
    left -= more.length;
  }
  return { heldBack, tested: tested.sort((a, b) => a - b) };
}

/** Logarithms of the number of points and of the principal radii of gyration. */
function signature(set: StructureSet, s: number): number[] {
  const { xyz } = canonicalPose(structurePoints(set, s));
  const squares = [0, 0, 0];
  xyz.forEach((value, i) => (squares[i % 3] += value * value));
  const points = xyz.length / 3;
  // the least keeps a flat structure's radius away from log 0
  return [points, ...squares.map((sum) => Math.sqrt(sum / points))].map((value) =>
    log(Math.max(value, 1e-3)),
  );
}

function alike(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, i) => Math.abs(value - b[i]) <= (i === 0 ? ALIKE_POINTS : ALIKE_RADII));
}

/** The PDB entry of a structure named `1abc`, `1abc_a` …; other names are entries of their own. */
function entryOf(id: string): string {
  return /^([0-9][a-z0-9]{3})(?:$|[_.-])/i.exec(id)?.[1].toLowerCase() ?? id;
}
