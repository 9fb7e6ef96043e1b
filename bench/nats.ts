/**
 * Measures the way over NATS, with a real server and the gateway in a process of its own: the delay that it adds to a
 * frame compared with a direct client of the same venue, and the processor time of a gateway with many consumers.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loadavg } from 'node:os';
import { retry, type Subscription } from 'rxjs';
import { streamTransport, type Transport } from '../src/index';
import { natsTransport } from '../src/nats/index';
import { instruments } from '../src/simulator/market/instruments';
import type { SimulatorUrls } from '../src/simulator/index';
import { hasNats, startNats, type NatsServer } from '../test/nats/nats-server';
import { median, quantile } from './measure';
import { startProgram, type Program } from './nats-process';
import type { Extent, Section } from './section';
import { startChild } from './simulator-process';

const pairs = instruments.map(({ pair }) => pair);

/** Receives the diffs of all pairs, and calls `onFrame` with each frame and its time. */
const followDiffs = ({ link$ }: Transport, onFrame: (frame: string, at: number) => void): Subscription =>
  // A busy machine may lose a link. The frames that were missed in the meantime do not count.
  link$.pipe(retry({ delay: 500 })).subscribe({
    next: (event) => {
      if (typeof event === 'string') onFrame(event, performance.now());
      else for (const pair of pairs) event.send(`42["join-room","depth_diff_${pair}"]`);
    },
  });

interface Delays {
  readonly count: number;
  readonly median: number;
  readonly p99: number;
}

/**
 * Returns the delay of the same frames over NATS compared with the direct link, ms. With `isSwapped`, the link over
 * NATS is made first.
 */
const delaysOf = async (
  direct: Transport,
  remote: Transport,
  ms: number,
  isSwapped: boolean,
): Promise<Delays> => {
  const directAt = new Map<string, number>();
  const remoteAt = new Map<string, number>();
  const links = [
    () => followDiffs(direct, (frame, at) => directAt.set(frame, at)),
    () => followDiffs(remote, (frame, at) => remoteAt.set(frame, at)),
  ];
  const open = (isSwapped ? links.reverse() : links).map((link) => link());
  await sleep(1_500);
  directAt.clear();
  await sleep(ms);
  // The last frames of the direct client are still on their way over NATS.
  await sleep(500);
  for (const link of open) link.unsubscribe();
  const delays = [...directAt].flatMap(([frame, at]) => {
    const later = remoteAt.get(frame);
    return later === undefined ? [] : [later - at];
  });
  return { count: delays.length, median: quantile(delays, 0.5), p99: quantile(delays, 0.99) };
};

/** Returns the processor time of a process so far, ms; `NaN` where the system does not report it. */
const cpuOf = (pid: number): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return 10 * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return NaN;
  }
};

interface Crowd {
  readonly name: string;
  readonly count: number;
  readonly pairs: readonly string[];
}

const crowds: readonly Crowd[] = [
  { name: 'none', count: 0, pairs: [] },
  { name: 'one of one pair', count: 1, pairs: ['btc_jpy'] },
  { name: '1,000 of one pair', count: 1_000, pairs: ['btc_jpy'] },
  { name: '50 of all pairs', count: 50, pairs },
];

interface Cost {
  /** The processor time, % of a core. */
  readonly gateway: number;
  readonly nats: number;
  /** The number of books that all consumers receive per second. */
  readonly books: number;
}

/** The longest time in ms in which a crowd may start. Thousands of joins take long on a busy machine. */
const longestStart = 180_000;

/** Returns `null` for a crowd that could not start in time. */
const costOf = async (
  { count, pairs: watched }: Crowd,
  nats: NatsServer,
  gateway: Program,
  ms: number,
): Promise<Cost | null> => {
  const consumers = startProgram('consume-nats', { servers: nats.url, count, pairs: watched });
  if (!(await consumers.ready(longestStart))) {
    await consumers.stop();
    return null;
  }
  await sleep(1_000);
  const look = async () => ({
    at: performance.now(),
    gateway: (await gateway.ask()).cpu,
    nats: cpuOf(nats.pid()),
    books: (await consumers.ask()).received,
  });
  const before = await look();
  await sleep(ms);
  const after = await look();
  await consumers.stop();
  const seconds = (after.at - before.at) / 1_000;
  return {
    gateway: (after.gateway - before.gateway) / seconds / 10,
    nats: (after.nats - before.nats) / seconds / 10,
    books: (after.books - before.books) / seconds,
  };
};

const percent = (share: number): string => `${share.toFixed(1)} %`;

const measure = async (
  { short }: Extent,
  nats: NatsServer,
  urls: SimulatorUrls,
): Promise<readonly string[]> => {
  const gateway = startProgram('publish-nats', { servers: nats.url, ...urls, pairs });
  if (!(await gateway.ready(longestStart))) throw new Error('the gateway does not start');
  const direct = streamTransport(urls);
  const remote = natsTransport({ servers: nats.url });
  const runs: Delays[] = [];
  for (let run = 0; run < (short ? 3 : 9); run += 1)
    runs.push(await delaysOf(direct, remote, short ? 2_000 : 4_000, run % 2 === 1));
  const costs = new Map<string, Cost | null>();
  for (const crowd of crowds)
    costs.set(crowd.name, await costOf(crowd, nats, gateway, short ? 2_000 : 8_000));
  await gateway.stop();
  const [medians, tails] = [runs.map((run) => run.median), runs.map((run) => run.p99)] as const;
  const ms = (values: readonly number[]): string =>
    `**${median(values).toFixed(2)} ms** (${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)})`;
  const frames = runs.reduce((sum, { count }) => sum + count, 0);
  return [
    `Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}, load of the machine ${(loadavg()[0] ?? 0).toFixed(0)} on two cores, which venue, gateway, NATS and consumers share.`,
    '',
    `Added delay of a frame beside a direct client, over ${runs.length} runs of ${frames} frames in all: median ${ms(medians)}, 99th percentile ${ms(tails)}.`,
    '',
    '| consumers | books per second, in all | gateway, of a core | NATS, of a core |',
    '| --- | ---: | ---: | ---: |',
    ...[...costs].map(([name, cost]) =>
      cost === null
        ? `| ${name} | did not start within ${longestStart / 1_000} s | | |`
        : `| ${name} | ${Math.round(cost.books).toLocaleString('en')} | ${percent(cost.gateway)} | ${percent(cost.nats)} |`,
    ),
  ];
};

const page = fileURLToPath(new URL('../../docs/many-machines.md', import.meta.url));
const marks = ['<!-- figures: npm run bench -- nats --write -->', '<!-- end of figures -->'] as const;

/** Replaces the figures in the guide. */
const writeDown = (lines: readonly string[]): void => {
  const text = readFileSync(page, 'utf8');
  const [begin, end] = marks.map((mark) => text.indexOf(mark)) as [number, number];
  if (begin === -1 || end < begin) throw new Error(`${page} has no ${marks.join(' … ')}`);
  const head = text.slice(0, begin + marks[0].length);
  writeFileSync(page, `${head}\n\n${lines.join('\n')}\n\n${text.slice(end)}`);
};

/**
 * Returns no figures to compare, because a delay between two processes shows the load of the machine more than a change
 * of the revision.
 */
export const natsSection = async (extent: Extent): Promise<Section> => {
  const title = ['## Over NATS', ''];
  if (!hasNats) return { lines: [...title, 'There is no `nats-server` here.', ''], figures: {} };
  const [nats, sim] = await Promise.all([startNats(), startChild({})]);
  try {
    const lines = await measure(extent, nats, sim.urls);
    if (extent.write) writeDown(lines);
    return { lines: [...title, ...lines, ''], figures: {} };
  } finally {
    await sim.stop();
    await nats.close();
  }
};
