import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  openPubnub,
  type OpenPubnub,
  type PubnubEvent,
  type PubnubSubscription,
} from '../../src/connectivity/pubnub';
import { startPubnub, type LoopbackPubnub } from './loopback-pubnub';

const maxReplyBytes = 200_000;
let pubnub: LoopbackPubnub;
let open: OpenPubnub;
const undo: (() => void)[] = [];

beforeEach(async () => {
  pubnub = await startPubnub();
  pubnub.grant('token');
  open = openPubnub({ origin: pubnub.origin, subscribeKey: 'sub-key', maxReplyBytes });
  undo.push(pubnub.close);
});
afterEach(() => {
  for (const step of undo.splice(0).reverse()) step();
});

/** Starts another server in the place of PubNub. */
const serve = async (answer: RequestListener): Promise<void> => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  undo.push(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  open = openPubnub({ origin: `http://127.0.0.1:${port}`, subscribeKey: 'sub-key', maxReplyBytes });
};

interface Watched {
  readonly events: PubnubEvent[];
  readonly stop: () => void;
  ended: boolean;
}

const watch = (subscription: Partial<PubnubSubscription> = {}): Watched => {
  const watched: Watched = { events: [], ended: false, stop: () => running.unsubscribe() };
  const running = open({ channel: 'channel', token: 'token', since: null, ...subscription }).subscribe({
    next: (event) => watched.events.push(event),
    complete: () => (watched.ended = true),
  });
  undo.push(() => running.unsubscribe());
  return watched;
};

const typesOf = ({ events }: Watched): string[] => events.map(({ type }) => type);
/** Waits for an expectation, also on a busy machine. */
const until = (holds: () => void): Promise<void> => vi.waitFor(holds, { timeout: 30_000, interval: 5 });
const polling = (): Promise<void> => until(() => expect(pubnub.openPolls()).toBe(1));
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('openPubnub', () => {
  it('emits that it is connected, then each message with its timetoken', async () => {
    const watched = watch();
    await polling();
    expect(watched.events).toEqual([{ type: 'connected', timetoken: '17000000000000000' }]);
    const first = pubnub.publish({ method: 'one' });
    await polling();
    pubnub.publish({ method: 'two' });
    await until(() => expect(watched.events).toHaveLength(3));
    expect(watched.events[1]).toEqual({ type: 'message', timetoken: first, message: { method: 'one' } });
    expect(watched.ended).toBe(false);
  });

  it('goes on after the given timetoken', async () => {
    const since = pubnub.publish('old');
    const missed = pubnub.publish('missed');
    const watched = watch({ since });
    await until(() => expect(watched.events).toHaveLength(2));
    expect(watched.events).toEqual([
      { type: 'connected', timetoken: since },
      { type: 'message', timetoken: missed, message: 'missed' },
    ]);
  });

  it('ends as denied when the token was never valid', async () => {
    const watched = watch({ token: 'another' });
    await until(() => expect(watched.ended).toBe(true));
    expect(watched.events).toEqual([{ type: 'denied' }]);
  });

  it('ends as denied when the token runs out', async () => {
    const watched = watch();
    await polling();
    pubnub.revoke('token');
    await until(() => expect(watched.ended).toBe(true));
    expect(typesOf(watched)).toEqual(['connected', 'denied']);
  });

  it('ends as lost at once when the connection breaks', async () => {
    const watched = watch();
    await polling();
    const subscribes = (): number => pubnub.requests.filter((path) => path.includes('/subscribe/')).length;
    const asked = subscribes();
    pubnub.cut();
    await until(() => expect(watched.ended).toBe(true));
    expect(typesOf(watched)).toEqual(['connected', 'lost']);
    // The SDK would wait for seconds and ask again.
    expect(subscribes()).toBe(asked);
  });

  it('ends as lost when no server answers', async () => {
    pubnub.close();
    const watched = watch();
    await until(() => expect(watched.ended).toBe(true));
    expect(watched.events).toEqual([{ type: 'lost', cause: 'PNNetworkIssuesCategory' }]);
  });

  it('ends as lost when the answer is not PubNub', async () => {
    await serve((_, response) => response.end('<html>'));
    const watched = watch();
    await until(() => expect(watched.ended).toBe(true));
    expect(typesOf(watched)).toEqual(['lost']);
  });

  it('cuts off a reply that has no end, and says why', async () => {
    let sent = 0;
    let isCut = false;
    await serve((_, response) => {
      const chunk = Buffer.alloc(16_000, ' ');
      const more = (): void => {
        while (!isCut && response.write(chunk)) sent += chunk.length;
      };
      response.on('drain', more).on('close', () => (isCut = true));
      more();
    });
    const watched = watch();
    await until(() => expect(watched.ended && isCut).toBe(true));
    expect(watched.events).toEqual([{ type: 'lost', cause: `a reply of more than ${maxReplyBytes} bytes` }]);
    // The buffers of the system on both sides are filled before the sender knows that nobody reads on.
    expect(sent).toBeLessThan(50 * maxReplyBytes);
  });

  it('asks for uncompressed replies, and cuts off compressed ones: a little of them may be very much', async () => {
    const accepted: unknown[] = [];
    const bomb = gzipSync(Buffer.alloc(50 * maxReplyBytes, ' '));
    expect(bomb.length).toBeLessThan(maxReplyBytes);
    await serve(({ headers }, response) => {
      accepted.push(headers['accept-encoding']);
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    });
    const watched = watch();
    await until(() => expect(watched.ended).toBe(true));
    expect(watched.events).toEqual([{ type: 'lost', cause: 'a compressed reply, which was not requested' }]);
    expect(new Set(accepted)).toEqual(new Set(['identity']));
  });

  it('sends no request after the last subscriber has left', async () => {
    const watched = watch();
    await polling();
    watched.stop();
    // The SDK says on another connection that it leaves, so that this may come after the end of the poll.
    await until(() => {
      expect(pubnub.openPolls()).toBe(0);
      expect(pubnub.requests.at(-1)).toContain('/leave?');
    });
    const asked = pubnub.requests.length;
    pubnub.publish('unheard');
    await pause(200);
    expect(pubnub.requests.slice(asked)).toEqual([]);
    expect(typesOf(watched)).toEqual(['connected']);
  });

  it('says what to install when the SDK is not there', async () => {
    vi.doMock('pubnub', () => {
      throw new Error('Cannot find package');
    });
    undo.push(() => vi.doUnmock('pubnub'));
    let error: unknown;
    open({ channel: 'channel', token: 'token', since: null }).subscribe({
      error: (e: unknown) => (error = e),
    });
    await until(() => expect(error).toMatchObject({ _tag: 'ConfigError', field: 'pubnub' }));
    expect(String(error)).toContain('version 12');
  });
});
