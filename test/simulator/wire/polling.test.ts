import { describe, expect, it } from 'vitest';
import { type SharedFrame, sharedFrame } from '../../../src/simulator/wire/frame';
import { wireRequest } from '../../../src/simulator/wire/message';
import { decodePayload } from '../../../src/simulator/wire/polling';
import type { Outlet, StreamSession } from '../../../src/simulator/wire/session';
import { createStreamTransports } from '../../../src/simulator/wire/stream-transports';
import type { Wire } from '../../../src/simulator/wire/wire';

const megabyte = 2 ** 20;

/** Opens a client that connected by long-polling, as the transports see it. */
const pollingClient = () => {
  let outlet: Outlet | undefined;
  let isClosed = false;
  const session = {
    close: () => {
      isClosed = true;
    },
  } as unknown as StreamSession;
  const wire = {
    openStream: (own: Outlet) => {
      outlet = own;
      return session;
    },
    findStream: () => (isClosed ? undefined : session),
  } as unknown as Wire;
  const transports = createStreamTransports(wire);
  const read = (sid: string): readonly string[] => {
    const bodies: string[] = [];
    transports
      .poll(wireRequest('GET', `/socket.io/?EIO=4&transport=polling${sid}`))
      .subscribe((answer) => bodies.push('body' in answer ? answer.body : ''));
    return bodies;
  };
  read('');
  return {
    read: () => read('&sid=own'),
    send: (frame: SharedFrame) => outlet?.send(frame),
    isClosed: () => isClosed,
  };
};

describe('a polling client that does not read', () => {
  it('is closed at 32 MB that wait for it', async () => {
    const client = pollingClient();
    const frame = sharedFrame('x'.repeat(megabyte));
    // The first frame goes out by the GET that asked for the session.
    client.send(frame);
    await Promise.resolve();
    for (let sent = 0; sent < 32; sent++) client.send(frame);
    expect(client.isClosed()).toBe(false);
    client.send(frame);
    expect(client.isClosed()).toBe(true);
  });

  it('is not closed by messages that it reads in between', async () => {
    const client = pollingClient();
    const frame = sharedFrame('x'.repeat(megabyte));
    client.send(frame);
    await Promise.resolve();
    for (let turn = 0; turn < 4; turn++) {
      for (let sent = 0; sent < 20; sent++) client.send(frame);
      expect(client.read().flatMap(decodePayload)).toHaveLength(20);
    }
    expect(client.isClosed()).toBe(false);
  });
});
