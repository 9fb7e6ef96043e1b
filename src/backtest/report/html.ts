/** A text as HTML shows it. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0) ?? 0};`);

/** The same in both languages; the page shows one of them. */
export const both = (english: string, japanese: string): string =>
  `<span lang="en">${escaped(english)}</span><span lang="ja">${escaped(japanese)}</span>`;

/** A table whose cells are HTML. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => `
<div class="wide"><table><thead><tr>${head.map((cell) => `<th>${cell}</th>`).join('')}</tr></thead><tbody>
${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}
</tbody></table></div>`;
