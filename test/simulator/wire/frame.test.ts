import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WebSocketServer, WebSocket } from 'ws';
import { sharedFrame } from '../../../src/simulator/wire/frame';
import { createAuditLog } from '../../../src/simulator/wire/audit-log';
import { createPollingOutlet, decodePayload } from '../../../src/simulator/wire/polling';

describe('a WebSocket frame', () => {
  it('is read back by ws, whatever its length', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const texts = [0, 1, 125, 126, 65_535, 65_536, 200_000].map((length) => 'x'.repeat(length));
    texts.push('価格', '"😀"');
    server.on('connection', (_, request) => {
      for (const text of texts) request.socket.write(sharedFrame(text).bytes());
    });
    const socket = new WebSocket(`ws://127.0.0.1:${port}`);
    const received: string[] = [];
    await new Promise<void>((resolve) => {
      socket.on('message', (data: Buffer, isBinary) => {
        expect(isBinary).toBe(false);
        received.push(data.toString());
        if (received.length === texts.length) resolve();
      });
    });
    expect(received).toEqual(texts);
    socket.terminate();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('a long-polling payload', () => {
  it('gives back the packets that it was made of', () => {
    const packet = fc.string({ minLength: 1 }).filter((text) => !text.includes('\x1e'));
    fc.assert(
      fc.property(fc.array(packet, { minLength: 1 }), (packets) => {
        const outlet = createPollingOutlet(1_000, () => undefined);
        for (const text of packets) outlet.send(sharedFrame(text));
        const bodies: string[] = [];
        outlet.poll()?.subscribe(({ body }) => bodies.push(body));
        expect(bodies.map(decodePayload)).toEqual([packets]);
      }),
    );
  });
});

describe('the audit log', () => {
  const event = { type: 'foreign-order', apiKey: 'a', orderId: 1 } as const;

  it('keeps at least so many of the latest entries, and gives those after a seq', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(100), fc.nat(120), (capacity, written, after) => {
        const journal = createAuditLog(() => 0, capacity);
        for (let entry = 0; entry < written; entry++) journal.write(event);
        const kept = journal.entries().map(({ seq }) => seq);
        expect(kept.length).toBeGreaterThanOrEqual(Math.min(capacity, written));
        expect(kept.length).toBeLessThan(2 * capacity + 1);
        expect(kept.at(-1)).toBe(written === 0 ? undefined : written);
        expect(journal.entries(after).map(({ seq }) => seq)).toEqual(kept.filter((seq) => seq > after));
      }),
    );
  });

  it('keeps nothing if it has no room', () => {
    const journal = createAuditLog(() => 0, 0);
    journal.write(event);
    expect(journal.entries()).toEqual([]);
  });
});

describe('a client that upgrades from long-polling', () => {
  const bodyOf = (outlet: ReturnType<typeof createPollingOutlet>): string[] => {
    const bodies: string[] = [];
    outlet.poll()?.subscribe(({ body }) => bodies.push(body));
    return bodies;
  };

  it('has each GET answered, also one that comes after its probe, or it could not pause before the next ping', () => {
    const outlet = createPollingOutlet(1_000, () => undefined);
    const open = bodyOf(outlet);
    outlet.release();
    expect(open).toEqual(['6']);
    expect(bodyOf(outlet)).toEqual(['6']);
    outlet.hold();
    expect(bodyOf(outlet)).toEqual([]);
  });
});
