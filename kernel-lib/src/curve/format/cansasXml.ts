import { XMLParser } from 'fast-xml-parser';
import { InputError } from '../../inputError';
import { unitWord } from './namedUnit';
import { parseNumber } from './parseNumber';
import type { RawCurve } from './rawCurve';

type XmlNode = string | { readonly [key: string]: XmlNode | readonly XmlNode[] | undefined };

/** True for XML or HTML of any kind. */
export function isXml(text: string): boolean {
  return /^\s*<(?:\?xml|!doctype|!--|[a-z])/i.test(text.slice(0, 1000));
}

/**
 * Reads canSAS 1D XML (versions 1.0 and 1.1, http://www.cansas.org/formats/canSAS1d/1.1/doc): the
 * first SASdata of the first SASentry, with Q, I and Idev of every Idata.
 *
 * @throws InputError when the XML is of another kind or broken
 */
export function readCansasXml(text: string, name: string): RawCurve {
  const root = child(parseXml(text, name), 'SASroot');
  const entries = children(root, 'SASentry');
  const data = entries.flatMap((entry) => children(entry, 'SASdata'));
  const points = children(data[0], 'Idata');
  if (points.length === 0) {
    throw new InputError(
      `${name} is ${/<html/i.test(text.slice(0, 2000)) ? 'a web page' : 'XML'} without canSAS data points; export the curve as columns of q, intensity and error.`,
    );
  }
  const sigma = points.map((point) => valueOf(child(point, 'Idev')));
  return {
    format: 'canSAS XML',
    title: textOf(child(entries[0], 'Title')),
    q: points.map((point) => valueOf(child(point, 'Q'))),
    intensity: points.map((point) => valueOf(child(point, 'I'))),
    sigma: sigma.some((value) => !Number.isNaN(value)) ? sigma : undefined,
    words: [],
    ...statedUnit(points[0]),
    leftOut: [],
    warnings: data.length > 1 ? [`The file holds ${data.length} data sets; the first was read.`] : [],
  };
}

/** The longest tag: canSAS has a unit in it; the parser's time grows with the square of its attributes. */
const LONGEST_TAG = 65_536;

function parseXml(text: string, name: string): XmlNode {
  if (hasLongTag(text))
    throw new InputError(
      `${name} has a tag of more than ${LONGEST_TAG} letters, which canSAS XML does not have; export the curve again or as columns of text.`,
    );
  const parser = new XMLParser({
    ignoreAttributes: false,
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    processEntities: false,
    ignoreDeclaration: true,
  });
  try {
    return parser.parse(text) as XmlNode;
  } catch {
    throw new InputError(
      `${name} is XML that is not well formed; export the curve again or as columns of text.`,
    );
  }
}

/** The unit named by the attribute of Q, or its text where the unit is not known. */
function statedUnit(point: XmlNode): Pick<RawCurve, 'unit' | 'otherUnit'> {
  const q = child(point, 'Q');
  const word = typeof q === 'object' ? q['@_unit'] : undefined;
  if (typeof word !== 'string' || word.trim() === '') return {};
  const value = unitWord(word);
  return value ? { unit: { value, from: `the unit attribute of Q, "${word}"` } } : { otherUnit: word.trim() };
}

function children(node: XmlNode | undefined, key: string): readonly XmlNode[] {
  if (typeof node !== 'object') return [];
  const value = Object.hasOwn(node, key) ? node[key] : undefined;
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly XmlNode[]) : [value as XmlNode];
}

function child(node: XmlNode | undefined, key: string): XmlNode | undefined {
  return children(node, key)[0];
}

function textOf(node: XmlNode | undefined): string | undefined {
  const text = typeof node === 'object' ? node['#text'] : node;
  return typeof text === 'string' ? text.trim() : undefined;
}

function valueOf(node: XmlNode | undefined): number {
  return parseNumber(textOf(node) ?? '') ?? NaN;
}

/** Comments and CDATA may be of any length. */
function hasLongTag(text: string): boolean {
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    const next = text[at + 1];
    if (next === '!' || next === '?') continue;
    const end = text.indexOf('>', at);
    if ((end < 0 ? text.length : end) - at > LONGEST_TAG) return true;
    at = end < 0 ? text.length : end;
  }
  return false;
}
