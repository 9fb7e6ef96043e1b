import { asyncScheduler, defer, delay, of } from 'rxjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openPubnub } from '../../src/connectivity/pubnub';
import { createPrivateStream, type PrivateStreamEvent } from '../../src/execution/stream/private-stream';
import { startPubnub } from '../connectivity/loopback-pubnub';

const undo: (() => void)[] = [];
afterEach(() => {
  for (const step of undo.splice(0).reverse()) step();
});

/** Waits for an expectation. On a busy machine the SDK takes seconds to load. */
const soon = (holds: () => void, interval = 10): Promise<void> =>
  vi.waitFor(holds, { timeout: 50_000, interval });

/** Sets up a private stream over the real SDK and real sockets. Every token is new. */
const setUp = async (rest: { readonly silence?: number; readonly renewAfter?: number } = {}) => {
  const pubnub = await startPubnub();
  undo.push(pubnub.close);
  let tokens = 0;
  const current = (): string => `token-${tokens}`;
  const stream$ = createPrivateStream({
    info$: () =>
      defer(() => {
        tokens += 1;
        pubnub.grant(current());
        return of({ channel: 'channel', token: current() });
      }).pipe(delay(1)),
    open: openPubnub({ origin: pubnub.origin, subscribeKey: 'sub-key', maxReplyBytes: 10_000_000 }),
    scheduler: asyncScheduler,
    random: () => 0,
    ...rest,
  });
  const events: PrivateStreamEvent[] = [];
  const subscription = stream$.subscribe((event) => events.push(event));
  undo.push(() => subscription.unsubscribe());
  const timetokens = (): string[] =>
    events.flatMap((event) => (event.type === 'message' ? [event.event.timetoken] : []));
  const count = (type: PrivateStreamEvent['type']): number =>
    events.filter((event) => event.type === type).length;
  return { pubnub, current, tokens: () => tokens, events, timetokens, count };
};

const news = { method: 'margin_payable_update', params: [{ amount: '1' }] };

describe('the private stream over the PubNub SDK', () => {
  it('misses nothing and repeats nothing over a hundred token expiries', async () => {
    const { pubnub, current, events, timetokens, count } = await setUp();
    await soon(() => expect(count('connected')).toBe(1));
    const published: string[] = [];
    const flow = setInterval(() => published.push(pubnub.publish(news)), 3);
    undo.push(() => clearInterval(flow));
    const expiries = 100;
    for (let expiry = 1; expiry <= expiries; expiry += 1) {
      // A message comes before each expiry, however fast the machine is.
      published.push(pubnub.publish(news));
      pubnub.revoke(current());
      await soon(() => expect(count('connected')).toBe(expiry + 1), 1);
    }
    clearInterval(flow);
    await soon(() => expect(timetokens()).toHaveLength(published.length));
    expect(timetokens()).toEqual(published);
    expect(published.length).toBeGreaterThan(expiries);
    expect(count('lost')).toBe(expiries);
    expect(events.every(({ type }) => type !== 'undecodable')).toBe(true);
  });

  it('replaces tokens in time and emits nothing about it', async () => {
    const { pubnub, tokens, timetokens, count } = await setUp({ renewAfter: 60 });
    await soon(() => expect(count('connected')).toBe(1));
    const published: string[] = [];
    const flow = setInterval(() => published.push(pubnub.publish(news)), 5);
    undo.push(() => clearInterval(flow));
    await soon(() => expect(tokens()).toBeGreaterThan(10));
    clearInterval(flow);
    await soon(() => expect(timetokens()).toEqual(published));
    expect(count('lost')).toBe(0);
  });

  it('notices a server that fell silent, and resumes from the last message', async () => {
    const { pubnub, timetokens, count } = await setUp({ silence: 2_000 });
    await soon(() => expect(count('connected')).toBe(1));
    await soon(() => expect(pubnub.openPolls()).toBe(1));
    pubnub.mute(true);
    const missed = pubnub.publish(news);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(timetokens()).toEqual([]);
    pubnub.mute(false);
    await soon(() => expect(timetokens()).toEqual([missed]));
    expect(count('lost')).toBe(0);
  });

  it('comes back after every connection was cut', async () => {
    const { pubnub, timetokens, count, events } = await setUp();
    await soon(() => expect(pubnub.openPolls()).toBe(1));
    const first = pubnub.publish(news);
    await soon(() => expect(timetokens()).toEqual([first]));
    pubnub.cut();
    const second = pubnub.publish(news);
    await soon(() => expect(timetokens()).toEqual([first, second]));
    expect(count('lost')).toBe(1);
    expect(events.at(-2)).toEqual({ type: 'connected', resumedFrom: first });
  });
});
