import { firstValueFrom } from 'rxjs';
import { expect, it, vi } from 'vitest';
import { createDataClient, replayTransport } from '../../src/index';
import { createVirtualSimulator, startSimulator, virtualClock } from '../../src/simulator/index';
import { createStreamClient } from '../../src/stream';

it('is the same as close, for clients and the simulator', async () => {
  const transport = replayTransport([]);
  for (const client of [createDataClient({ transport }), createStreamClient({ transport })]) {
    await client[Symbol.asyncDispose]();
    expect(await firstValueFrom(client.connection$, { defaultValue: 'completed' })).toBe('completed');
  }
  const sim = await startSimulator();
  await sim[Symbol.asyncDispose]();
  await expect(fetch(sim.urls.publicUrl)).rejects.toThrow('fetch failed');
  await createVirtualSimulator({ scheduler: virtualClock(0) })[Symbol.asyncDispose]();
});

it('is left out if the runtime does not know it, and nothing stands in its place', () => {
  const { iterator, asyncIterator } = Symbol;
  const make = Symbol;
  vi.stubGlobal(
    'Symbol',
    Object.assign((name?: string) => make(name), { iterator, asyncIterator }),
  );
  try {
    const client = createDataClient({ transport: replayTransport([]) });
    expect(Object.keys(client)).not.toContain('undefined');
    expect(Object.getOwnPropertySymbols(client)).toEqual([]);
  } finally {
    vi.unstubAllGlobals();
  }
});
