/** Escapes a text for HTML. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0) ?? 0};`);

/** Returns a text in both languages. The page shows one of them. */
export const both = (english: string, japanese: string): string =>
  `<span lang="en">${escaped(english)}</span><span lang="ja">${escaped(japanese)}</span>`;

/** A column of a table: its head as HTML, and whether its cells are numbers, which are aligned at their ends. */
export interface ReportColumn {
  readonly head: string;
  readonly isNumber?: boolean;
}

/** Returns a table whose cells are HTML; nothing if it has no row. */
export const table = (columns: readonly ReportColumn[], rows: readonly (readonly string[])[]): string => {
  if (rows.length === 0) return '';
  const kind = (i: number): string => (columns[i]?.isNumber === true ? ' class="number"' : '');
  const head = columns.map((column, i) => `<th${kind(i)}>${column.head}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell, i) => `<td${kind(i)}>${cell}</td>`).join('')}</tr>`);
  return `
<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>
${body.join('\n')}
</tbody></table></div>`;
};

export const section = (title: string, ...parts: readonly string[]): string =>
  `<section><h2>${title}</h2>${parts.join('')}</section>`;

/** A figure: its name in both languages, and its value as HTML. */
export type Figure = readonly [english: string, japanese: string, value: string];

export const figures = (rows: readonly Figure[]): string =>
  `<dl>${rows.map(([english, japanese, value]) => `<dt>${both(english, japanese)}</dt><dd>${value}</dd>`).join('\n')}</dl>`;
