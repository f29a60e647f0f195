/** The properties of a text mark of Vega that affect its width. */
interface TextItem {
  readonly text?: unknown;
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
}

/** Widths of DejaVu Sans in em: of narrow letters, of wide ones, of all others, and the factor for bold. */
const narrow = 0.36,
  wide = 0.86,
  usual = 0.61,
  bold = 1.12;

/** Estimated width in pixels of a text in the typeface of the package. */
export function textWidth(item: TextItem, text?: unknown): number {
  const words = text ?? item.text;
  if (words === undefined || words === null) return 0;
  let em = 0;
  for (const letter of String(words))
    em += /[ .,:;'|!ijlftI()[\]\u202f]/.test(letter) ? narrow : /[mwMWQ%×@]/.test(letter) ? wide : usual;
  const heavy = item.fontWeight === 'bold' || Number(item.fontWeight) >= 600;
  return em * (item.fontSize ?? 11) * (heavy ? bold : 1);
}
