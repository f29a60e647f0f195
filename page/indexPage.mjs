// The HTML of the page, with a link to the lessons where they are published with it.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const PLACE = '<!-- lessons -->';

/**
 * @param {string | undefined} lessons address of the lessons for a browser, as `lessons/index.html`; without one there is no link
 * @returns {string} the text of index.html
 */
export function indexPage(lessons) {
  const html = readFileSync(path.join(import.meta.dirname, 'index.html'), 'utf8');
  if (!html.includes(PLACE)) throw new Error('index.html has no place for the link to the lessons');
  const address = lessons?.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return html.replace(
    PLACE,
    address === undefined
      ? ''
      : `<a href="${address}">Lessons: how a curve becomes a shape, step by step, in this browser</a>`,
  );
}
