/** Placing an order: the execution client beside bare POSTs of the same bytes, to a venue in a process of its own. */
import { fork } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { concat, NEVER, of } from 'rxjs';
import { Agent, request } from 'undici';
import { createExecutionClient } from '../src/execution/index';
import { median, quantile, ratioOf, type Ratio } from './measure';
import type { Extent, Section } from './section';

/** Places one order, and calls back when it knows that the venue has it. */
type Place = (onAccepted: () => void) => void;

interface Contender {
  readonly name: string;
  readonly place: Place;
  readonly close: () => unknown;
}

const apiKey = 'key';
const apiSecret = 'secret';
const order = {
  pair: 'btc_jpy',
  amount: '0.01',
  price: '9000000',
  side: 'buy',
  type: 'limit',
  postOnly: true,
} as const;
const body =
  '{"pair":"btc_jpy","amount":"0.01","price":"9000000","side":"buy","type":"limit","post_only":true}';

const signedHeaders = (): Record<string, string> => {
  const time = `${Date.now()}`;
  return {
    'Content-Type': 'application/json',
    'ACCESS-KEY': apiKey,
    'ACCESS-SIGNATURE': createHmac('sha256', apiSecret).update(`${time}2000${body}`).digest('hex'),
    'ACCESS-REQUEST-TIME': time,
    'ACCESS-TIME-WINDOW': '2000',
  };
};

const bare = (
  name: string,
  url: string,
  headers: () => Record<string, string>,
  read: (text: string) => unknown,
) => {
  const dispatcher = new Agent();
  const post = async (): Promise<unknown> => {
    const reply = await request(`${url}/user/spot/order`, {
      method: 'POST',
      headers: headers(),
      body,
      dispatcher,
    });
    return read(await reply.body.text());
  };
  return {
    name,
    place: (onAccepted: () => void) => void post().then(onAccepted),
    close: () => dispatcher.close(),
  };
};

const ownName = '**rx-bitbank** `submitOrder`, to `Accepted`';

const ours = (apiUrl: string): Contender => {
  const client = createExecutionClient({
    apiKey,
    apiSecret,
    apiUrl,
    updateLimit: 1_000,
    queryLimit: 1_000,
    openPubnub: () => concat(of({ type: 'connected' as const, timetoken: '1' }), NEVER),
  });
  return {
    name: ownName,
    place: (onAccepted) =>
      client.submitOrder(order).subscribe(({ type }) => {
        if (type === 'Accepted') onAccepted();
        if (type === 'Rejected' || type === 'Unresolved') throw new Error(`the order is ${type}`);
      }),
    close: () => client.close(),
  };
};

/** Notes when a socket is first written to after `leftAt` was cleared. */
let leftAt: number | null = null;
const write = Socket.prototype.write as (this: Socket, ...args: unknown[]) => boolean;
Socket.prototype.write = function (this: Socket, ...args: unknown[]) {
  leftAt ??= performance.now();
  return write.apply(this, args);
} as typeof write;

interface Placed {
  /** Processor time of this process an order, µs. */
  readonly cpu: number;
  /** From the call to the first byte, and to the outcome, µs. */
  readonly toByte: readonly number[];
  readonly toAccepted: readonly number[];
}

/** One after the other, each from a turn of the event loop of its own. */
const placeAll = (place: Place, count: number): Promise<Placed> =>
  new Promise((resolve) => {
    const toByte: number[] = [];
    const toAccepted: number[] = [];
    const begun = process.cpuUsage();
    const next = (): void => {
      leftAt = null;
      const placedAt = performance.now();
      place(() => {
        toAccepted.push((performance.now() - placedAt) * 1_000);
        toByte.push(((leftAt ?? NaN) - placedAt) * 1_000);
        if (toByte.length < count) return void setImmediate(next);
        const { user, system } = process.cpuUsage(begun);
        resolve({ cpu: (user + system) / count, toByte, toAccepted });
      });
    };
    next();
  });

const us = (value: number): string => value.toFixed(1);
const spread = ({ median: middle, low, high }: Ratio): string =>
  `${middle.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;

export const orderSection = async ({ short }: Extent): Promise<Section> => {
  const orders = short ? 100 : 200;
  const rounds = short ? 5 : 41;
  const venue = fork(fileURLToPath(import.meta.url), ['serve-orders']);
  const [port] = (await once(venue, 'message')) as [number];
  const url = `http://127.0.0.1:${port}/v1`;
  const headers = signedHeaders();
  const contenders: readonly Contender[] = [
    bare(
      'bare `undici` POST, signed beforehand',
      url,
      () => headers,
      (text) => text,
    ),
    bare('`undici` POST, HMAC and `JSON.parse`', url, signedHeaders, (text) => JSON.parse(text) as unknown),
    ours(url),
  ];
  const placed = new Map(contenders.map(({ name }) => [name, [] as Placed[]]));
  const warmUps = 5;
  for (let round = -warmUps; round < rounds; round += 1) {
    const rest = sleep((orders / 1_000) * 1_300); // the client's own limit is 1000 a second
    for (let i = 0; i < contenders.length; i += 1) {
      const { name, place } = contenders[(i + round + warmUps) % contenders.length] as Contender;
      const one = await placeAll(place, orders);
      if (round >= 0) placed.get(name)?.push(one);
    }
    await rest;
  }
  await Promise.all(contenders.map(({ close }) => close()));
  venue.kill();

  const runsOf = (name: string): readonly Placed[] => placed.get(name) ?? [];
  const base = runsOf(contenders[0]?.name ?? '');
  const row = ({ name }: Contender): string => {
    const runs = runsOf(name);
    const ratio = (read: (one: Placed) => number): string => spread(ratioOf(runs.map(read), base.map(read)));
    const [toByte, toAccepted] = [runs.flatMap((one) => one.toByte), runs.flatMap((one) => one.toAccepted)];
    return `| ${[
      name,
      us(median(runs.map(({ cpu }) => cpu))),
      ratio(({ cpu }) => cpu),
      `${us(median(toByte))} / ${us(quantile(toByte, 0.99))}`,
      `${us(median(toAccepted))} / ${us(quantile(toAccepted, 0.99))}`,
      ratio((one) => median(one.toAccepted)),
      ratio((one) => quantile(one.toAccepted, 0.99)),
    ].join(' | ')} |`;
  };
  const lines = [
    '## Placing an order',
    '',
    `${rounds} rounds of ${orders} orders, one after the other over a kept-alive connection, to a process on the same machine that only answers: the venue’s own time is next to nothing, so that the client’s shows as large as it can. The answer ends the order (post-only, cancelled), so that nothing is left to watch; the private stream is idle. CPU is the whole process of the client; delay is from the call to the first byte of the request, and to \`Accepted\` (or to the text of the reply). Ratios are to the first row in the same round, with their quartiles. Only the last row checks the order against its instrument, keeps to the rate limits, stamps, checks the reply against its schema and follows the order’s life.`,
    '',
    '| | CPU an order, µs | ratio | to the first byte, µs: median / p99 | to the outcome, µs: median / p99 | ratio at the median | ratio at p99 |',
    '|---|---:|---:|---:|---:|---:|---:|',
    ...contenders.map(row),
    '',
  ];
  const own = runsOf(ownName);
  const cost = (read: (one: Placed) => number): number => ratioOf(own.map(read), base.map(read)).median;
  const toByte = (runs: readonly Placed[]): number => median(runs.flatMap((one) => one.toByte));
  return {
    lines,
    figures: {
      'processor time of an order, of a bare POST': cost(({ cpu }) => cpu),
      'an order to its first byte, of a bare POST': toByte(own) / toByte(base),
      'an order to Accepted, of a bare POST': cost(({ toAccepted }) => median(toAccepted)),
    },
  };
};
