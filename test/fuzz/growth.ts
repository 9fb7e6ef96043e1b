import { of, type Observable } from 'rxjs';
import { createExecutionClient } from '../../src/execution/index';
import { createDataClient, type SendRequest } from '../../src/index';
import { virtualClock } from '../../src/simulator/index';
import { alignedRow } from './report';
import { secrets } from './target';
import { pushedClient } from './targets/frames';
import { pushedExecution } from './targets/messages';

/**
 * Measures how the time to read an input grows with its length: `npm run fuzz -- --growth`. Lengths double. A hang is a
 * square.
 */

const start = 1_790_000_000_000;
const pair = 'btc_jpy';

/** Makes JSON of approximately that length in characters. */
type Json = (length: number) => string;

const times = (length: number, item: (i: number) => string): string => {
  const each = item(0).length + 1;
  return Array.from({ length: Math.max(1, Math.floor(length / each)) }, (_, i) => item(i)).join(',');
};

/** Hostile values in the place of a text or a list. */
const hostile: Readonly<Record<string, Json>> = {
  'brackets, closed': (n) => '['.repeat(n / 2) + ']'.repeat(n / 2),
  'brackets, open': (n) => '['.repeat(n),
  'nested objects': (n) => '{"a":'.repeat(n / 6) + '1' + '}'.repeat(n / 6),
  'nested, escaped keys': (n) => '{"\\u0061":'.repeat(n / 11) + '1' + '}'.repeat(n / 11),
  digits: (n) => `"${'9'.repeat(n)}"`,
  'zeros, then a digit': (n) => `"0.${'0'.repeat(n)}1"`,
  'a digit, then zeros': (n) => `"1.${'0'.repeat(n)}"`,
  'zeros and no digit': (n) => `"${'0'.repeat(n)}x"`,
  'a long number': (n) => '9'.repeat(n),
  'a long exponent': (n) => `1e${'9'.repeat(n)}`,
  'a long text': (n) => `"${'x'.repeat(n)}"`,
  'many colons': (n) => `"${':'.repeat(n)}"`,
  'many urls': (n) => `"${'://#'.repeat(n / 4)}"`,
  'escaped characters': (n) => `"${'\\u0061'.repeat(n / 6)}"`,
  'escaped quotes': (n) => `"${'\\"'.repeat(n / 2)}"`,
  'half a text': (n) => `"${'\\\\'.repeat(n / 2)}`,
  'a key repeated': (n) => `{${times(n, () => '"a":0')}}`,
  '__proto__ repeated': (n) => `{${times(n, () => '"__proto__":{}')}}`,
  'many keys': (n) => `{${times(n, (i) => `"k${i}":0`)}}`,
  'numbers as keys': (n) => `{${times(n, (i) => `"${i * 7}":0`)}}`,
  'an array of numbers': (n) => `[${times(n, () => '0')}]`,
  'an array of objects': (n) => `[${times(n, () => '{}')}]`,
  'an array of arrays': (n) => `[${times(n, () => '["1","1"]')}]`,
};

const levels: Json = (n) => times(n, (i) => `["${1_000_000 + i}","0.5"]`);
const levelsBackwards: Json = (n) => times(n, (i) => `["${9_000_000 - i}","0.5"]`);
const sameLevel: Json = (n) => times(n, () => '["1000000","0.5"]');
const trades: Json = (n) =>
  times(
    n,
    (i) => `{"transaction_id":${i + 1},"side":"buy","price":"1","amount":"1","executed_at":${start + i}}`,
  );
const tradesBackwards: Json = (n) =>
  times(
    n,
    (i) => `{"transaction_id":${1e9 - i},"side":"buy","price":"1","amount":"1","executed_at":${start - i}}`,
  );
const order = (i: number): string =>
  `{"order_id":${i + 1},"pair":"${pair}","side":"buy","type":"limit","start_amount":"1","remaining_amount":"1",` +
  `"executed_amount":"0","price":"1","average_price":"0","status":"UNFILLED","ordered_at":${start}}`;
const fill = (i: number): string =>
  `{"trade_id":${i + 1},"order_id":${i + 1},"pair":"${pair}","side":"buy","type":"limit","amount":"1","price":"1",` +
  `"maker_taker":"maker","fee_amount_base":"0","fee_amount_quote":"0","executed_at":${start}}`;
const fillOfOne = (i: number): string => fill(i).replace(/"order_id":\d+/, '"order_id":1');
const balance = (i: number): string =>
  `{"asset":"a${i}","amount_precision":4,"free_amount":"1","locked_amount":"0","onhand_amount":"1","withdrawing_amount":"0"}`;

const depth = (asks: string, bids: string): string =>
  `{"asks":[${asks}],"bids":[${bids}],"asks_over":"0","bids_under":"0","asks_under":"0","bids_over":"0","ask_market":"0",` +
  `"bid_market":"0","timestamp":${start},"sequenceId":"1"}`;
const diff = (asks: string): string =>
  `{"a":[${asks}],"b":[],"ao":"0","bu":"0","au":"0","bo":"0","am":"0","bm":"0","t":${start},"s":"2"}`;
const ticker = (buy: string): string =>
  `{"sell":"2","buy":${buy},"open":"1","high":"1","low":"1","last":"1","vol":"1","timestamp":${start}}`;

// ---------------------------------------------------------------------------------------------- readers

/** Sets up a client, and returns its reader of inputs. */
type Open = () => (text: string) => void;

const frame = (room: string, data: string): string =>
  `42["message",{"room_name":"${room}_${pair}","message":{"data":${data}}}]`;

const openFrames: Open = () => {
  const { client, clock, push } = pushedClient();
  client.ticker$(pair).subscribe();
  client.trades$(pair).subscribe();
  client.book$(pair).subscribe();
  client.quotes$(pair).subscribe();
  client.depthDiff$(pair).subscribe();
  push(frame('depth_whole', depth('["2000000","1"]', '["1","1"]')));
  return (text) => {
    push(text);
    clock.advanceBy(1);
  };
};

const replyOf = (data: string): string => `{"success":1,"data":${data}}`;

/** Reads the replies to one call. */
const openReplies =
  (call: 'depth' | 'transactions' | 'assets' | 'orders'): Open =>
  () => {
    let body = '';
    const sendRequest: SendRequest = () => of({ status: 200, date: null, body });
    const clock = virtualClock(start);
    const world = { scheduler: clock, random: () => 0.5, sendRequest };
    const { apiKey, apiSecret } = secrets;
    const data = createDataClient(world);
    const exec = createExecutionClient({ apiKey, apiSecret, ...world, readRetries: 0 });
    const calls = {
      depth: () => data.rest.depth({ pair }),
      transactions: () => data.rest.transactions({ pair }),
      assets: () => exec.rest.assets(),
      orders: () => exec.rest.activeOrders(),
    };
    return (text) => {
      body = text;
      const life = { isOver: false };
      const over = (): void => void (life.isOver = true);
      const outcome$: Observable<unknown> = calls[call]();
      outcome$.subscribe({ error: over, complete: over });
      clock.advanceBy(2);
      if (!life.isOver) throw new Error(`${call} has not ended`);
    };
  };

const openMessages: Open = () => {
  const { client, clock, push } = pushedExecution();
  client.privateEvents$.subscribe();
  client.fills$.subscribe();
  client.orders$.subscribe();
  client.assets$.subscribe();
  client.available$.subscribe();
  clock.advanceBy(3_000);
  return (text) => {
    let message: unknown = text;
    try {
      message = JSON.parse(text);
    } catch {
      // The text is then used as it came.
    }
    push('17900000000000001', message);
    clock.advanceBy(1);
  };
};

interface Case {
  readonly name: string;
  readonly open: Open;
  readonly text: Json;
}

const of3 = (name: string, json: Json): readonly Case[] => [
  { name: `frame: ${name}`, open: openFrames, text: (n) => frame('ticker', ticker(json(n))) },
  { name: `reply: ${name}`, open: openReplies('assets'), text: (n) => replyOf(`{"assets":${json(n)}}`) },
  {
    name: `message: ${name}`,
    open: openMessages,
    text: (n) => `{"method":"asset_update","params":${json(n)}}`,
  },
];

const message = (method: string, item: (i: number) => string): Pick<Case, 'open' | 'text'> => ({
  open: openMessages,
  text: (n) => `{"method":"${method}","params":[${times(n, item)}]}`,
});

const cases: readonly Case[] = [
  ...Object.entries(hostile).flatMap(([name, json]) => of3(name, json)),
  { name: 'frame: a long room', open: openFrames, text: (n) => frame('x'.repeat(n), '{}') },
  { name: 'frame: no packet', open: openFrames, text: (n) => 'x'.repeat(n) },
  { name: 'frame: whole book, levels', open: openFrames, text: (n) => frame('depth_whole', depth(levels(n), '')) },
  { name: 'frame: whole book, the worst first', open: openFrames, text: (n) => frame('depth_whole', depth(levelsBackwards(n), '')) },
  { name: 'frame: whole book, one level repeated', open: openFrames, text: (n) => frame('depth_whole', depth(sameLevel(n), '')) },
  { name: 'frame: diff, levels', open: openFrames, text: (n) => frame('depth_diff', diff(levels(n))) },
  { name: 'frame: diff, backwards', open: openFrames, text: (n) => frame('depth_diff', diff(levelsBackwards(n))) },
  { name: 'frame: diff, one level repeated', open: openFrames, text: (n) => frame('depth_diff', diff(sameLevel(n))) },
  { name: 'frame: trades', open: openFrames, text: (n) => frame('transactions', `{"transactions":[${trades(n)}]}`) },
  { name: 'frame: trades, the newest first', open: openFrames, text: (n) => frame('transactions', `{"transactions":[${tradesBackwards(n)}]}`) },
  { name: 'reply: levels', open: openReplies('depth'), text: (n) => replyOf(depth(levels(n), '')) },
  { name: 'reply: levels backwards', open: openReplies('depth'), text: (n) => replyOf(depth(levelsBackwards(n), '')) },
  { name: 'reply: trades', open: openReplies('transactions'), text: (n) => replyOf(`{"transactions":[${trades(n)}]}`) },
  { name: 'reply: orders', open: openReplies('orders'), text: (n) => replyOf(`{"orders":[${times(n, order)}]}`) },
  { name: 'message: orders', ...message('spot_order', order) },
  { name: 'message: one order repeated', ...message('spot_order', () => order(1)) },
  { name: 'message: fills', ...message('spot_trade', fill) },
  { name: 'message: fills of one order', ...message('spot_trade', fillOfOne) },
  { name: 'message: balances', ...message('asset_update', balance) },
  { name: 'message: invalidations', open: openMessages, text: (n) => `{"method":"spot_order_invalidation","params":{"order_id":[${times(n, (i) => `${i + 1}`)}]}}` },
]; // prettier-ignore

// ---------------------------------------------------------------------------------------------- measuring

const doublings = 5;
const runs = 5;
const shortest = 4_000;
/** Linear growth is 2. Up to 3.3 was measured where the collector has much to do; a square is 4. */
const mostRatio = 3.5;

/**
 * Returns processor time in ms, which other work on the machine does not change, of a fresh client each time. It is the
 * least of some runs: the collector and the compiler, whose time is included, only add to it.
 */
const timeOf = ({ open, text }: Case, length: number): number => {
  const input = text(length);
  return Math.min(
    ...Array.from({ length: runs }, () => {
      const read = open();
      const begun = process.cpuUsage();
      read(input);
      const { user, system } = process.cpuUsage(begun);
      return (user + system) / 1_000;
    }),
  );
};

const isSteep = (ratio: number): boolean => ratio > mostRatio;

/** Prints each row of the table once it is measured. Returns how many grow faster than their input. */
export const growth = (print: (line: string) => void): number => {
  const lengths = Array.from({ length: doublings + 1 }, (_, i) => shortest * 2 ** i);
  const widths = [Math.max(...cases.map(({ name }) => name.length)), ...lengths.map(() => 8), 10];
  const half = Math.floor(doublings / 2);
  const measure = (one: Case): number => {
    const took = lengths.map((length) => timeOf(one, length));
    // A case that takes almost no time has no ratio: the compiler and the collector take as much.
    const [from, to] = [Math.max(1, took[half] ?? 0), Math.max(1, took.at(-1) ?? 0)];
    const ratio = (to / from) ** (1 / (doublings - half));
    const cells = [
      one.name,
      ...took.map((ms) => ms.toFixed(2)),
      `× ${ratio.toFixed(2)}${isSteep(ratio) ? ' !' : ''}`,
    ];
    print(alignedRow(cells, widths));
    return ratio;
  };

  for (const one of cases) timeOf(one, shortest);
  print(alignedRow(['least ms', ...lengths.map((length) => `${length / 1_000}k`), 'a doubling'], widths));
  const steep = cases.map(measure).filter(isSteep);
  print(
    `\n${cases.length} kinds of input, ${steep.length} take more than × ${mostRatio} a doubling of their length`,
  );
  return steep.length;
};
