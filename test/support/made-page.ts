import { format } from 'prettier';

/**
 * Helpers for guides that are partly made from code: a section between `<!-- made from …: name -->` and `<!-- end of
 * name -->`.
 */

/** Makes the sections of a page again, and formats the page like every other. */
export const remade = async (page: string, sections: Readonly<Record<string, string>>): Promise<string> => {
  let text = page;
  for (const [name, section] of Object.entries(sections)) {
    const place = new RegExp(`(<!-- made from [^>]*: ${name} -->\\n)[^]*?(\\n<!-- end of ${name} -->)`);
    if (!place.test(text)) throw new Error(`the page has no place for ${name}`);
    text = text.replace(place, (_, begin: string, end: string) => `${begin}\n${section}\n${end}`);
  }
  return format(text, { parser: 'markdown', singleQuote: true, printWidth: 110 });
};

/** Writes a table of Markdown. The formatter aligns it. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
