import { lastValueFrom, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { hour, steppedClock } from '../../marbles/support/stepped-clock';
import { createExecutionClient, type ExecutionDiagnostic } from '../../src/execution/index';
import type { OrderTransition } from '../../src/model/order-transition';
import { createVirtualSimulator, demoAccount, virtualClock } from '../../src/simulator/index';

const pair = 'btc_jpy';

/** Sets up a client on a machine whose time of day can be set, and a venue on a clock of its own. */
const setUp = () => {
  const clock = virtualClock(Date.UTC(2026, 0, 15, 3));
  const machine = steppedClock(clock);
  const sim = createVirtualSimulator({ scheduler: clock, participants: false, latency: 5 });
  sim.venue.seedLastPrice(pair, 10_000_000);
  const exec = createExecutionClient({
    ...sim.urls,
    ...demoAccount,
    scheduler: machine,
    random: () => 0.5,
    sendRequest: sim.sendRequest,
    openPubnub: sim.openPubnub,
  });
  const diagnostics: ExecutionDiagnostic[] = [];
  exec.diagnostics$.subscribe((diagnostic) => diagnostics.push(diagnostic));
  return { clock, machine, sim, exec, diagnostics };
};

describe.each([
  ['an hour forward', hour],
  ['half a minute forward', 30_000],
  ['nine hours back', -9 * hour],
])('when the time of day is set %s', (_, by) => {
  it('orders go on: each is sent once and ends, and the venue refuses none for its time for good', async () => {
    const { clock, machine, sim, exec, diagnostics } = setUp();
    const place = (price: string): OrderTransition[] => {
      const told: OrderTransition[] = [];
      exec
        .submitOrder({ pair, side: 'buy', type: 'limit', amount: '0.001', price })
        .subscribe((transition) => told.push(transition));
      return told;
    };
    const before = place('9000000');
    clock.advanceBy(5_000);
    machine.step(by);
    const right = place('9000001');
    clock.advanceBy(10_000);
    const after = place('9000002');
    clock.advanceBy(10_000);
    const outcomes = lastValueFrom(exec.cancelAll().pipe(toArray()));
    clock.advanceBy(10_000);
    for (const told of [before, right, after])
      expect(told.map(({ type }) => type)).toEqual(['Submitted', 'Accepted', 'Canceled']);
    expect((await outcomes).map(({ type }) => type)).toEqual(['Canceled', 'Canceled', 'Canceled']);
    expect(diagnostics.map(({ kind }) => kind)).toEqual(['clock-leapt']);
    await exec.close();
    sim.close();
  });
});
