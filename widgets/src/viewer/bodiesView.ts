import { InputError } from '../inputError';
import { volumePerDalton } from '../volume/enclosedVolume';
import { gridPng } from '../volume/gridPng';
import { bodyThreshold, type VolumeMap } from '../volume/volumeMap';
import { framedView } from './frame';
import { Blocks } from './packMap';
import { placeColour } from './placeColour';
import type { View, ViewOptions } from './view';

/** A density with its name. */
export interface NamedMap {
  readonly name: string;
  readonly map: VolumeMap;
}

/** The look of a body in a view of several. */
export interface BodyLook {
  /** density of the isosurface; default the map's own, else 0.3 */
  readonly threshold?: number;
  /** colour written #rrggbb; default one of six by its place */
  readonly colour?: string;
  /** from 0.1 to 1, default 1 in a grid and 0.6 in an overlay */
  readonly opacity?: number;
  /** mirror image of the map, default false */
  readonly mirrored?: boolean;
}

/** A density with its name and its look. */
export interface ShownBody extends NamedMap, BodyLook {}

/** Options of `bodiesView`. */
export interface BodiesOptions extends Omit<ViewOptions, 'threshold'> {
  /** `grid`: each body in a cell of its own; `overlay`: all at their own coordinates; default `grid` */
  readonly layout?: 'grid' | 'overlay';
  /** cells per row of a grid; default at most 4, in rows as equal as can be */
  readonly columns?: number;
  /** true: the view rotates by itself, except where the reader wants no motion */
  readonly spin?: boolean;
  /** views of the same key, one after the other in a notebook, keep the orientation that the reader gave */
  readonly key?: string;
}

const mostBodies = 12;

/**
 * Several densities that rotate together, in one view: beside each other at one scale, each about its own centre, or
 * over each other at their own coordinates. Up to four have an isolevel each; more have one for all, relative to
 * the level of each.
 * @throws InputError when there is no body or more than 12, a map is not one, or an option is out of its range
 */
export function bodiesView(bodies: readonly ShownBody[], options: BodiesOptions = {}): View {
  const { layout = 'grid', height = 520, spin = false, key } = options;
  if (bodies.length < 1 || bodies.length > mostBodies)
    throw new InputError(`the view was given ${bodies.length} bodies: expected 1 to ${mostBodies}`);
  const columns = columnsOf(bodies.length, options.columns);
  const looks = bodies.map((body, at) => lookOf(body, at, layout));
  const names = bodies.map(({ name }) => name);
  const title = options.title ?? names.join(', ');
  const poster =
    options.poster ??
    gridPng(
      bodies.map(({ name, map }, at) => ({ ...looks[at], name, map })),
      columns,
    );
  const description = `${layout === 'grid' ? 'Densities beside each other, which rotate together' : 'Densities over each other'}: ${names.join('; ')}.`;
  const blocks = new Blocks();
  const header = {
    kind: 'bodies',
    title,
    description,
    layout,
    columns,
    spin,
    names,
    looks,
    thresholds: looks.map(({ threshold }) => threshold),
    volumePerDalton,
    maps: bodies.map(({ map }) => blocks.addMap(map)),
  };
  return framedView({ title, description, poster, height, header, blocks, key });
}

/** Columns of a grid: those asked for, or rows as equal as can be of at most four. */
function columnsOf(count: number, asked?: number): number {
  if (asked !== undefined && !(Number.isInteger(asked) && asked >= 1 && asked <= mostBodies))
    throw new InputError(
      `the grid was given ${asked} columns: expected a whole number from 1 to ${mostBodies}`,
    );
  return Math.min(count, asked ?? Math.ceil(count / Math.ceil(count / 4)));
}

function lookOf(body: ShownBody, at: number, layout: 'grid' | 'overlay'): Required<BodyLook> {
  const { name, colour = placeColour(at), opacity = layout === 'grid' ? 1 : 0.6, mirrored = false } = body;
  if (!/^#[0-9a-f]{6}$/i.test(colour))
    throw new InputError(`the colour of ${name} is ${colour}: expected one such as #d55e00`);
  if (!(opacity >= 0.1 && opacity <= 1))
    throw new InputError(`the opacity of ${name} is ${opacity}: expected a number from 0.1 to 1`);
  return { threshold: bodyThreshold(body.map, body.threshold), colour, opacity, mirrored };
}
