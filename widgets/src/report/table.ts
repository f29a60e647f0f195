import { escapeText } from '../render/escape';

/** A row of a table: name, value and note. */
export interface ReportRow {
  readonly name: string;
  readonly value: string | number;
  readonly note?: string;
}

/** Rows as an HTML table; all their contents are shown as text. */
export function table(rows: readonly ReportRow[]): string {
  const lines = rows.map(({ name, value, note }) => {
    const remark = note ? ` <span class="note">${escapeText(note)}</span>` : '';
    return `<tr><th scope="row">${escapeText(name)}</th><td>${escapeText(String(value))}${remark}</td></tr>`;
  });
  return `<table>${lines.join('')}</table>`;
}
