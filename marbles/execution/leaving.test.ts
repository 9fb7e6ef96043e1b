import { describe, expect, it } from 'vitest';
import type { ExecutionClient } from '../../src/execution/client';
import { closedError } from '../../src/model/errors';
import { at, done, labels, placed, request, sent, spec } from './stub-venue';

const ref = { pair: 'xrp_jpy', orderId: 1 };

/** Every verb of the client. */
const verbs: Readonly<Record<string, (exec: ExecutionClient) => unknown>> = {
  submitOrder: (exec) => exec.submitOrder(request),
  trackOrder: (exec) => exec.trackOrder(ref),
  cancelOrder: (exec) => exec.cancelOrder(ref),
  cancelOrders: (exec) => exec.cancelOrders({ pair: 'xrp_jpy', orderIds: [1] }),
  cancelAll: (exec) => exec.cancelAll(),
  replaceOrder: (exec) => exec.replaceOrder(ref, { price: 1 }),
  halt: (exec) => exec.halt(),
  requestWithdrawal: (exec) => exec.requestWithdrawal({ asset: 'btc', uuid: '', amount: 1 }),
  confirmDeposits: (exec) => exec.confirmDeposits([]),
  confirmAllDeposits: (exec) => exec.confirmAllDeposits({ originatorUuid: '' }),
  recover: (exec) => exec.recover(),
};

describe('a command that nobody subscribes to', () => {
  it('is told after a second, by its verb; one that is subscribed to in time is not', () => {
    spec(({ client, cold, expectObservable }) => {
      const made = '       a---b--h   ';
      const subscribed = ' -----------h';
      const diagnostics = '1s d---e    ';
      const exec = client({ rest: { createOrder: () => cold('s|', { s: sent }) } });
      const halts = new Array<ReturnType<ExecutionClient['halt']>>();
      cold(made.trim()).subscribe((one) => {
        if (one === 'a') exec.cancelAll();
        if (one === 'b') exec.submitOrder(request);
        if (one === 'h') halts.push(exec.halt());
      });
      cold(subscribed.trim()).subscribe(() => halts[0]?.subscribe());
      expectObservable(exec.diagnostics$, '^ 5s !').toBe(diagnostics.trim(), {
        d: { kind: 'not-subscribed', verb: 'cancelAll', at: 1_000, count: 1 },
        e: { kind: 'not-subscribed', verb: 'submitOrder', at: 1_004, count: 1 },
      });
    });
  });

  it.each(Object.entries(verbs))('is %s or any other', (verb, call) => {
    spec(({ client, expectObservable }) => {
      const exec = client({});
      call(exec);
      expectObservable(exec.diagnostics$, '^ 5s !').toBe('1s d', {
        d: { kind: 'not-subscribed', verb, at: 1_000, count: 1 },
      });
    });
  });

  it('leaves no timer once all have been subscribed to, or the client is closed', () => {
    spec(({ client, cold, scheduler }) => {
      const exec = client({ rest: { cancelOrder: () => cold('s|', { s: sent }) } });
      const before = scheduler.actions.length;
      const [one, two] = [exec.cancelOrder(ref), exec.cancelOrder(ref)];
      expect(scheduler.actions.length).toBe(before + 1);
      const subscription = one.subscribe();
      subscription.add(two.subscribe());
      const isArmed = scheduler.actions.some(({ delay, closed }) => delay === 1_000 && !closed);
      expect(isArmed).toBe(false);
      exec.cancelOrder(ref);
      void exec.close();
      expect(scheduler.actions.some(({ delay, closed }) => delay === 1_000 && !closed)).toBe(false);
    });
  });
});

describe('a command that is subscribed to after the client was closed', () => {
  it.each(Object.entries(verbs))(
    'errors, be it %s made before or after, and asks the venue nothing',
    (verb, call) => {
      spec(({ client, expectObservable, scheduler }) => {
        const exec = client({ closeAt: 5 });
        const before = call(exec) as ReturnType<ExecutionClient['submitOrder']>;
        const error = closedError(verb);
        expectObservable(before, '--------^').toBe('--------#', {}, error);
        scheduler.schedule(() => {
          const after = call(exec) as ReturnType<ExecutionClient['submitOrder']>;
          const errors: unknown[] = [];
          after.subscribe({ error: (one: unknown) => errors.push(one) });
          expect(errors).toEqual([error]);
        }, 8);
      });
    },
  );

  it('is told again what it told before', () => {
    spec(({ client, cold, expectObservable }) => {
      const reply = '   s-d|';
      const first = '   s-(aC|)';
      const later = '   --------^';
      const replay = '  --------(saC|)';
      const exec = client({
        closeAt: 6,
        rest: {
          createOrder: () =>
            cold(reply.trim(), {
              s: sent,
              d: done(at('CANCELED_UNFILLED', 0, { ...placed, postOnly: true })),
            }),
        },
      });
      const life = exec.submitOrder(request).pipe(labels);
      const names = { s: 'Submitted', a: 'Accepted', C: 'Canceled by post-only' };
      expectObservable(life).toBe(first.trim(), names);
      expectObservable(life, later.trim()).toBe(replay.trim(), names);
    });
  });
});
