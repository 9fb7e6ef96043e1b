import { format } from 'prettier';

/** Guides are made from code in part: a section between `<!-- made from …: name -->` and `<!-- end of name -->`. */

/** The page with its sections made again, formatted as every page is. */
export const remade = async (page: string, sections: Readonly<Record<string, string>>): Promise<string> => {
  let text = page;
  for (const [name, section] of Object.entries(sections)) {
    const place = new RegExp(`(<!-- made from [^>]*: ${name} -->\\n)[^]*?(\\n<!-- end of ${name} -->)`);
    if (!place.test(text)) throw new Error(`the page has no place for ${name}`);
    text = text.replace(place, (_, begin: string, end: string) => `${begin}\n${section}\n${end}`);
  }
  return format(text, { parser: 'markdown', singleQuote: true, printWidth: 110 });
};

/** A table of Markdown; the formatter aligns it. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
