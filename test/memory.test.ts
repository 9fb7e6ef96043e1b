import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { finalize, interval, of, Subject, take, VirtualTimeScheduler } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { recordPacker } from '../src/backtest/result/packed-records';
import type { RunFacts } from '../src/backtest/result/facts';
import { resultOf } from '../src/backtest/result/result';
import type { BacktestConfig } from '../src/backtest/run/config';
import type { PubnubEvent } from '../src/connectivity/pubnub';
import { createCommands } from '../src/execution/order/commands';
import { createPrivateStream } from '../src/execution/stream/private-stream';
import { createDataClient, type Transport } from '../src/index';
import { clockOf } from '../src/operators/clock';
import { createVirtualSimulator, queue, virtualClock } from '../src/simulator/index';
import { accepted, fixture } from './simulator/venue/fixture';

/** Data that came is not kept: neither by the emitted values, nor by the memory of known ones. */

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const heapNow = (): number => {
  collect();
  return process.memoryUsage().heapUsed;
};

const large = 500_000;
/** The number of large texts. Much less than their total size may be kept. */
const many = 90;
const most = 5_000_000;

/** Makes a flat text, as received texts are. A rope would be kept by its parts. */
const largeText = (start: string): string => Buffer.from(start.padEnd(large, 'x')).toString('latin1');

describe('memory', () => {
  it('is not held by diagnostics of frames, of which the last hundred are kept', () => {
    const frames = new Subject<string>();
    const transport: Transport = { link$: frames, sendRequest: null };
    const clock = virtualClock(0);
    const client = createDataClient({ transport, scheduler: clock });
    client.ticker$('btc_jpy').subscribe();
    // Each comes a second after the previous one, so that it is reported by itself.
    const push = (frame: string): void => {
      frames.next(frame);
      clock.advanceBy(1_000);
    };
    push('early');
    const before = heapNow();
    for (let i = 0; i < many; i += 1) push(largeText(`no frame ${i}`));
    expect(heapNow() - before).toBeLessThan(most);
    for (let i = 0; i < many; i += 1) push(`no frame ${i}`);
    const told: unknown[] = [];
    client.diagnostics$.subscribe((one) => told.push(one));
    expect(told).toHaveLength(100);
    void client.close();
  });

  it('is not held by what a client has sent to the simulator in its process, with any scheduler', () => {
    const scheduler = new VirtualTimeScheduler(undefined, 10_000);
    const { openSocket, urls } = createVirtualSimulator({ scheduler, pairs: ['btc_jpy'] });
    const before = heapNow();
    let held = Infinity;
    let isLinked = true;
    openSocket(urls.streamUrl, 1_000_000)
      .pipe(finalize(() => (isLinked = false)))
      .subscribe((event) => {
        if (event.type !== 'open') return;
        event.send('40');
        interval(10, scheduler)
          .pipe(take(many))
          .subscribe((i) => event.send(largeText(`42["leave-room","${i}`).slice(0, -2) + '"]'));
        scheduler.schedule(() => (held = isLinked ? heapNow() - before : Infinity), 10 * many + 50);
      });
    scheduler.flush();
    expect(held).toBeLessThan(most);
  });

  it('is not held by orders that have ended long ago at the simulator', () => {
    const sim = fixture();
    const user = sim.user();
    const trade = (count: number): void => {
      for (let i = 0; i < count; i += 1) {
        const { orderId } = accepted(
          sim.place(user, 'xrp_jpy', { type: 'limit', side: 'buy', price: '300', amount: '1' }),
        );
        sim.venue.cancelOrder(user, 'xrp_jpy', orderId);
        sim.clock.advanceBy(10);
        sim.events.length = 0;
      }
    };
    trade(11_000);
    const before = heapNow();
    trade(11_000);
    expect(heapNow() - before).toBeLessThan(2_000_000);
  });

  it('is not held by the lives of ended commands, of which the last thousand are kept whole', () => {
    const commands = createCommands(clockOf(virtualClock(0)));
    const run = (count: number): void => {
      for (let i = 0; i < count; i += 1) {
        const call = {
          id: undefined,
          asked: () => '',
          start: () => of(Buffer.alloc(10_000, 'x').toString('latin1')),
          remember: () => () => of(''),
          refuse: () => of(''),
        };
        commands.run(call).values$.subscribe();
      }
    };
    run(1_500);
    const before = heapNow();
    run(2_000);
    expect(heapNow() - before).toBeLessThan(most);
  });

  it('is not held by the records of a backtest, of which only one piece is unpacked at a time', () => {
    const packer = recordPacker();
    for (let at = 0; at < 20_000; at += 1)
      packer.add({ type: 'mark', at, pair: 'btc_jpy', bid: `${at}`, ask: null });
    const { pieces, hash } = packer.pack();
    const [piece] = pieces;
    let greatest = 0;
    /** The same piece again and again, with a look at the memory before each. */
    const repeated = new Proxy(Array.from({ length: 60 }, () => piece) as Uint8Array[], {
      get: (target, key, self): unknown => {
        if (typeof key === 'string' && /^\d+$/.test(key)) greatest = Math.max(greatest, heapNow());
        return Reflect.get(target, key, self);
      },
    });
    const facts: RunFacts = {
      ...{ from: 0, begun: 0, to: 1, frames: 0, inputHash: '', strategyHash: '', ended: 'left' },
      ...{ fees: {}, bases: {}, volumes: {}, breaks: [] },
      records: { pieces: repeated, hash },
    };
    const config: BacktestConfig = {
      ...{ strategy: 'file:///s.js', market: { recorded: 'r' }, balances: {}, fills: queue() },
      ...{ latency: 0, seed: 1, warmUp: 0 },
    };
    const before = heapNow();
    expect(resultOf(config, facts).orders).toEqual([]);
    expect(greatest - before).toBeLessThan(most);
  });

  it('is not held by the memory of private messages', () => {
    const link = new Subject<PubnubEvent>();
    let told = 0;
    const subscription = createPrivateStream({
      info$: () => of({ channel: 'c', token: 't' }),
      open: () => link,
      scheduler: virtualClock(0),
      random: () => 0,
    }).subscribe(() => (told += 1));
    link.next({ type: 'connected', timetoken: '1' });
    const before = heapNow();
    for (let i = 0; i < many; i += 1) {
      const message = { method: 'asset_update', params: [], note: largeText(`${i}`) };
      link.next({ type: 'message', timetoken: `${17_900_000_000_000_000n + BigInt(i)}`, message });
    }
    expect(heapNow() - before).toBeLessThan(most);
    expect(told).toBe(1 + many);
    const small = (i: number): PubnubEvent => ({
      type: 'message',
      timetoken: `${17_900_000_000_001_000n + BigInt(i)}`,
      message: { method: 'asset_update', params: [] },
    });
    for (let i = 0; i < 1_000; i += 1) link.next(small(i));
    link.next(small(0));
    expect(told).toBe(1 + many + 1_000);
    // Only the last thousand messages are known.
    link.next(small(1_000));
    link.next(small(0));
    expect(told).toBe(1 + many + 1_002);
    subscription.unsubscribe();
  });
});
