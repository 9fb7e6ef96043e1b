import type { Draw } from './draw';

/**
 * JSON in any spelling: keys in any order and more than once, literals that no value has (`1e400`, `NaN`), white space
 * and escapes.
 */
export type JsonTree =
  /** A text that is written as it is. */
  | { readonly type: 'raw'; readonly text: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'list'; readonly items: readonly JsonTree[] }
  | { readonly type: 'object'; readonly entries: readonly (readonly [key: string, value: JsonTree])[] };

export const raw = (text: string): JsonTree => ({ type: 'raw', text });

export const treeOf = (value: unknown): JsonTree => {
  if (typeof value === 'string') return { type: 'text', text: value };
  if (Array.isArray(value)) return { type: 'list', items: value.map(treeOf) };
  if (typeof value === 'object' && value !== null)
    return { type: 'object', entries: Object.entries(value).map(([key, one]) => [key, treeOf(one)]) };
  return raw(value === undefined ? 'null' : JSON.stringify(value));
};

/** The spelling of a text; the usual one if nothing is drawn. */
export interface Style {
  readonly space: () => string;
  readonly quote: (text: string) => string;
}

export const usualStyle: Style = { space: () => '', quote: (text) => JSON.stringify(text) };

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Draws white space and escapes where JSON allows them. */
export const oddStyle = (draw: Draw): Style => {
  const [spaces, escapes] = [draw.pick([0, 0.1, 0.5]), draw.pick([0, 0.02, 0.5])];
  return {
    space: () => (draw.chance(spaces) ? draw.pick([' ', '\n', '\t', '\r', '  ']) : ''),
    quote: (text) =>
      `"${Array.from({ length: text.length }, (_, i) => {
        const char = text.charAt(i);
        return draw.chance(escapes) ? escaped(char) : JSON.stringify(char).slice(1, -1);
      }).join('')}"`,
  };
};

export const written = (tree: JsonTree, { space, quote }: Style = usualStyle): string => {
  const write = (node: JsonTree): string => {
    switch (node.type) {
      case 'raw':
        return node.text;
      case 'text':
        return quote(node.text);
      case 'list':
        return `[${node.items.map((item) => space() + write(item) + space()).join(',')}]`;
      case 'object':
        return `{${node.entries
          .map(([key, value]) => `${space()}${quote(key)}${space()}:${space()}${write(value)}${space()}`)
          .join(',')}}`;
    }
  };
  return write(tree);
};
