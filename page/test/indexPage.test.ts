import assert from 'node:assert/strict';
import { indexPage } from '../indexPage.mjs';

describe('the HTML of the page', () => {
  it('links to the lessons where they are published with it, and nowhere else', () => {
    assert.match(indexPage('lessons/index.html'), /<a href="lessons\/index\.html">Lessons: /);
    assert.doesNotMatch(indexPage(undefined), /lessons/i);
  });

  it('takes an address as text', () => {
    assert.match(indexPage('a?b="1"&c'), /<a href="a\?b=&#34;1&#34;&#38;c">/);
  });
});
