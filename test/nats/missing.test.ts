import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import { firstValueFrom, type Subscription } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeBeat } from '../../src/nats/beat';
import { stampHeaders } from '../../src/nats/frame-message';
import { createFollower } from '../../src/nats/follower';
import { natsTransport, type NatsTransport } from '../../src/nats/index';
import { framesStream$ } from '../../src/nats/stream';
import { subjectsOf } from '../../src/nats/subjects';
import { clockOf } from '../../src/operators/clock';
import type { RoomKind } from '../../src/parsing/room-kinds';
import { hasNats, type NatsServer, startNats } from './nats-server';

const pair = 'btc_jpy';
const subjects = subjectsOf('bitbank');

let nats: NatsServer;
let connection: NatsConnection;
let manager: JetStreamManager;

beforeEach(async () => {
  nats = await startNats();
  connection = await connect({ servers: nats.url });
  await firstValueFrom(framesStream$(connection, subjects, 60_000));
  manager = await jetstreamManager(connection);
});
afterEach(async () => {
  await connection.close();
  await nats.close();
});

/** Publishes a frame as a gateway does. It is on its way to the callers, and in the stream. */
const publish = async (kind: RoomKind, n: number): Promise<void> => {
  await manager.jetstream().publish(subjects.frames(pair, kind), `${kind} ${n}`, {
    headers: stampHeaders({ epoch: 1, n, at: Date.now() }),
  });
};

const follow = (from: number | null = null) => {
  const frames: string[] = [];
  const gaps: string[] = [];
  const failures: unknown[] = [];
  let reads = 0;
  let letRead: () => void = () => undefined;
  let mayRead = Promise.resolve();
  const consumers = Object.create(manager.consumers) as JetStreamManager['consumers'];
  const direct = Object.create(manager.direct) as JetStreamManager['direct'];
  const waitToRead = (): Promise<void> => {
    reads += 1;
    return mayRead;
  };
  consumers.add = (...asked) => waitToRead().then(() => manager.consumers.add(...asked));
  direct.getMessage = (...asked) => waitToRead().then(() => manager.direct.getMessage(...asked));
  const follower = createFollower({
    connection,
    history: {
      manager: Object.assign(Object.create(manager) as JetStreamManager, { consumers, direct }),
      subjects,
    },
    pair,
    clock: clockOf(undefined),
    from,
    emit: (frame) => frames.push(frame),
    onGap: (kind, missing) => gaps.push(`${kind} ${missing}`),
    fail: (error) => failures.push(error),
  });
  return {
    follower,
    frames,
    gaps,
    failures,
    reads: () => reads,
    /** Keeps the server's answer to the next read of the stream back, until the returned function is called. */
    holdReads: (): (() => void) => {
      mayRead = new Promise((resolve) => (letRead = resolve));
      return letRead;
    },
  };
};

/** Joins the trades after the second frame was stored, and misses it: the first one comes, and then the third one. */
const withMissing = async ({ follower, frames }: ReturnType<typeof follow>, isStored: boolean) => {
  if (isStored) await publish('transactions', 2);
  follower.join('transactions');
  await connection.flush();
  await publish('transactions', 1);
  await expect.poll(() => frames).toEqual(['transactions 1']);
  await publish('transactions', 3);
};

describe.skipIf(!hasNats)('a frame of trades that a caller has missed', () => {
  it('is read from the stream', async () => {
    const caller = follow();
    await withMissing(caller, true);
    await expect.poll(() => caller.frames).toEqual(['transactions 1', 'transactions 2', 'transactions 3']);
    expect(caller.failures).toEqual([]);
    caller.follower.stop();
  });

  it('is read from the stream also if another room of the pair is joined meanwhile', async () => {
    const caller = follow();
    const letRead = caller.holdReads();
    await withMissing(caller, true);
    await expect.poll(caller.reads).toBe(1);
    caller.follower.join('ticker');
    letRead();
    await expect.poll(() => caller.frames.at(-1)).toBe('transactions 3');
    expect(caller.frames).toEqual(['transactions 1', 'transactions 2', 'transactions 3']);
    expect(caller.gaps).toEqual([]);
    caller.follower.stop();
  });

  it('is read from the stream also if it is missed while another room of the pair is read', async () => {
    const caller = follow();
    await publish('transactions', 2);
    caller.follower.join('transactions');
    await connection.flush();
    await publish('transactions', 1);
    await expect.poll(() => caller.frames).toEqual(['transactions 1']);
    const letRead = caller.holdReads();
    caller.follower.join('ticker');
    await expect.poll(caller.reads).toBe(1);
    await publish('transactions', 3);
    await connection.flush();
    letRead();
    await expect.poll(() => caller.frames.at(-1)).toBe('transactions 3');
    expect(caller.frames).toEqual(['transactions 1', 'transactions 2', 'transactions 3']);
    expect(caller.gaps).toEqual([]);
    caller.follower.stop();
  });

  it('makes the link again if the stream does not have it, so that trades are refilled from REST', async () => {
    const caller = follow();
    await withMissing(caller, false);
    await expect
      .poll(() => caller.failures.map(String))
      .toEqual(['LinkError: 1 frames of transactions_btc_jpy are missing']);
    expect(caller.gaps).toEqual(['transactions 1']);
    caller.follower.stop();
  });
});

describe.skipIf(!hasNats)('the frames from a time on', () => {
  /** Joins the trades on a link of its own; resolves once it is open. */
  const joinOn = (transport: NatsTransport, frames: string[]): Promise<Subscription> =>
    new Promise((resolve) => {
      const link: Subscription = transport.link$.subscribe((event) => {
        if (typeof event === 'string') {
          frames.push(event);
          return;
        }
        event.send(`42${JSON.stringify(['join-room', `transactions_${pair}`])}`);
        resolve(link);
      });
    });

  it('come also if another room of the pair is joined while they are read', async () => {
    const from = Date.now() - 1_000;
    await publish('transactions', 1);
    const caller = follow(from);
    const letRead = caller.holdReads();
    caller.follower.join('transactions');
    await expect.poll(caller.reads).toBe(1);
    caller.follower.join('ticker');
    letRead();
    await expect.poll(() => caller.frames).toEqual(['transactions 1']);
    caller.follower.stop();
  });

  it('come on the next link if the first one was lost before it had read them, and then no more', async () => {
    const beats = setInterval(
      () => connection.publish(subjects.beat, encodeBeat({ epoch: 1, isOpen: true, rooms: {} })),
      50,
    );
    const from = Date.now() - 1_000;
    await publish('transactions', 1);
    const transport = natsTransport({ servers: nats.url, from });
    const frames: string[] = [];
    const first = await joinOn(transport, frames);
    first.unsubscribe();
    expect(frames).toEqual([]);
    const second = await joinOn(transport, frames);
    await expect.poll(() => frames).toEqual(['transactions 1']);
    second.unsubscribe();
    const third = await joinOn(transport, frames);
    let n = 1;
    const oneMore = async (): Promise<number> => {
      await publish('transactions', (n += 1));
      return frames.length;
    };
    await expect.poll(oneMore).toBeGreaterThan(1);
    expect(frames.filter((frame) => frame === 'transactions 1')).toHaveLength(1);
    third.unsubscribe();
    clearInterval(beats);
  });
});
