import temml from 'temml';

// The formulas of exported notebooks as MathML, which browsers draw by themselves: no script, no font from elsewhere.

/** Formulas in $$…$$ and $…$; code, and what the template marks off as no words, is matched first and left alone. */
const FORMULA =
  /<(pre|code|svg|script|style)\b[\s\S]*?<\/\1>|\$\$([\s\S]+?)\$\$|\$(?!\s)([^$\n<]+?)(?<!\s)\$(?!\d)/g;
/** Words of a notebook as the template marks them off. */
const WORDS = /<!-- words -->([\s\S]*?)<!-- end of words -->/g;

const unescaped = (text) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/**
 * A page of a notebook with its formulas in MathML.
 * @param {string} html the page, its words marked off by the template `offline`
 * @throws {Error} naming a formula that is no TeX
 */
export function withFormulas(html) {
  const typeset = (tex, displayMode) =>
    temml.renderToString(unescaped(tex).trim(), { displayMode, throwOnError: true, annotate: false });
  return html.replace(WORDS, (_, words) =>
    words.replace(FORMULA, (match, code, display, inline) =>
      code ? match : display ? typeset(display, true) : typeset(inline, false),
    ),
  );
}
