/**
 * Measures a recording behind the simulated venue, on a virtual clock: alone, and with an account that quotes in it.
 */
import { createVirtualSimulator, recordedMarket, virtualClock } from '../src/simulator/index';
import { instruments } from '../src/simulator/market/instruments';
import { isRefusal, readOrderRequest } from '../src/simulator/venue/index';
import { framesIn, recordSynthetic } from '../test/simulator/outside/recording';
import { interleave, median, ratioOf } from './measure';
import type { Extent, Section } from './section';
import { sink } from './sink';

type Recorded = ReturnType<typeof recordSynthetic>;

const quoted = 'btc_jpy';
const balances = { jpy: '1000000000', btc: '1000' };

/** The recordings. Every pair is as busy as on the live venue. With fewer pairs, more time makes as many frames. */
const recordings: Readonly<Record<string, { readonly pairs: readonly string[]; readonly seconds: number }>> =
  {
    'all pairs': { pairs: instruments.map(({ pair }) => pair), seconds: 240 },
    'eight pairs': {
      pairs: [quoted, 'xrp_jpy', 'eth_jpy', 'ltc_jpy', 'sol_jpy', 'doge_jpy', 'ada_jpy', 'xlm_jpy'],
      seconds: 900,
    },
    'one pair': { pairs: [quoted], seconds: 3_600 },
  };

interface Quoting {
  placed: number;
  fills: number;
}

/**
 * Plays a recording to its end. Each second the account takes back both of its quotes and places them again around the
 * last price.
 */
const replay = (events: Recorded, seconds: number, quoting: Quoting | null): void => {
  const market = recordedMarket({ events });
  const scheduler = virtualClock(market.start);
  const accounts = [{ apiKey: 'quoting', apiSecret: 'quoting', balances }];
  const { venue, close } = createVirtualSimulator({ scheduler, market, accounts, journalCapacity: 0 });
  const user = 0;
  let open: number[] = [];
  const place = (side: 'buy' | 'sell', price: number): void => {
    const body = { pair: quoted, side, type: 'limit', price: String(price), amount: '0.01' };
    const order = readOrderRequest(body, venue.instrument, 'refused');
    const placed = isRefusal(order) ? order : venue.submitOrder(user, order);
    if (isRefusal(placed)) throw new Error(`the quote was refused: ${placed.code}`);
    open.push(placed.orderId);
  };
  if (quoting !== null) {
    quoting.placed = 0;
    quoting.fills = 0;
    venue.events$.subscribe(({ type }) => (quoting.fills += type === 'fill' ? 1 : 0));
  }
  for (let second = 0; second < seconds; second += 1) {
    scheduler.advanceBy(1_000);
    const last = venue.lastPrice(quoted);
    if (quoting === null || last === null) continue;
    venue.cancelOrders(user, quoted, open);
    open = [];
    place('buy', Math.round(last * 0.9998));
    place('sell', Math.round(last * 1.0002));
    quoting.placed += 2;
  }
  close();
};

const measured = (name: string, pairs: readonly string[], seconds: number, rounds: number) => {
  const events = recordSynthetic(seconds, { pairs, latency: () => 30 });
  // Each text is in one piece, as those from a file are. A text joined from two would be slower to read.
  const whole = events.map((event) =>
    event.type === 'frame' ? { ...event, frame: Buffer.from(event.frame).toString() } : event,
  );
  const frames = framesIn(whole);
  const quoting: Quoting = { placed: 0, fills: 0 };
  const times = interleave(
    [
      {
        name: 'parse',
        prepare: () => () => {
          for (const frame of frames) sink.value = JSON.parse(frame.slice(2));
        },
      },
      { name: 'alone', prepare: () => () => replay(whole, seconds, null) },
      { name: 'quoting', prepare: () => () => replay(whole, seconds, quoting) },
    ],
    rounds,
    3,
  );
  const of = (contender: string): readonly number[] => times.get(contender) ?? [];
  const text = (contender: string): string => {
    const { median: middle, low, high } = ratioOf(of(contender), of('parse'));
    return `${middle.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
  };
  const each = (1_000 * median(of('parse'))) / frames.length;
  const bytes = frames.reduce((sum, { length }) => sum + length, 0) / frames.length;
  if (quoting.placed === 0) throw new Error('nothing was quoted');
  return {
    row: `| ${name} | ${frames.length.toLocaleString('en')} of ${bytes.toFixed(0)} bytes in ${seconds} s | ${each.toFixed(1)} | ${quoting.placed.toLocaleString('en')}, ${quoting.fills.toLocaleString('en')} fills | ${text('alone')} | ${text('quoting')} |`,
    figures: {
      [`a replay of ${name}, of JSON.parse`]: ratioOf(of('alone'), of('parse')).median,
      [`a replay of ${name} with a quoting account, of JSON.parse`]: ratioOf(of('quoting'), of('parse'))
        .median,
    },
  };
};

export const replaySection = ({ short }: Extent): Section => {
  const results = Object.entries(recordings).map(([name, { pairs, seconds }]) =>
    measured(name, pairs, short ? seconds / 4 : seconds, short ? 3 : 9),
  );
  return {
    lines: [
      '## A replay with a quoting account',
      '',
      'A recording is the market behind the simulated venue, on a virtual clock. Each second one account cancels its two quotes in `btc_jpy` and places two new ones, which `queue` fills. Its orders are in the published book, and nobody subscribes to rooms or private messages. A ratio is the processor time divided by that of `JSON.parse` of all frames of the recording.',
      '',
      '| recorded | frames | `JSON.parse`, µs per frame | quotes | nobody trades | one account quotes |',
      '|---|---|---:|---:|---:|---:|',
      ...results.map(({ row }) => row),
      '',
      'The aim is 2.5 with one quoting account, in a recording of several pairs. In a recording of one pair there is more than one order command per recorded frame, and the venue spends most of the time on orders: admission, money, the kept states of each order, and garbage collection. The simulator does not make messages that nobody has subscribed to or requested.',
      '',
    ],
    figures: Object.assign({}, ...results.map(({ figures }) => figures)) as Section['figures'],
  };
};
