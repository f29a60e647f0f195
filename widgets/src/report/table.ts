import { escapeText } from '../render/escape';

/** A line of a table: what, how much, and what is to be said about it. */
export interface ReportRow {
  readonly name: string;
  readonly value: string | number;
  readonly note?: string;
}

/** Rows as an HTML table; whatever they hold is text. */
export function table(rows: readonly ReportRow[]): string {
  const lines = rows.map(({ name, value, note }) => {
    const remark = note ? ` <span class="note">${escapeText(note)}</span>` : '';
    return `<tr><th scope="row">${escapeText(name)}</th><td>${escapeText(String(value))}${remark}</td></tr>`;
  });
  return `<table>${lines.join('')}</table>`;
}
