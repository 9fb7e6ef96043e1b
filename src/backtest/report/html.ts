/** Escapes a text for HTML. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0) ?? 0};`);

/** Returns a text in both languages. The page shows one of them. */
export const both = (english: string, japanese: string): string =>
  `<span lang="en">${escaped(english)}</span><span lang="ja">${escaped(japanese)}</span>`;

/** Returns a table whose cells are HTML; nothing if it has no row. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : `
<div class="wide"><table><thead><tr>${head.map((cell) => `<th>${cell}</th>`).join('')}</tr></thead><tbody>
${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}
</tbody></table></div>`;

export const section = (title: string, ...parts: readonly string[]): string =>
  `<section><h2>${title}</h2>${parts.join('')}</section>`;

/** A figure: its name in both languages, and its value. */
export type Figure = readonly [english: string, japanese: string, value: string | number | null | undefined];

export const figures = (rows: readonly Figure[]): string =>
  `<dl>${rows.map(([english, japanese, value]) => `<dt>${both(english, japanese)}</dt><dd>${escaped(String(value ?? '—'))}</dd>`).join('\n')}</dl>`;
