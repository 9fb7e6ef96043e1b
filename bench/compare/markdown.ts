/**
 * The figures of a revision without `--json`, from the Markdown that it printed. Such revisions are history, so that
 * their output does not change any more.
 */
import type { Figures } from '../section';

/** Returns the cells of the row whose first cell begins with a text, as numbers: the first number of each. */
const rowOf = (markdown: string, begins: string): readonly number[] => {
  const line = markdown.split('\n').find((text) => text.startsWith(`| ${begins}`));
  if (line === undefined) throw new Error(`there is no row of ${begins}`);
  const cells = line.split(/ \| | \|$/).slice(1);
  return cells.map((cell) => Number(/-?[\d.]+/.exec(cell)?.[0]));
};

const numberIn = (markdown: string, pattern: RegExp): number => {
  const found = [...markdown.matchAll(pattern)].at(-1)?.[1];
  if (found === undefined) throw new Error(`there is no ${pattern.source}`);
  return Number(found.replaceAll(',', ''));
};

/** Returns the ratio of a column of two rows. */
const ratio = (markdown: string, name: string, base: string, column: number): number =>
  (rowOf(markdown, name)[column] ?? NaN) / (rowOf(markdown, base)[column] ?? NaN);

const parse = '`JSON.parse` alone';
const ourBook = '**rx-bitbank** `book$`';
const bareSocket = '`ws` + `JSON.parse`';

const readers: Readonly<Record<string, (markdown: string) => Figures>> = {
  book: (text) => ({
    'frame to book of 20 levels, of JSON.parse': rowOf(text, '**rx-bitbank** `book$`')[0] ?? NaN,
    'frame to book of every level, of JSON.parse': rowOf(text, 'rx-bitbank `book$`')[0] ?? NaN,
  }),
  feeds: (text) => {
    const [ticker = '', trades = ''] = text.split('\n\n').filter((part) => part.includes(parse));
    return {
      'frame to ticker, of JSON.parse': rowOf(ticker, '`ticker$`')[0] ?? NaN,
      'frame to trades, of JSON.parse': rowOf(trades, '`trades$`')[0] ?? NaN,
    };
  },
  socket: (text) => ({
    'processor time of a frame over a socket, of ws + JSON.parse': ratio(text, ourBook, bareSocket, 0),
    'delay of a diff over a socket, of ws + JSON.parse': ratio(text, ourBook, bareSocket, 1),
    'delay of a whole over a socket, of ws + JSON.parse': ratio(text, ourBook, bareSocket, 3),
  }),
  memory: (text) => ({
    'a live book, kB': rowOf(text, 'a live book')[0] ?? NaN,
    'a subscription of a book, kB': rowOf(text, 'its subscription')[0] ?? NaN,
  }),
  subscribers: (text) => ({
    'a thousand subscribers, of a bare Subject': numberIn(text, /\*\*([\d.]+)\*\*/g),
  }),
  pairs: (text) => ({
    'all pairs at ten times the live rate, % of a core': numberIn(text, /\*\*([\d.]+) %\*\*/g),
  }),
  page: (text) => ({
    'the data client in a page, kB': rowOf(text, 'the data client |')[0] ?? NaN,
    'the stream client in a page, kB': rowOf(text, 'the stream client')[0] ?? NaN,
    'the data client and rxjs in a page, kB': rowOf(text, 'the data client and rxjs')[0] ?? NaN,
    'retryBackoff in a page, kB': rowOf(text, '`retryBackoff`')[0] ?? NaN,
  }),
  simulator: (text) => ({
    'an order in the virtual simulator, µs': 1e6 / numberIn(text, /orders\/s of processor time ([\d,]+)/g),
    'a frame of the simulator at full speed, µs':
      1e6 / numberIn(text, /frames\/s of simulator processor time ([\d,]+)/g),
  }),
};

export const readMarkdown = (section: string, markdown: string): Figures =>
  readers[section]?.(markdown) ?? {};
