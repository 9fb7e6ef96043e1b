import type { Draw } from './draw';
import { brokenLiterals, huge, nested, oddKeys, oddLiterals, oddTexts, strangers } from './hostile';
import { oddStyle, raw, treeOf, usualStyle, written, type JsonTree } from './json-tree';

/** Mutations of valid inputs: of their JSON as a tree, and of their text. */

// ---------------------------------------------------------------------------------------------- trees

type Mutation = (node: JsonTree, draw: Draw) => JsonTree;

const replaced: Mutation = (node, draw) => {
  if (node.type === 'text' && draw.chance(0.5)) return { type: 'text', text: draw.pick(oddTexts) };
  return raw(draw.chance(0.9) ? draw.pick(oddLiterals) : draw.pick(brokenLiterals));
};

const swappedType: Mutation = (node, draw) => {
  if (node.type === 'text') return draw.chance(0.5) ? raw(node.text) : { type: 'list', items: [node] };
  if (node.type === 'raw') return { type: 'text', text: node.text };
  if (node.type === 'list') return { type: 'object', entries: node.items.map((item, i) => [`${i}`, item]) };
  return { type: 'list', items: node.entries.map(([, value]) => value) };
};

const ofEntries: Mutation = (node, draw) => {
  if (node.type !== 'object') return replaced(node, draw);
  const { entries } = node;
  const at = draw.below(entries.length);
  const [key, value] = entries[at] ?? ['', raw('0')];
  const changed = draw.pick([
    () => entries.toSpliced(at, 1),
    () =>
      entries.toSpliced(at, 0, [draw.pick(oddKeys), draw.chance(0.5) ? raw(draw.pick(oddLiterals)) : value]),
    () => entries.toSpliced(at, 1, [draw.chance(0.5) ? draw.pick(oddKeys) : key.toUpperCase(), value]),
    () => [...entries, [key, replaced(value, draw)] as const],
    () => [[key, replaced(value, draw)] as const, ...entries],
    () => draw.shuffled(entries),
  ])();
  return { type: 'object', entries: changed };
};

const ofItems: Mutation = (node, draw) => {
  if (node.type !== 'list') return swappedType(node, draw);
  const { items } = node;
  const at = draw.below(items.length);
  const item = items[at] ?? raw('0');
  const changed = draw.pick([
    () => items.toSpliced(at, 1),
    () => items.toSpliced(at, 0, item),
    () => items.toSpliced(at, 1, raw(draw.pick(oddLiterals))),
    () => draw.shuffled(items),
    () => items.toReversed(),
    () => [...items, ...items],
    () => [],
    () => Array.from({ length: draw.pick([2, 30, 120]) }, () => item),
  ])();
  return { type: 'list', items: changed };
};

/** Replaces a number or decimal by one that is near, or far away. */
const otherNumber: Mutation = (node, draw) => {
  const value = node.type === 'text' || node.type === 'raw' ? node.text : '';
  if (!/^-?\d+(\.\d+)?$/.test(value)) return replaced(node, draw);
  const text = draw.pick([
    () => `${Number(value) + draw.between(-3, 3)}`,
    () => `-${value}`,
    () => `${value}${draw.below(10)}`,
    () => `${value}${'0'.repeat(draw.below(20))}`,
    () => (value.includes('.') ? value : `${value}.${draw.below(1_000)}`),
    () => `${value}${draw.between(1, 9)}`.repeat(draw.between(1, 3)),
    () => `${draw.below(2 ** 47)}`,
    () => `0.${'0'.repeat(draw.below(25))}${draw.below(1_000)}`,
  ])();
  return node.type === 'text' ? { type: 'text', text } : raw(text);
};

const mutations: readonly Mutation[] = [
  replaced,
  swappedType,
  ofEntries,
  ofEntries,
  ofItems,
  otherNumber,
  otherNumber,
];

const sizeOf = (node: JsonTree): number => {
  if (node.type === 'list') return node.items.reduce((sum, item) => sum + sizeOf(item), 1);
  if (node.type === 'object') return node.entries.reduce((sum, [, value]) => sum + sizeOf(value), 1);
  return 1;
};

/** Changes the nth node, counted from the root. */
const changedAt = (node: JsonTree, n: number, change: (node: JsonTree) => JsonTree): JsonTree => {
  if (n === 0) return change(node);
  let left = n - 1;
  const changedChild = (child: JsonTree): JsonTree => {
    if (left < 0) return child;
    const size = sizeOf(child);
    const next = left < size ? changedAt(child, left, change) : child;
    left -= size;
    return next;
  };
  if (node.type === 'list') return { type: 'list', items: node.items.map(changedChild) };
  if (node.type === 'object')
    return { type: 'object', entries: node.entries.map(([key, value]) => [key, changedChild(value)]) };
  return node;
};

const mutatedTree = (tree: JsonTree, draw: Draw): JsonTree => {
  const mutate = draw.pick(mutations);
  return changedAt(tree, draw.below(sizeOf(tree)), (node) => mutate(node, draw));
};

// ---------------------------------------------------------------------------------------------- texts

const oddChars = [
  '\u0000',
  '\ufeff',
  '\ud800',
  '\udfff',
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '-',
  '.',
  'e',
  '1',
  ' ',
  '\n',
  '１',
  '\\u0030',
];

const mutatedText = (text: string, other: string, draw: Draw): string => {
  const at = draw.below(text.length + 1);
  const length = draw.pick([1, 1, 1, 2, 5, 20]);
  return draw.pick([
    () => text.slice(0, at),
    () => text.slice(at),
    () => text.slice(0, at) + text.slice(at + length),
    () => text.slice(0, at) + text.slice(at, at + length) + text.slice(at),
    () => text.slice(0, at) + draw.pick(oddChars) + text.slice(at),
    () => text.slice(0, at) + draw.pick(oddChars) + text.slice(at + 1),
    () =>
      text.slice(0, at) +
      String.fromCharCode((text.charCodeAt(at) || 0) ^ (1 << draw.below(8))) +
      text.slice(at + 1),
    () => text.slice(0, at) + other.slice(draw.below(other.length)),
    () => text + other,
  ])();
};

// ---------------------------------------------------------------------------------------------- inputs

/** The frequency of a part of some 100,000 characters in an input: one input in so many. */
const largeEvery = 4_000;

/** Writes a valid value, and more often than not spoils it. `wrap` adds the parts around a JSON text. */
export const spoiled = (
  value: unknown,
  other: () => unknown,
  draw: Draw,
  wrap: (json: string) => string = (json) => json,
): string => {
  if (draw.chance(0.02)) return draw.pick(strangers);
  if (draw.chance(1 / largeEvery)) return wrap(nested(draw.pick([1_000, 100_000]), draw));
  let tree = treeOf(value);
  const changes = draw.pick([0, 0, 1, 1, 1, 1, 2, 3]);
  for (let i = 0; i < changes; i += 1) tree = mutatedTree(tree, draw);
  if (draw.chance(1 / largeEvery)) {
    const size = draw.pick([10_000, 100_000]);
    tree = changedAt(tree, draw.below(sizeOf(tree)), () => huge(size, draw));
  }
  const text = wrap(written(tree, draw.chance(0.15) ? oddStyle(draw) : usualStyle));
  return draw.chance(0.2) ? mutatedText(text, wrap(JSON.stringify(other())), draw) : text;
};
