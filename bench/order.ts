/**
 * Measures placing an order: the execution client beside bare POSTs of the same bytes, to a venue in a process of its
 * own.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Session } from 'node:inspector';
import { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { median, quantile, ratioOf, type Ratio } from './measure';
import {
  bare,
  canceling,
  crowded,
  guarded,
  ours,
  replacing,
  seasoned,
  signedHeaders,
  type Contender,
} from './order-contenders';
import type { Extent, Section } from './section';

/** The time of the first write to a socket after `leftAt` was cleared. */
let leftAt: number | null = null;
const write = Socket.prototype.write as (this: Socket, ...args: unknown[]) => boolean;
Socket.prototype.write = function (this: Socket, ...args: unknown[]) {
  leftAt ??= performance.now();
  return write.apply(this, args);
} as typeof write;

interface Placed {
  /** Processor time of this process per call, µs. */
  readonly cpu: number;
  /** Time from the call to the first byte, and to the outcome, µs. */
  readonly toByte: readonly number[];
  readonly toOutcome: readonly number[];
}

/** Places one order after the other, each from a turn of the event loop of its own. */
const placeAll = async ({ place, before }: Contender, count: number): Promise<Placed> => {
  const toByte: number[] = [];
  const toOutcome: number[] = [];
  let cpu = 0;
  const placeOne = (): Promise<void> =>
    new Promise((resolve) => {
      setImmediate(() => {
        const begun = process.cpuUsage();
        leftAt = null;
        const placedAt = performance.now();
        place(() => {
          toOutcome.push((performance.now() - placedAt) * 1_000);
          toByte.push(((leftAt ?? NaN) - placedAt) * 1_000);
          setImmediate(() => {
            const { user, system } = process.cpuUsage(begun);
            cpu += user + system;
            resolve();
          });
        });
      });
    });
  for (let nth = 0; nth < count; nth += 1) {
    await before?.();
    await placeOne();
  }
  return { cpu: cpu / count, toByte, toOutcome };
};

/**
 * Returns V8's allocations per call in kB. Its sampling profiler also counts objects that have been collected since.
 */
const allocatedBy = async (contender: Contender, count: number): Promise<number> => {
  const session = new Session();
  session.connect();
  const post = (method: string, params: object = {}): Promise<{ readonly profile: Sampled }> =>
    new Promise((resolve, reject) =>
      session.post(method, params, (error, result) =>
        error === null ? resolve(result as { readonly profile: Sampled }) : reject(error),
      ),
    );
  await post('HeapProfiler.startSampling', {
    samplingInterval: 2_048,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  await placeAll({ ...contender, before: undefined }, count);
  const { profile } = await post('HeapProfiler.stopSampling');
  session.disconnect();
  return sizeOf(profile.head) / count / 1_000;
};

interface Sampled {
  readonly head: SampledNode;
}
interface SampledNode {
  readonly selfSize: number;
  readonly children: readonly SampledNode[];
}
const sizeOf = ({ selfSize, children }: SampledNode): number =>
  children.reduce((sum, child) => sum + sizeOf(child), selfSize);

const us = (value: number): string => value.toFixed(1);
const spread = ({ median: middle, low, high }: Ratio): string =>
  `${middle.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;

export const orderSection = async ({ short, peers }: Pick<Extent, 'short' | 'peers'>): Promise<Section> => {
  const calls = short ? 50 : 100;
  const rounds = short ? 5 : 31;
  const warmUps = short ? 3 : 15;
  const venue = fork(fileURLToPath(import.meta.url), ['serve-orders']);
  const [port] = (await once(venue, 'message')) as [number];
  const url = `http://127.0.0.1:${port}/v1`;
  const headers = signedHeaders();
  const bases = [
    bare(
      'bare `undici` POST, signed beforehand',
      url,
      () => headers,
      (text) => text,
    ),
    bare('`undici` POST, HMAC and `JSON.parse`', url, signedHeaders, (text) => JSON.parse(text) as unknown),
    // It consists of parts of the client that another revision may not have.
    ...(peers ? [(await import('./order-floor')).floor(url)] : []),
  ];
  const clients = [
    ours(url),
    guarded(url),
    crowded(url),
    seasoned(url),
    canceling(url),
    replacing(url),
  ] as const;
  const contenders: readonly Contender[] = [...bases, ...clients];
  const placed = new Map(contenders.map(({ name }) => [name, [] as Placed[]]));
  for (const { prepare } of contenders) await prepare?.();
  for (let round = -warmUps; round < rounds; round += 1) {
    const rest = sleep((calls / 1_000) * 2_600); // the client's own limit is 1000 a second, of which a replacement takes two
    for (let i = 0; i < contenders.length; i += 1) {
      const contender = contenders[(i + round + warmUps) % contenders.length] as Contender;
      const one = await placeAll(contender, calls);
      if (round >= 0) placed.get(contender.name)?.push(one);
    }
    await rest;
  }
  const allocated = new Map<string, number>();
  for (const contender of contenders)
    if (contender.before === undefined)
      allocated.set(contender.name, await allocatedBy(contender, 2 * calls));
  await Promise.all(contenders.map(({ close }) => close()));
  venue.kill();

  const runsOf = ({ name }: Contender): readonly Placed[] => placed.get(name) ?? [];
  const base = runsOf(contenders[0] as Contender);
  const row = (contender: Contender): string => {
    const runs = runsOf(contender);
    const ratio = (read: (one: Placed) => number): string => spread(ratioOf(runs.map(read), base.map(read)));
    const [toByte, toOutcome] = [runs.flatMap((one) => one.toByte), runs.flatMap((one) => one.toOutcome)];
    return `| ${[
      contender.name,
      us(median(runs.map(({ cpu }) => cpu))),
      ratio(({ cpu }) => cpu),
      `${us(median(toByte))} / ${us(quantile(toByte, 0.99))}`,
      ratio((one) => median(one.toByte)),
      `${us(median(toOutcome))} / ${us(quantile(toOutcome, 0.99))}`,
      ratio((one) => median(one.toOutcome)),
      allocated.get(contender.name)?.toFixed(0) ?? '',
    ].join(' | ')} |`;
  };
  const lines = [
    '## Placing an order',
    '',
    `In each of ${rounds} rounds, ${calls} calls are made one after the other, over kept-alive connections, to a process on the same machine that only answers. The venue itself takes almost no time there, so that the client’s part is as large as it can be. The answer ends the order (post-only, cancelled), so that nothing is left to watch, and the private stream is idle. CPU is the processor time of the client’s whole process. Delay is from the call to the first byte of the request, and to the outcome: \`Accepted\`, the outcome of a cancel, or the text of the reply. Ratios are to the first row in the same round, with their quartiles. The third row shows what every client has to do. Each row of rx-bitbank is its own client, which checks the order against its instrument, keeps the rate limits, stamps the request, checks the reply against its schema and follows the life of the order. Orders in flight get no answer during the measurement. The ended orders have ended in the same client. The order that a cancel needs is placed before, which is not measured. kB is the memory that V8 allocates per call, garbage included, by its sampling profiler.`,
    '',
    '| | CPU per call, µs | ratio | to the first byte, µs: median / p99 | ratio at the median | to the outcome, µs: median / p99 | ratio at the median | kB per call |',
    '|---|---:|---:|---:|---:|---:|---:|---:|',
    ...contenders.map(row),
    '',
  ];
  const cost = (contender: Contender, read: (one: Placed) => number): number =>
    ratioOf(runsOf(contender).map(read), base.map(read)).median;
  const cpuOf = (contender: Contender): number => cost(contender, ({ cpu }) => cpu);
  const [own, withGuards, amongMany, afterMany, cancel, replacement] = clients;
  return {
    lines,
    figures: {
      'processor time of submitOrder, of a bare POST': cpuOf(own),
      'submitOrder to its first byte, of a bare POST': cost(own, (one) => median(one.toByte)),
      'submitOrder to Accepted, of a bare POST': cost(own, (one) => median(one.toOutcome)),
      'processor time of an order with guards, of a bare POST': cpuOf(withGuards),
      'processor time of an order with 200 in flight, of a bare POST': cpuOf(amongMany),
      'processor time of an order after 5,000, of a bare POST': cpuOf(afterMany),
      'processor time of a cancel, of a bare POST': cpuOf(cancel),
      'processor time of a replacement, of a bare POST': cpuOf(replacement),
      'an order, kB': allocated.get(own.name) ?? NaN,
    },
  };
};
