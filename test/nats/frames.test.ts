import { readFileSync } from 'node:fs';
import {
  filter,
  firstValueFrom,
  map,
  merge,
  NEVER,
  of,
  ReplaySubject,
  skip,
  Subject,
  Subscription,
  take,
  toArray,
} from 'rxjs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDataClient, streamTransport } from '../../src/index';
import type { OrderBook } from '../../src/model/order-book';
import { type FramesEvent, natsTransport, publishFrames } from '../../src/nats/index';
import { startSimulator, type Simulator } from '../../src/simulator/index';
import { hasNats, type NatsServer, startNats } from './nats-server';

const pairs = ['btc_jpy', 'xrp_jpy'];

let nats: NatsServer;
let sim: Simulator;
const running: Subscription[] = [];

beforeEach(async () => {
  [nats, sim] = await Promise.all([startNats(), startSimulator({ seed: 1, pairs, marketSpeed: 10 })]);
});
afterEach(async () => {
  for (const each of running.splice(0)) each.unsubscribe();
  await Promise.all([nats.close(), sim.close()]);
});

const gateway = (
  wait = false,
  isMixed = false,
): { readonly events: FramesEvent[]; readonly stop: () => void } => {
  const events: FramesEvent[] = [];
  const { streamUrl, publicUrl, apiUrl } = sim.urls;
  const subscription = publishFrames({
    servers: nats.url,
    transport: streamTransport({ streamUrl, publicUrl, apiUrl }),
    pairs,
    publicUrl,
    apiUrl,
    wait,
    mixWith: isMixed ? streamTransport({ streamUrl }) : undefined,
  }).subscribe({
    next: (event) => events.push(event),
    error: (error: unknown) => console.error(error),
  });
  running.push(subscription);
  return { events, stop: () => subscription.unsubscribe() };
};

/**
 * Compares books by their levels. A diff and a whole of the same sequence give one book each: a new member has the one,
 * an earlier member the other first.
 */
const bidsAndAsks = ({ bids, asks }: OrderBook): string => JSON.stringify({ bids, asks });

describe.skipIf(!hasNats)('frames over NATS', () => {
  test.each([
    ['one connection', false],
    ['two connections that are mixed', true],
  ])('a book by way of NATS is the book of a direct client, to the digit (%s)', async (_, isMixed) => {
    const { events } = gateway(false, isMixed);
    const direct = createDataClient(sim.urls);
    const remote = createDataClient({ transport: natsTransport({ servers: nats.url }) });
    const ours: OrderBook[] = [];
    running.push(direct.book$('btc_jpy', { depth: 20 }).subscribe((book) => ours.push(book)));
    await expect.poll(() => ours.length).toBeGreaterThan(0);
    const theirs = await firstValueFrom(remote.book$('btc_jpy', { depth: 20 }).pipe(take(30), toArray()));
    const fresh = theirs.filter(({ stale }) => !stale);
    const newest = Number(theirs.at(-1)?.sequence);
    await expect.poll(() => Number(ours.at(-1)?.sequence)).toBeGreaterThanOrEqual(newest);
    const shared = fresh.filter(({ sequence }) => ours.some((book) => book.sequence === sequence));
    expect(shared.length).toBeGreaterThan(10);
    for (const book of shared) {
      const same = ours.filter(({ sequence }) => sequence === book.sequence);
      expect(same.map(bidsAndAsks)).toContain(bidsAndAsks(book));
    }
    expect(events.map(({ type }) => type)).toContain('publishing');
    expect(await firstValueFrom(remote.rest.ticker({ pair: 'btc_jpy' }))).toMatchObject({
      pair: 'btc_jpy',
    });
    expect((await firstValueFrom(remote.rest.instruments())).length).toBeGreaterThan(0);
    const tapes = await firstValueFrom(
      remote.trades$('btc_jpy').pipe(
        take(5),
        map(({ id }) => id),
        toArray(),
      ),
    );
    expect(new Set(tapes).size).toBe(5);
    await Promise.all([direct.close(), remote.close()]);
  });

  describe('from a venue of our own', () => {
    const message = (kind: string, data: object): string =>
      `42${JSON.stringify(['message', { room_name: `${kind}_btc_jpy`, message: { data } }])}`;
    const diff = (sequence: number, bid: string, t = sequence): string =>
      message('depth_diff', { a: [], b: [[bid, '1']], t, s: String(sequence) });
    const whole = (sequence: number, ...bids: readonly string[]): string =>
      message('depth_whole', {
        asks: [['200', '1']],
        bids: bids.map((bid) => [bid, '1']),
        timestamp: sequence,
        sequenceId: String(sequence),
      });

    /** A gateway whose venue sends what the test says. */
    const scripted = () => {
      const asked = new ReplaySubject<string>();
      const frames = new Subject<string>();
      const events: string[] = [];
      const link$ = merge(
        of({ type: 'open' as const, send: (text: string) => asked.next(text) }),
        NEVER,
        frames,
      );
      const subscription = publishFrames({
        servers: nats.url,
        transport: { link$, sendRequest: null },
        pairs,
        wait: true,
        quietAfter: 120_000,
      }).subscribe(({ type }) => events.push(type));
      running.push(subscription);
      return {
        events,
        send: (...sent: readonly string[]) => sent.forEach((frame) => frames.next(frame)),
        stop: () => subscription.unsubscribe(),
        /** Resolves once the venue has been asked for a whole `count` times in all. */
        isAsked: (count = 1) =>
          firstValueFrom(
            asked.pipe(
              filter((text) => text.includes('"leave-room","depth_whole_btc_jpy"')),
              skip(count - 1),
            ),
          ),
      };
    };

    const follow = () => {
      const remote = createDataClient({ transport: natsTransport({ servers: nats.url }) });
      const books: OrderBook[] = [];
      running.push(
        remote.book$('btc_jpy').subscribe((book) => books.push(book)),
        new Subscription(() => void remote.close()),
      );
      const shows = async (sequence: number, ...bids: readonly number[]): Promise<void> => {
        await expect.poll(() => books.at(-1)?.sequence).toBe(sequence);
        await expect.poll(() => books.at(-1)?.stale).toBe(false);
        expect(books.at(-1)?.bids.map(({ price }) => price)).toEqual(bids);
      };
      return { books, shows };
    };

    test('a whole that comes late leaves out no diff that came before it and is newer', async () => {
      const { isAsked, send } = scripted();
      // The client is there and has no book, so it asks the gateway for a whole.
      const { shows } = follow();
      await isAsked();
      send(diff(20, '101'), whole(10, '100'), diff(30, '102'));
      await shows(30, 102, 101, 100);
    });

    test('a gateway that takes over with an older whole than the one before it changes no book', async () => {
      const first = scripted();
      const { shows, books } = follow();
      await first.isAsked();
      first.send(whole(10, '100'), diff(20, '101'), whole(25, '101', '100'), diff(30, '102'));
      await shows(30, 102, 101, 100);
      const second = scripted();
      await expect.poll(() => second.events).toContain('standing-by');
      // The second whole was sent to the first gateway alone, which asked for it.
      second.send(whole(10, '100'), diff(20, '101'), diff(30, '102'), diff(40, '103'));
      first.stop();
      await expect.poll(() => second.events).toContain('publishing');
      await shows(40, 103, 102, 101, 100);
      second.send(diff(50, '104'));
      await shows(50, 104, 103, 102, 101, 100);
      expect(books.some(({ stale }) => stale)).toBe(false);
    });

    test('a book that the venue has contradicted is made again by a whole that is requested, with each diff since', async () => {
      const { isAsked, send } = scripted();
      const { shows, books } = follow();
      await isAsked();
      send(whole(10, '100'), diff(20, '101'), diff(30, '102'));
      await shows(30, 102, 101, 100);
      // This diff is newer by its time, and older by its sequence.
      send(diff(25, '105', 31));
      await isAsked(2);
      const contradicted = books.findIndex(({ stale }) => stale);
      expect(contradicted).toBeGreaterThan(0);
      send(whole(40, '105', '102', '101', '100'), diff(50, '106'));
      await shows(50, 106, 105, 102, 101, 100);
      // In between nothing was shown as fresh that lacks a diff.
      const fresh = books.slice(contradicted).filter(({ stale }) => !stale);
      expect(fresh.filter(({ sequence }) => sequence < 40)).toEqual([]);
    });
  });

  test('REST is answered only to a user who may have replies on an inbox of their own', async () => {
    // The test uses the guide's own configuration, so that the guide is true.
    const guide = readFileSync(new URL('../../docs/many-machines.md', import.meta.url), 'utf8');
    const [, rights = ''] = /```text\n(authorization [^]*?)```/.exec(guide) ?? [];
    const guarded = await startNats({ config: rights.replace('$GATEWAY', 'g').replace('$ALICE', 'a') });
    const { streamUrl, publicUrl, apiUrl } = sim.urls;
    const subscription = publishFrames({
      servers: guarded.url,
      user: 'gateway',
      password: 'g',
      transport: streamTransport({ streamUrl, publicUrl, apiUrl }),
      pairs,
      publicUrl,
      apiUrl,
    }).subscribe();
    const alice = { servers: guarded.url, user: 'alice', password: 'a', inboxPrefix: '_INBOX_alice' };
    const remote = createDataClient({ transport: natsTransport(alice) });
    const books: OrderBook[] = [];
    running.push(remote.book$('btc_jpy').subscribe((book) => books.push(book)));
    await firstValueFrom(remote.quotes$('btc_jpy'));
    await expect.poll(() => books.at(-1)?.stale).toBe(false);
    expect(await firstValueFrom(remote.rest.ticker({ pair: 'btc_jpy' }))).toMatchObject({ pair: 'btc_jpy' });
    await remote.close();
    subscription.unsubscribe();
    await guarded.close();
  });

  test('a second gateway takes over, and no subscriber receives anything twice', async () => {
    const first = gateway();
    await expect.poll(() => first.events.at(-1)?.type).toBe('publishing');
    const second = gateway(true);
    const remote = createDataClient({ transport: natsTransport({ servers: nats.url }) });
    const diffs: (string | number)[] = [];
    const books: OrderBook[] = [];
    running.push(
      remote.depthDiff$('btc_jpy').subscribe(({ sequence }) => diffs.push(sequence)),
      remote.book$('btc_jpy').subscribe((book) => books.push(book)),
    );
    await expect.poll(() => diffs.length).toBeGreaterThan(10);
    await expect.poll(() => second.events[0]).toEqual({ type: 'standing-by' });
    first.stop();
    await expect.poll(() => second.events.at(-1)?.type).toBe('publishing');
    const before = diffs.length;
    await expect.poll(() => diffs.length).toBeGreaterThan(before + 10);
    expect(new Set(diffs).size).toBe(diffs.length);
    await expect.poll(() => books.at(-1)?.stale).toBe(false);
    await remote.close();
  });

  test('a client outlives NATS that is killed and comes back, and reports the frames that were missed', async () => {
    const { events } = gateway();
    const remote = createDataClient({ transport: natsTransport({ servers: nats.url }) });
    const books: OrderBook[] = [];
    running.push(remote.book$('btc_jpy').subscribe((book) => books.push(book)));
    await expect.poll(() => books.at(-1)?.stale).toBe(false);
    await nats.kill();
    await expect.poll(() => books.at(-1)?.stale).toBe(true);
    expect((await firstValueFrom(remote.connection$)).state).not.toBe('open');
    await nats.start();
    await firstValueFrom(remote.connection$.pipe(filter(({ state }) => state === 'open')));
    await expect.poll(() => books.at(-1)?.stale).toBe(false);
    expect(events.map(({ type }) => type)).toContain('nats-lost');
    await remote.close();
  });
});
