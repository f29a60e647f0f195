import { randomUUID } from 'node:crypto';
import { InputError } from '../inputError';
import { type BodiesOptions, bodiesView, type BodyLook, type ShownBody } from '../viewer/bodiesView';
import { placeColour } from '../viewer/placeColour';
import { bundleNow } from './bundle';
import { writeDisplayData } from './kernel';

/** What changes in a view; what is not named stays. */
export interface ViewChanges extends Omit<BodiesOptions, 'key' | 'poster'> {
  /** looks of bodies, by name */
  readonly looks?: Readonly<Record<string, BodyLook>>;
  /** bodies that come in: in the place of the body of the same name, whose look stays where no other is given, or after the others */
  readonly add?: readonly ShownBody[];
  /** names of bodies that go */
  readonly remove?: readonly string[];
}

/** A view in the output of a cell, which later cells change. */
export interface LiveView {
  /** names of the bodies shown */
  readonly names: readonly string[];
  /**
   * Changes the view where it is shown. The orientation that the reader gave it stays.
   * @throws InputError when no body has a name, a name is taken, or as `bodiesView`; the view then stays as it was
   */
  change(changes: ViewChanges): void;
}

/**
 * Shows bodies in a view that a later cell can change, where it stands:
 *
 *     const view = liveView([{ name: 'voxels', map: truth }, { name: 'decoded', map: decoded }]);
 *     // in the next cell
 *     view.change({ looks: { decoded: { colour: '#d55e00', opacity: 0.5 } }, layout: 'overlay' });
 *
 * The saved notebook, and a page exported from it, hold the last state.
 *
 * @throws InputError as `bodiesView`, and when two bodies have one name
 * @throws Error outside of a tslab kernel
 */
export function liveView(bodies: readonly ShownBody[], options: Omit<BodiesOptions, 'key'> = {}): LiveView {
  const id = randomUUID();
  let state: { readonly bodies: readonly ShownBody[]; readonly options: BodiesOptions } | undefined;
  const show = (shown: readonly ShownBody[], how: BodiesOptions): void => {
    requireDifferent(shown.map(({ name }) => name));
    const forms = bundleNow(bodiesView(shown, { ...how, key: id }));
    writeDisplayData({ ...forms, transient: { display_id: id } }, state !== undefined);
    state = { bodies: shown, options: how };
  };
  // a body keeps its colour when others go
  let coloured = 0;
  const withColour = (body: ShownBody): ShownBody => ({ colour: placeColour(coloured++), ...body });
  show(bodies.map(withColour), options);
  return {
    get names() {
      return state!.bodies.map(({ name }) => name);
    },
    change({ looks = {}, add = [], remove = [], ...how }) {
      const there = state!.bodies;
      requireKnown([...Object.keys(looks), ...remove], there);
      requireDifferent(add.map(({ name }) => name));
      const kept = there
        .filter(({ name }) => !remove.includes(name))
        .map((body) => ({ ...body, ...add.find(({ name }) => name === body.name), ...looks[body.name] }));
      const come = add.filter(({ name }) => !kept.some((body) => body.name === name));
      // a picture given for the first state does not show the next
      show([...kept, ...come.map(withColour)], { ...state!.options, ...how, poster: undefined });
    },
  };
}

function requireDifferent(names: readonly string[]): void {
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw new InputError(`two bodies are named ${twice}: a change could not tell them apart`);
}

function requireKnown(names: readonly string[], bodies: readonly ShownBody[]): void {
  const known = bodies.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new InputError(`the view shows no body named ${unknown}: expected ${known.join(' or ')}`);
}
