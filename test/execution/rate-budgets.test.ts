import { delay, of, VirtualTimeScheduler } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { SendRequest } from '../../src/connectivity/ports';
import { createExecutionClient, type ExecutionClient } from '../../src/execution';

interface World {
  readonly scheduler: VirtualTimeScheduler;
  readonly sendRequest: SendRequest;
  /** The times at which calls left, ms. */
  readonly left: number[];
}

const worldOf = (): World => {
  const scheduler = new VirtualTimeScheduler();
  const left: number[] = [];
  const sendRequest: SendRequest = () => {
    left.push(scheduler.now());
    return of({ status: 200, date: null, body: '{"success":1,"data":{"assets":[]}}' }).pipe(
      delay(100, scheduler),
    );
  };
  return { scheduler, sendRequest, left };
};

const clientOf = ({ scheduler, sendRequest }: World, options: object = {}): ExecutionClient =>
  createExecutionClient({ apiKey: 'a', apiSecret: 's', scheduler, sendRequest, queryLimit: 2, ...options });

const readTwice = (client: ExecutionClient): void => {
  for (let i = 0; i < 2; i += 1) client.rest.assets().subscribe({ error: () => undefined });
};

describe('the count of calls', () => {
  it('is that of the key, for every client of the process', () => {
    const world = worldOf();
    readTwice(clientOf(world));
    readTwice(clientOf(world));
    world.scheduler.flush();
    expect(world.left).toEqual([0, 0, 1100, 1100]);
  });

  it('outlives the client that made the calls, as long as they may count', async () => {
    const world = worldOf();
    const first = clientOf(world);
    readTwice(first);
    await first.close();
    // Both were aborted. They may arrive until their time would have been up.
    readTwice(clientOf(world, { readTimeout: 500 }));
    world.scheduler.flush();
    expect(world.left).toEqual([0, 0, 11_000, 11_000]);
  });

  it.each([
    ['key', { apiKey: 'b' }],
    ['venue', { apiUrl: 'https://other.example/v1' }],
    ['world', worldOf()],
  ])('is not that of another %s', (_, other) => {
    const world = worldOf();
    readTwice(clientOf(world));
    readTwice(clientOf(world, 'left' in other ? {} : other));
    if ('left' in other) {
      readTwice(clientOf(other));
      other.scheduler.flush();
      expect(other.left).toEqual([0, 0]);
      return;
    }
    world.scheduler.flush();
    expect(world.left).toEqual([0, 0, 0, 0]);
  });
});

describe('a pause after too many calls', () => {
  it('is reported by every client of the key that is open', async () => {
    const world = worldOf();
    const refusing: SendRequest = () =>
      of({ status: 429, date: null, body: '{"success":0,"data":{"code":10009}}' }).pipe(
        delay(100, world.scheduler),
      );
    const refused = { ...world, sendRequest: refusing };
    const clients = [0, 1, 2].map(() => clientOf(refused, { readRetries: 0 }));
    const told = clients.map((client) => {
      const seen: unknown[] = [];
      client.diagnostics$.subscribe((diagnostic) => seen.push(diagnostic));
      return seen;
    });
    await clients[2]?.close();
    if (clients[0] !== undefined) {
      readTwice(clients[0]);
      readTwice(clients[0]);
    }
    world.scheduler.flush();
    const pauses = [
      { kind: 'lane-paused', lane: 'query', pause: 1_000, waiting: 2 },
      { kind: 'lane-paused', lane: 'query', pause: 2_000, waiting: 0 },
    ];
    expect(told[0]).toMatchObject(pauses);
    expect(told[1]).toMatchObject(pauses);
    expect(told[2]).toEqual([]);
  });
});
