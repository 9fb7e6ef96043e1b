import { describe, expect, it } from 'vitest';
import { createExecutionClient } from '../../src/execution/index';
import { createDataClient } from '../../src/index';
import { createVirtualSimulator, demoAccount, virtualClock } from '../../src/simulator/index';
import type { SimulationOptions } from '../../src/simulator/options';

const start = Date.UTC(2026, 0, 15, 3);

const world = (options: SimulationOptions = {}) => {
  const clock = virtualClock(start);
  const sim = createVirtualSimulator({ scheduler: clock, ...options });
  const random = () => 0.5;
  const { urls, openSocket, sendRequest, openPubnub } = sim;
  const ports = { ...urls, openSocket, sendRequest, openPubnub, scheduler: clock, random };
  const data = createDataClient(ports);
  const exec = createExecutionClient({
    ...ports,
    ...demoAccount,
  });
  return { clock, sim, data, exec };
};

/** Returns everything that our clients see, and everything that happened, over some seconds. */
const logOf = (seed: number) => {
  const { clock, sim, data, exec } = world({ seed });
  const log: unknown[] = [];
  const note = (name: string) => (value: unknown) => log.push([clock.now() - start, name, value]);
  data.ticker$('btc_jpy').subscribe(note('ticker'));
  data.trades$('xrp_jpy').subscribe(note('trade'));
  data.quotes$('btc_jpy').subscribe(note('quote'));
  exec.privateEvents$.subscribe(note('event'));
  clock.advanceBy(3_000);
  exec
    .submitOrder({ pair: 'btc_jpy', side: 'buy', type: 'market', amount: '0.01' })
    .subscribe(note('transition'));
  clock.advanceBy(3_000);
  const frames = JSON.stringify([log, sim.journal()], (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
  sim.close();
  return frames;
};

// These tests run much market time in little time. Little here depends on other work of the machine.
describe('the simulator on a virtual clock', () => {
  it('feeds our data client through its own ports, at once as far as real time goes', () => {
    const { clock, sim, data } = world();
    const books: { asks: readonly unknown[]; crossed: boolean }[] = [];
    let failure: unknown = null;
    data
      .book$('btc_jpy')
      .subscribe({ next: (book) => books.push(book), error: (error: unknown) => (failure = error) });
    clock.advanceBy(20_000);
    expect(failure).toBeNull();
    expect(books.length).toBeGreaterThan(20);
    expect(books.at(-1)?.asks.length).toBeGreaterThan(150);
    expect(books.every(({ crossed }) => !crossed)).toBe(true);
    sim.close();
  });

  it('has a whole order life with our execution client', () => {
    const { clock, sim, exec } = world();
    const transitions: string[] = [];
    let isComplete = false;
    exec.submitOrder({ pair: 'btc_jpy', side: 'buy', type: 'market', amount: '0.01' }).subscribe({
      next: ({ type }) => transitions.push(type),
      complete: () => (isComplete = true),
    });
    clock.advanceBy(10_000);
    expect(transitions[0]).toBe('Submitted');
    expect(transitions[1]).toBe('Accepted');
    expect(transitions.at(-1)).toBe('Filled');
    expect(isComplete).toBe(true);
    sim.close();
  });

  it('does the same for the same seed, bit for bit, and something else for another', () => {
    const first = logOf(3);
    expect(first.length).toBeGreaterThan(5_000);
    expect(logOf(3)).toBe(first);
    expect(logOf(4)).not.toBe(first);
  });

  it('closes a silent client after 45 s of virtual time', () => {
    const { clock, sim } = world({ participants: false });
    let closedAfter: number | null = null;
    sim
      .openSocket(`${sim.urls.streamUrl}/socket.io/?EIO=4&transport=websocket`, 1_000_000)
      .subscribe({ complete: () => (closedAfter = clock.now() - start) });
    clock.advanceBy(100_000);
    expect(closedAfter).toBe(45_000);
    sim.close();
  });

  it('may drop a link as early as with its greeting, and our client comes again', () => {
    const { clock, sim, data } = world({ participants: false });
    sim.faults.add({ kind: 'stream-drop', when: { nth: 1 } });
    let books = 0;
    const causes: string[] = [];
    data.diagnostics$.subscribe((diagnostic) => {
      if (diagnostic.kind === 'link-lost') causes.push(diagnostic.cause);
    });
    data.book$('btc_jpy').subscribe(() => (books += 1));
    clock.advanceBy(5_000);
    expect(causes).toEqual(['the venue closed the socket']);
    expect(books).toBeGreaterThan(0);
    sim.close();
  });

  it('expires tokens by the same clock, and our client goes on', () => {
    const { clock, sim, exec } = world({ participants: false, tokenLife: 60_000 });
    const events: string[] = [];
    exec.privateEvents$.subscribe((event) => events.push(event.type));
    clock.advanceBy(200_000);
    exec
      .submitOrder({ pair: 'btc_jpy', side: 'buy', type: 'limit', amount: '0.01', price: '1000000' })
      .subscribe();
    clock.advanceBy(1_000);
    expect(events.length).toBeGreaterThan(0);
    sim.close();
  });
});
