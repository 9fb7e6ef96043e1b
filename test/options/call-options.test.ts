/** Options of calls: in plain JavaScript a misspelt option would silently do nothing. */
import { EMPTY, Subject, type Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createExecutionClient, type OrderRef } from '../../src/execution/index';
import { createDataClient, replayTransport } from '../../src/index';
import type { ConfigError } from '../../src/model/errors';
import { bars, toAsyncIterable } from '../../src/operators/index';
import { createVirtualSimulator, virtualClock } from '../../src/simulator/index';
import { remoteTrading } from '../../src/trading/index';

/** Callers of plain JavaScript, for whom every argument compiles. */
type Untyped<A> = {
  readonly [K in keyof A]: A[K] extends (...args: never) => Observable<unknown>
    ? (...args: readonly unknown[]) => Observable<unknown>
    : A[K];
};

const account = { apiKey: 'key', apiSecret: 'hush', balances: { jpy: '10000000', btc: '10' } };
const order = { pair: 'btc_jpy', side: 'buy', type: 'limit', amount: '0.01', price: 12_000_000 };
const ref: OrderRef = { pair: 'btc_jpy', orderId: 1 };

const createTraders = () => {
  const clock = virtualClock(Date.UTC(2026, 0, 5));
  const sim = createVirtualSimulator({ scheduler: clock, participants: false, accounts: [account] });
  const asked: string[] = [];
  const client = createExecutionClient({
    ...sim.urls,
    apiKey: account.apiKey,
    apiSecret: account.apiSecret,
    scheduler: clock,
    openPubnub: sim.openPubnub,
    sendRequest: (request) => {
      asked.push(request.url);
      return sim.sendRequest(request);
    },
  });
  const sent: string[] = [];
  const send = (text: string): boolean => sent.push(text) > 0;
  const remote = remoteTrading({ messages$: new Subject<string>(), send }, { scheduler: clock });
  return {
    clock,
    asked,
    sent,
    client: client as unknown as Untyped<typeof client>,
    remote: remote as unknown as Untyped<typeof remote>,
  };
};

const errorOf = (observable: Observable<unknown>): Partial<ConfigError> => {
  const errors: Partial<ConfigError>[] = [];
  observable.subscribe({ error: (error: Partial<ConfigError>) => void errors.push(error) });
  return errors[0] ?? {};
};

describe('an option that a command does not know', () => {
  it.each(['client', 'remote'] as const)('is refused before anything is sent, by a %s', (kind) => {
    const traders = createTraders();
    const trading = traders[kind];
    const sentBefore = traders.sent.length;
    const errors = [
      trading.submitOrder(order, { cancelOnUnsubscrib: true }),
      trading.submitOrder(order, 'entry'),
      trading.submitOrder(order, null),
      trading.replaceOrder(ref, { pric: 5 }),
      trading.replaceOrder(ref, { price: 5 }, { ident: 'x' }),
      trading.cancelAll({ pairs: ['btc_jpy'] }),
      trading.cancelAll('btc_jpy'),
    ].map((command) => {
      const { _tag, field, expected, actual } = errorOf(command);
      return [_tag, field, expected, actual].join(' | ');
    });
    expect(errors).toEqual([
      'ConfigError | cancelOnUnsubscrib | one of cancelOnUnsubscribe, allowEqualInFlight, id | an unknown option',
      'ConfigError | options | an object of options | a string',
      'ConfigError | options | an object of options | null',
      'ConfigError | pric | one of price, triggerPrice, amount, postOnly | an unknown option',
      'ConfigError | ident | one of id | an unknown option',
      'ConfigError | pairs | one of pair | an unknown option',
      'ConfigError | options | an object of options | a string',
    ]);
    traders.clock.advanceBy(1_000);
    expect([traders.asked, traders.sent.length - sentBefore]).toEqual([[], 0]);
  });

  it('is refused by a withdrawal before anything is sent', () => {
    const { client, clock, asked } = createTraders();
    expect(errorOf(client.requestWithdrawal({ asset: 'btc' }, { ids: 'x' }))).toMatchObject({ field: 'ids' });
    clock.advanceBy(1_000);
    expect(asked).toEqual([]);
  });

  it('does not keep a halt from halting', () => {
    const { client, clock } = createTraders();
    const types: unknown[] = [];
    client.halt({ pari: 'btc_jpy' }).subscribe((event) => types.push((event as { type: string }).type));
    clock.advanceBy(60_000);
    expect(types.at(-1)).toBe('Flat');
  });
});

describe('an option that a feed does not know', () => {
  const data = createDataClient({ transport: replayTransport([]) });
  const feeds = data as unknown as Untyped<typeof data>;

  it.each([
    ['book$', feeds.book$('btc_jpy', { dept: 5 }), 'dept'],
    ['book$, whose options are no object', feeds.book$('btc_jpy', 5), 'options'],
    ['candles$', feeds.candles$('btc_jpy', '1min', { histry: 5 }), 'histry'],
  ])('is refused by %s', (_, feed$, field) => {
    expect(errorOf(feed$)).toMatchObject({ _tag: 'ConfigError', field });
  });
});

describe('an option that a replay does not know', () => {
  const replay = replayTransport as (...args: readonly unknown[]) => unknown;

  it.each([
    ['sped', { sped: 10 }],
    ['speed', { speed: -1 }],
    ['speed', { speed: '10' }],
  ])('is refused: %s', (field, options) => {
    expect(() => replay([], options)).toThrow(
      expect.objectContaining({ _tag: 'ConfigError', field }) as Error,
    );
  });
});

describe('an option of an operator', () => {
  const untyped = { bars, toAsyncIterable } as unknown as Record<
    string,
    (...args: readonly unknown[]) => unknown
  >;

  it.each([
    ['bars', [{ type: '1m' }], 'type'],
    ['toAsyncIterable', [EMPTY, { overflow: 'newest' }], 'overflow'],
    ['toAsyncIterable', [EMPTY, { overflow: 0 }], 'overflow'],
    ['toAsyncIterable', [EMPTY], 'overflow'],
  ])('that has no meaning is refused by %s: %j', (name, args, field) => {
    expect(() => untyped[name]?.(...args)).toThrow(
      expect.objectContaining({ _tag: 'ConfigError', field }) as Error,
    );
  });
});
