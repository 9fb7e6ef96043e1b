import { TestScheduler } from 'rxjs/testing';
import { delay, EMPTY, NEVER, type Observable, of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { closedError } from '../../src/model/errors';
import { clockOf } from '../../src/operators/clock';
import { xrp } from '../support/instruments';
import { orders, ref, request } from '../support/order-cast';
import { type Call, clientOf } from '../support/order-client';
import { inMoments, inSeconds } from '../support/order-spec';

// Orders whose caller leaves, commands without a subscriber, and all of them once the client is closed.

/** `submit`, cancelled when its observer leaves. */
const submit: Call = (exec) => exec.submitOrder(request, { cancelOnUnsubscribe: true });

describe('an order whose caller leaves, with cancelOnUnsubscribe', () => {
  it('is cancelled, even if its id is not known yet', () => {
    inMoments(
      {
        placing: '    -s---1',
        canceling: '  s-c',
        submit: '     ^--!',
        submit$: '    -S',
        canceling$: ' -----.--------------',
      },
      { calls: { submit } },
    );
  });

  it('is not sent while it waits for the outcome of an equal one', () => {
    inMoments(
      {
        placing: '  -s-----------1',
        submit$: '  -S-----------A',
        equal: '    --^--!',
        equal$: '   -',
        equal2: '   -------^',
        equal2$: '  -------(W|)',
        placing$: ' .--------------------',
      },
      { calls: { equal: submit } },
    );
  });

  it('is not sent while a limit of the rate holds it back', () => {
    inMoments(
      {
        placing: '  -', // it has its turn, but it does not leave
        submit: '   ^--!',
        submit$: '  -',
        submit2: '  -----^',
        submit2$: ' -----(W|)',
      },
      { calls: { submit } },
    );
  });

  it('is not sent before the rules of its pair are known', () => {
    inMoments(
      {
        submit: '   ^--!',
        submit$: '  -',
        submit2: '  -------^',
        submit2$: ' -------(W|)',
        placing$: '                      ',
      },
      { calls: { submit }, rest: () => ({ instruments: () => of([xrp]).pipe(delay(5)) }) },
    );
  });

  it.each([
    ['is refused', 'r'],
    ['was not sent', 'n'],
  ])('is reported by a diagnostic when its cancel %s', (_, reply) => {
    inMoments(
      {
        placing: '      -s---1',
        canceling: `    s-${reply}`,
        submit: '       ^--!',
        submit$: '      -S',
        diagnostics$: ' -------*--------',
      },
      {
        calls: { submit },
        code: 50010,
        where: {
          '*': [
            {
              kind: 'cancel-failed',
              order: orders[1],
              cause: expect.any(String) as unknown,
              at: 7,
              count: 1,
            },
          ],
        },
      },
    );
  });

  it('is left alone if it was only inferred, and a diagnostic says so', () => {
    inSeconds(
      {
        placing: '      s-x',
        stream: '       -1',
        lists: '        1',
        answers: '      ----e',
        submit: '       ^------!',
        submit$: '      S---I',
        canceling$: '                    ',
        diagnostics$: ' -------*---------',
      },
      {
        calls: { submit },
        parts: { settle: 0 },
        where: { '*': [{ kind: 'inferred-not-canceled', order: orders[1], count: 1 }] },
      },
    );
  });

  it('is named once by each that it could be, even if another turns up later', () => {
    inSeconds(
      {
        placing: '      s-x',
        lists: '        (12) 7s (126)',
        answers: '      ----e',
        submit: '       ^-!',
        submit$: '      S',
        canceling$: '                    ',
        diagnostics$: ' ----(**) 11s * 60s -',
      },
      {
        calls: { submit },
        parts: { settle: 0 },
        where: {
          '*': [
            { kind: 'inferred-not-canceled', order: orders[1], count: 1 },
            { kind: 'inferred-not-canceled', order: orders[2], count: 1 },
            { kind: 'inferred-not-canceled', order: orders[6], count: 1 },
          ],
        },
      },
    );
  });
});

/** `other`: an order of another price, which is not cancelled when its observer leaves. */
const other: Call = (exec) => exec.submitOrder({ ...request, price: '359.5' });

describe('an order that was left behind when the client is closed', () => {
  it('is cancelled before the closing ends; everything else completes immediately, and nothing begins', () => {
    inMoments(
      {
        placing: ['    -s---1', '-s'],
        canceling: '   s--c',
        submit: '      ^--!',
        submit$: '     -S',
        other: '       ^',
        other$: '      -S--|',
        late: '        ------^',
        late$: '       ------#',
        close: '       ----^',
        canceling$: '  -----.-----',
        diagnostics$: '--------|--',
      },
      { calls: { submit, other, late: other } },
    );
  });

  it('is reported as open after 5 s if the venue does not answer the cancel', () => {
    inSeconds(
      {
        placing: '      s-1',
        canceling: '    s',
        submit: '       ^--!',
        submit$: '      S-A',
        close: '        ----^',
        canceling$: '   ---.--------',
        diagnostics$: ' ---------(*|)',
      },
      { calls: { submit }, where: { '*': [{ kind: 'left-open', ref, count: 1 }] } },
    );
  });

  it('is reported as open, without a number, if nothing shows within 5 s whether it was placed', () => {
    inSeconds(
      {
        placing: '      s',
        submit: '       ^-!',
        submit$: '      S',
        close: '        ---^',
        canceling$: '               ',
        diagnostics$: ' --------(*|)',
      },
      { calls: { submit }, where: { '*': [{ kind: 'left-open', ref: null, count: 1 }] } },
    );
  });

  it('is reported by the failed cancel alone if that is refused meanwhile', () => {
    inMoments(
      {
        placing: '      -s---1',
        canceling: '    s--r',
        submit: '       ^--!',
        submit$: '      -S',
        close: '        ----^',
        diagnostics$: ' --------(*|)',
      },
      { calls: { submit }, code: 50010, where: { '*': [{ kind: 'cancel-failed', order: orders[1] }] } },
    );
  });

  it('needs no time and no report if it had not left', () => {
    inMoments(
      {
        placing: '      -', // it has its turn, but it does not leave
        submit: '       ^--!',
        submit$: '      -',
        close: '        ----^',
        diagnostics$: ' ----|',
      },
      { calls: { submit } },
    );
  });

  it('is none while it has a subscriber: it lives on, as any other', () => {
    inMoments(
      {
        placing: '      -s---1',
        submit$: '      -S---A--|',
        close: '        --------^',
        canceling$: '            ',
        diagnostics$: ' --------|',
      },
      { calls: { submit } },
    );
  });
});

/** All commands of the client. */
const verbs: Readonly<Record<string, Call>> = {
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

/** A command that is made in one moment, and subscribed to in another or not at all. */
const kept = (call: Call): { readonly make: Call; readonly use: Call } => {
  let command: Observable<unknown> = EMPTY;
  return { make: (exec) => ((command = call(exec)), EMPTY), use: () => command };
};

describe('a command without a subscriber', () => {
  it('is reported after a second, by its verb; one that is subscribed to in time is not', () => {
    const halt = kept((exec) => exec.halt());
    inMoments(
      {
        cancelAll: '        ^',
        submit: '           ----^',
        makeHalt: '         -------^',
        halt: '             -----------^',
        diagnostics$: '     1s *---* 4s',
      },
      {
        calls: {
          cancelAll: kept((exec) => exec.cancelAll()).make,
          submit: kept((exec) => exec.submitOrder(request)).make,
          makeHalt: halt.make,
          halt: halt.use,
        },
        where: {
          '*': [
            { kind: 'not-subscribed', verb: 'cancelAll', at: 1_000, count: 1 },
            { kind: 'not-subscribed', verb: 'submitOrder', at: 1_004, count: 1 },
          ],
        },
      },
    );
  });

  it.each(Object.entries(verbs))('is %s or any other', (verb, call) => {
    inSeconds(
      {
        command: '          ^',
        diagnostics$: '     -*----',
      },
      {
        calls: { command: kept(call).make },
        where: { '*': [{ kind: 'not-subscribed', verb, at: 1_000, count: 1 }] },
      },
    );
  });

  it('takes one timer, however many there are, and none once the client is closed', () => {
    const scheduler = new TestScheduler(() => undefined);
    const exec = clientOf(clockOf(scheduler), { cancelOrder: () => NEVER });
    const armed = (): number =>
      scheduler.actions.filter(({ delay, closed }) => delay === 1_000 && !closed).length;
    const [one, two] = [exec.cancelOrder(ref), exec.cancelOrder(ref)];
    expect(armed()).toBe(1);
    const subscription = one.subscribe();
    subscription.add(two.subscribe());
    exec.cancelOrder(ref);
    expect(armed()).toBe(1);
    void exec.close();
    expect(armed()).toBe(0);
  });
});

describe('a client that is closed by a subscriber that sees it close', () => {
  it('frees what it holds once', () => {
    const scheduler = new TestScheduler(() => undefined);
    let released = 0;
    const release = (): Promise<void> => {
      released += 1;
      return Promise.resolve();
    };
    const exec = clientOf(clockOf(scheduler), { cancelOrder: () => NEVER }, { release });
    exec.cancelOrder(ref).subscribe({ complete: () => void exec.close() });
    void exec.close();
    expect(released).toBe(1);
  });
});

describe('a command that is subscribed to after the client was closed', () => {
  it.each(Object.entries(verbs))(
    'errors, be it %s made before or after, and asks the venue nothing',
    (verb, call) => {
      const { make, use } = kept(call);
      const error = closedError(verb);
      inMoments(
        {
          make: '           ^',
          close: '          -----^',
          before: '         --------^',
          before$: '        --------#',
          after: '          --------^',
          after$: '         --------#',
        },
        { calls: { make, before: use, after: call }, where: { '#': [error, error] } },
      );
    },
  );

  it('emits again the transitions of before', () => {
    inMoments({
      placing: '          s-y',
      close: '            ------^',
      submit$: '          S-(AO|)',
      submit2: '          --------^',
      submit2$: '         --------(SAO|)',
    });
  });
});
