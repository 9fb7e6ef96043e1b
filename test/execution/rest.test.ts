import { createHmac } from 'node:crypto';
import {
  NEVER,
  Observable,
  Subject,
  VirtualTimeScheduler,
  delay,
  ignoreElements,
  map,
  mergeMap,
  of,
  throwError,
  timer,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { HttpReply, HttpRequest, SendRequest } from '../../src/connectivity/ports';
import { httpError, requestError, venueError } from '../../src/model/errors';
import { venueCodes } from '../../src/model/venue-codes';
import type { Answered, Leaving } from '../../src/execution/rest/call';
import { readOptions, type ExecutionClientOptions } from '../../src/execution/options';
import { createRateBudget } from '../../src/execution/rest/rate-budget';
import { createRest, type PrivateApi } from '../../src/execution/rest/rest';
import { clockOf } from '../../src/operators/clock';
import { watchLeaps } from '../../src/operators/leaps';

const start = Date.UTC(2026, 0, 1);

const order = {
  order_id: 7,
  pair: 'xrp_jpy',
  side: 'buy',
  type: 'limit',
  start_amount: '1.0000',
  remaining_amount: '1.0000',
  executed_amount: '0.0000',
  price: '20.000',
  average_price: '0.000',
  ordered_at: start,
  status: 'UNFILLED',
};

const page = (body: string, status = 200): Page => ({ status, body });
const ok = (data: unknown): Page => page(JSON.stringify({ success: 1, data }));
const refusal = (code: number): Page => page(JSON.stringify({ success: 0, data: { code } }));

interface Page {
  readonly status: number;
  readonly body: string;
}

type Answer = Page | 'cut-off' | 'refused' | 'never' | 'empty' | 'thrown';

interface World {
  readonly api: PrivateApi;
  readonly scheduler: VirtualTimeScheduler;
  readonly requests: (HttpRequest & { readonly at: number })[];
  readonly closed$: Subject<void>;
}

/**
 * Sets up a venue that sends the answers in turn, the last one for ever, 20 ms after each request. Its clock is
 * `ahead`.
 */
const setUp = (
  answers: readonly Answer[],
  options: Partial<ExecutionClientOptions> = {},
  ahead = 0,
): World => {
  const scheduler = new VirtualTimeScheduler();
  scheduler.frame = start;
  const config = readOptions({ apiKey: 'key', apiSecret: 'hoge', ...options });
  const requests: World['requests'] = [];
  const replyOf = (answer: Answer, url: string): Observable<HttpReply> => {
    if (answer === 'never' || answer === 'thrown') return NEVER;
    const arrived = timer(20, scheduler);
    if (answer === 'empty') return arrived.pipe(ignoreElements());
    if (answer === 'cut-off')
      return arrived.pipe(mergeMap(() => throwError(() => httpError(url, 'cut-off', 'unknown', 'x'))));
    if (answer === 'refused') return throwError(() => httpError(url, 'refused', 'none', 'x'));
    const { status, body } = answer;
    const date = Math.floor((scheduler.now() + 10 + ahead) / 1000) * 1000;
    return of({ status, body, date }).pipe(delay(20, scheduler));
  };
  const send: SendRequest = (request) => {
    if (answers[requests.length] === 'thrown') {
      requests.push({ ...request, at: scheduler.now() - start });
      throw new Error('the proxy is gone');
    }
    return new Observable((subscriber) => {
      const answer = answers[Math.min(requests.length, answers.length - 1)] ?? 'never';
      requests.push({ ...request, at: scheduler.now() - start });
      return replyOf(answer, request.url).subscribe(subscriber);
    });
  };
  const closed$ = new Subject<void>();
  const watched = watchLeaps(clockOf(scheduler));
  return {
    api: createRest({
      config,
      send,
      watched,
      budget: createRateBudget(watched.clock),
      random: () => 1,
      closed$,
    }),
    scheduler,
    requests,
    closed$,
  };
};

const watch = <A>(source: Observable<A>): unknown[] => {
  const seen: unknown[] = [];
  source.subscribe({
    next: (value) => seen.push(value),
    error: (error: unknown) => seen.push({ error }),
    complete: () => seen.push('|'),
  });
  return seen;
};

const limitOrder = { pair: 'xrp_jpy', side: 'buy', type: 'limit', price: '20', amount: '1' } as const;
const headerOf = (request: HttpRequest | undefined, name: string): string => request?.headers?.[name] ?? '';

describe('reads', () => {
  it('are cold: one call per subscription, signed with the path as it is sent', () => {
    const { api, scheduler, requests } = setUp([ok(order)]);
    const order$ = api.rest.order({ pair: 'xrp_jpy', orderId: 7 });
    expect(requests).toHaveLength(0);
    const seen = watch(order$);
    watch(order$);
    scheduler.flush();
    expect(seen).toEqual([expect.objectContaining({ orderId: 7, price: '20.000', postOnly: null }), '|']);
    expect(requests).toHaveLength(2);
    const [request] = requests;
    expect(request).toMatchObject({
      method: 'GET',
      url: 'https://api.bitbank.cc/v1/user/spot/order?pair=xrp_jpy&order_id=7',
    });
    expect(headerOf(request, 'ACCESS-REQUEST-TIME')).toBe(`${start}`);
    expect(headerOf(request, 'ACCESS-TIME-WINDOW')).toBe('5000');
    expect(headerOf(request, 'ACCESS-SIGNATURE')).toBe(
      createHmac('sha256', 'hoge')
        .update(`${start}5000/v1/user/spot/order?pair=xrp_jpy&order_id=7`)
        .digest('hex'),
    );
    expect(headerOf(requests[1], 'ACCESS-REQUEST-TIME')).toBe(`${start + 1}`);
  });

  it.each<[string, Answer]>([
    ['a cut-off', 'cut-off'],
    ['a refused connection', 'refused'],
    ['too many calls', refusal(10009)],
    ['HTTP 429', page('', 429)],
    ['a busy venue', refusal(10008)],
    ['a server error', page('<html>', 502)],
    ['a reply that is no JSON', page('{"success":1,')],
    ['a refused time', refusal(20034)],
  ])('are sent again after %s', (_, answer) => {
    const { api, scheduler, requests } = setUp([answer, ok({ orders: [order] })]);
    const seen = watch(api.rest.activeOrders());
    scheduler.flush();
    expect(seen).toEqual([[expect.objectContaining({ orderId: 7 })], '|']);
    expect(requests).toHaveLength(2);
  });

  it.each([50009, 20001, 40017, 10007, 60001])('are not sent again after %d', (code) => {
    const { api, scheduler, requests } = setUp([refusal(code)]);
    expect(watch(api.rest.assets())).toEqual([]);
    scheduler.flush();
    expect(requests).toHaveLength(1);
  });

  it('give up with the last error, by its meaning', () => {
    const { api, scheduler, requests } = setUp([refusal(70011)]);
    const seen = watch(api.rest.marginStatus());
    scheduler.flush();
    expect(seen).toEqual([
      {
        error: expect.objectContaining({
          _tag: 'VenueError',
          code: 70011,
          class: 'busy',
          endpoint: 'GET /user/margin/status',
        }) as unknown,
      },
    ]);
    expect(requests.map(({ at }) => at)).toEqual([0, 20, 290, 810]);
  });

  it('name the field of a reply that has the wrong shape', () => {
    const { api, scheduler } = setUp([ok({ orders: { 0: order } })], { readRetries: 0 });
    const seen = watch(api.rest.activeOrders());
    scheduler.flush();
    expect(seen).toEqual([
      {
        error: expect.objectContaining({
          _tag: 'DecodeError',
          endpoint: 'GET /user/spot/active_orders',
          path: 'data/orders',
          actual: 'an object',
        }) as unknown,
      },
    ]);
  });

  it('take a row in words that are newer than this version, and leave out one without an id', () => {
    const rows = [{ ...order, type: 'oco', status: 'ARMED', price: 20 }, { ...order, order_id: null }, order];
    const { api, scheduler } = setUp([ok({ orders: rows })]);
    const odd: unknown[] = [];
    api.odd$.subscribe(({ what, row, path, expected, actual, source }) =>
      odd.push([what, row, path, expected, actual, source]),
    );
    const seen = watch(api.rest.activeOrders());
    scheduler.flush();
    expect(seen[0]).toMatchObject([
      {
        pair: 'xrp_jpy',
        orderId: 7,
        type: 'unknown',
        status: 'unknown',
        price: null,
        odd: { type: 'oco', status: 'ARMED', price: '20' },
      },
      { orderId: 7, type: 'limit' },
    ]);
    const named = 'pair=xrp_jpy order_id=7';
    const source = 'GET /user/spot/active_orders';
    expect(odd).toEqual([
      ['replaced', named, 'data/orders/0/type', 'an order type', '"oco"', source],
      ['replaced', named, 'data/orders/0/status', 'an order status', '"ARMED"', source],
      ['replaced', named, 'data/orders/0/price', 'a plain decimal string, null or nothing', '20', source],
      ['lost', 'pair=xrp_jpy', 'data/orders/1/order_id', expect.any(String), 'null', source],
    ]);
  });

  it('ask for no more rows than the venue gives: a page of fewer than asked for would look like the last', () => {
    const { api, scheduler, requests } = setUp([ok({ trades: [] }), ok({ deposits: [] })]);
    watch(api.rest.all.tradeHistory({ count: 5_000 }));
    watch(api.rest.all.depositHistory({ count: 250 }));
    scheduler.flush();
    const counts = requests.map(({ url }) => new URL(url).searchParams.get('count'));
    expect(counts).toEqual(['1000', '100']);
  });

  it('are signed when they leave, not when they are asked for', () => {
    const { api, scheduler, requests } = setUp([ok({ orders: [] })]);
    for (let i = 0; i < 11; i += 1) watch(api.rest.activeOrders());
    scheduler.flush();
    const last = requests[10];
    expect(last?.at).toBe(1020);
    expect(Number(headerOf(last, 'ACCESS-REQUEST-TIME'))).toBeGreaterThan(start + 1000);
  });

  it('are not signed if the venue does not ask for it', () => {
    const { api, scheduler, requests } = setUp([ok({ statuses: [] })]);
    watch(api.rest.status());
    scheduler.flush();
    expect(requests[0]).toMatchObject({ url: 'https://api.bitbank.cc/v1/spot/status', headers: {} });
  });

  it('page through all rows, each once', () => {
    const orders = (...ids: number[]): Page =>
      ok({ orders: ids.map((id) => ({ ...order, order_id: id, ordered_at: start + id })) });
    const { api, scheduler, requests } = setUp([orders(5, 4), orders(4, 3), orders(3)]);
    const seen = watch(api.rest.all.activeOrders({ pair: 'xrp_jpy', count: 2 }));
    scheduler.flush();
    expect(seen).toEqual(
      [5, 4, 3, '|'].map((id) => (id === '|' ? id : (expect.objectContaining({ orderId: id }) as unknown))),
    );
    expect(requests.map(({ url }) => new URL(url).search)).toEqual([
      '?pair=xrp_jpy&count=2',
      `?pair=xrp_jpy&count=2&end=${start + 5}`,
      `?pair=xrp_jpy&count=2&end=${start + 4}`,
    ]);
  });

  it('end without a value when the client closes', () => {
    const { api, scheduler, closed$ } = setUp(['never']);
    const seen = watch(api.rest.assets());
    closed$.next();
    scheduler.flush();
    expect(seen).toEqual(['|']);
  });
});

describe('calls after the client was closed', () => {
  it('are refused with a `ClosedError`, and nothing is sent', () => {
    const { api, scheduler, requests, closed$ } = setUp([]);
    closed$.next();
    const read = watch(api.rest.assets());
    const write = watch(api.confirmAllDeposits({ originatorUuid: 'o' }));
    scheduler.flush();
    const closed = { _tag: 'ClosedError', effect: 'none' };
    expect(read).toMatchObject([{ error: { ...closed, endpoint: 'GET /user/assets' } }]);
    expect(write).toMatchObject([
      { type: 'Failed', error: { ...closed, endpoint: 'POST /user/confirm_deposits_all' } },
      '|',
    ]);
    expect(requests).toEqual([]);
  });
});

describe('writes', () => {
  it('report when they left and which reply came back', () => {
    const { api, scheduler, requests } = setUp([ok(order)]);
    const seen = watch(api.createOrder({ ...limitOrder, amount: 1e-7, postOnly: true }));
    scheduler.flush();
    expect(seen).toEqual([
      { type: 'Sent', at: start, stamp: { type: 'time-window', requestTime: start, timeWindow: 2000 } },
      { type: 'Done', value: expect.objectContaining({ orderId: 7 }) as unknown },
      '|',
    ]);
    const [request] = requests;
    const body =
      '{"pair":"xrp_jpy","amount":"0.0000001","price":"20","side":"buy","type":"limit","post_only":true}';
    expect(request).toMatchObject({ method: 'POST', url: 'https://api.bitbank.cc/v1/user/spot/order', body });
    expect(headerOf(request, 'Content-Type')).toBe('application/json');
    expect(headerOf(request, 'ACCESS-SIGNATURE')).toBe(
      createHmac('sha256', 'hoge').update(`${start}2000${body}`).digest('hex'),
    );
  });

  it('are sent once per subscription, and go on after their subscriber has left', () => {
    const { api, scheduler, requests } = setUp([ok(order)]);
    const answered: unknown[] = [];
    api.answered$.subscribe((answer) => answered.push(answer));
    const write$ = api.createOrder(limitOrder);
    expect(requests).toHaveLength(0);
    write$.subscribe().unsubscribe();
    scheduler.flush();
    expect(requests).toHaveLength(1);
    expect(answered).toHaveLength(1);
    watch(write$);
    scheduler.flush();
    expect(requests).toHaveLength(2);
  });

  it('are not sent if their subscriber leaves before their turn', () => {
    const { api, scheduler, requests } = setUp([ok(order)]);
    for (let i = 0; i < 6; i += 1) watch(api.createOrder(limitOrder));
    const waiting = api.createOrder(limitOrder).subscribe();
    waiting.unsubscribe();
    scheduler.flush();
    expect(requests).toHaveLength(6);
  });

  it('are not stopped any more once they have left after a wait: no error is made for them', () => {
    const { api, scheduler, requests } = setUp([ok(order)]);
    const stopped = new Subject<void>();
    let errors = 0;
    const recalled = () =>
      stopped.pipe(map(() => () => requestError('POST /x', 'x', String((errors += 1)), 'x')));
    for (let i = 0; i < 6; i += 1) watch(api.createOrder(limitOrder));
    const waiting = watch(api.createOrder(limitOrder, { recalled }));
    scheduler.schedule(() => stopped.next(), 1_030);
    scheduler.flush();
    expect(requests[6]?.at).toBeLessThan(1_030);
    expect(waiting.slice(-2)).toEqual([expect.objectContaining({ type: 'Done' }), '|']);
    expect(errors).toBe(0);
  });

  const lookingRetryable = venueError('POST /x', 200, 20034, venueCodes.get(20034));
  const obstructed = (isDue: () => boolean): readonly (readonly [string, Leaving])[] => [
    ['keep', { keep: () => (isDue() ? throwError(() => lookingRetryable) : null) }],
    ['leave', { leave: () => (isDue() ? lookingRetryable : null) }],
    ['recalled', { recalled: () => (isDue() ? of(() => lookingRetryable) : NEVER) }],
  ];

  it.each(['keep', 'leave', 'recalled'])(
    'are not sent after an obstacle by %s, and not tried again even if its error looks like a refused time',
    (name) => {
      const { api, scheduler, requests } = setUp([ok(order)]);
      let tries = 0;
      const leaving = Object.fromEntries(obstructed(() => (tries += 1) > 0))[name];
      for (let i = 0; i < 6; i += 1) watch(api.createOrder(limitOrder));
      const seen = watch(api.createOrder(limitOrder, leaving));
      scheduler.flush();
      expect(seen).toEqual([{ type: 'Failed', error: lookingRetryable }, '|']);
      expect(tries).toBe(1);
      expect(requests).toHaveLength(6);
    },
  );

  it.each(['keep', 'leave', 'recalled'])(
    'are not sent for the third time after a refused time and an obstacle by %s',
    (name) => {
      const { api, scheduler, requests } = setUp([refusal(20034), ok(order)]);
      const leaving = Object.fromEntries(obstructed(() => requests.length > 0))[name];
      const seen = watch(api.createOrder(limitOrder, leaving));
      for (let i = 0; i < 5; i += 1) watch(api.cancelOrder({ pair: 'xrp_jpy', orderId: 7 }));
      scheduler.flush();
      expect(seen.slice(1)).toEqual([{ type: 'Failed', error: lookingRetryable }, '|']);
      expect(requests.filter(({ url }) => url.endsWith('/spot/order'))).toHaveLength(1);
    },
  );

  it.each<[string, Answer, string]>([
    ['a refusal', refusal(60001), 'none'],
    ['too many calls', refusal(10009), 'none'],
    ['maintenance', refusal(10007), 'none'],
    ['a cut-off', 'cut-off', 'unknown'],
    ['the end of a port without a reply', 'empty', 'unknown'],
    ['a refused connection', 'refused', 'none'],
    ['a time-out of the venue', refusal(10005), 'unknown'],
    ['a server error', page('', 500), 'unknown'],
    ['an unreadable reply', ok({}), 'unknown'],
    ['a cancel on its way', refusal(70019), 'in-progress'],
  ])('are not sent again after %s, and report their effect', (_, answer, effect) => {
    const { api, scheduler, requests } = setUp([answer, ok(order)]);
    const seen = watch(api.createOrder(limitOrder));
    scheduler.flush();
    expect(seen).toEqual([
      expect.objectContaining({ type: 'Sent' }),
      { type: 'Failed', error: expect.objectContaining({ effect }) as unknown },
      '|',
    ]);
    expect(requests).toHaveLength(1);
  });

  it.each([
    ['code 10009', refusal(10009)],
    ['HTTP 429', page('', 429)],
  ])('that cancel are sent again a second after %s, which had no effect', (_, answer) => {
    const { api, scheduler, requests } = setUp([answer, answer, answer, ok(order)]);
    const seen = watch(api.cancelOrder({ pair: 'xrp_jpy', orderId: 7 }));
    scheduler.flush();
    expect(requests.map(({ at }) => at)).toEqual([0, 1_020, 2_040, 3_060]);
    expect(seen.slice(-2)).toEqual([expect.objectContaining({ type: 'Done' }), '|']);
  });

  it('that cancel report after ten seconds of refusals that there are too many calls', () => {
    const { api, scheduler, requests } = setUp([refusal(10009)]);
    const seen = watch(api.cancelOrders({ pair: 'xrp_jpy', orderIds: [7, 8] }));
    scheduler.flush();
    expect(requests).toHaveLength(11);
    const error = expect.objectContaining({ code: 10009, effect: 'none' }) as unknown;
    expect(seen.slice(-2)).toEqual([{ type: 'Failed', error }, '|']);
  });

  it.each([20034, 20035])('are sent again after %d, with the time of the venue', (code) => {
    const { api, scheduler, requests } = setUp([refusal(code), ok(order)], {}, -30_000);
    const seen = watch(api.createOrder(limitOrder));
    scheduler.flush();
    expect(seen).toHaveLength(4);
    expect(seen[2]).toMatchObject({ type: 'Done' });
    const time = Number(headerOf(requests[1], 'ACCESS-REQUEST-TIME'));
    expect(Math.abs(time - (start + 20 - 30_000))).toBeLessThanOrEqual(520);
  });

  it.each([20034, 20035, 50045, 50054, 60001, 60017, 20011, 20014, 10009, 60999])(
    'that move money are not sent again after %d, which leaves their effect unknown: the first of two copies may have been admitted',
    (code) => {
      const { api, scheduler, requests } = setUp([refusal(code)]);
      const seen = [
        watch(api.requestWithdrawal({ asset: 'btc', uuid: 'u', amount: '1' })),
        watch(api.confirmDeposits([{ uuid: 'd', originatorUuid: 'o' }])),
        watch(api.confirmAllDeposits({ originatorUuid: 'o' })),
      ];
      scheduler.flush();
      expect(requests).toHaveLength(3);
      for (const told of seen)
        expect(told.at(-2)).toMatchObject({ type: 'Failed', error: { code, effect: 'unknown' } });
    },
  );

  it.each([20001, 30019, 40048, 50070, 10007])(
    'that move money had no effect after %d, which a first copy would have got as well',
    (code) => {
      const { api, scheduler, requests } = setUp([refusal(code)]);
      const seen = watch(api.requestWithdrawal({ asset: 'btc', uuid: 'u', amount: '1' }));
      scheduler.flush();
      expect(requests).toHaveLength(1);
      expect(seen.at(-2)).toMatchObject({ type: 'Failed', error: { code, effect: 'none' } });
    },
  );

  it('that move money may have been admitted before 20001 refused the same nonce', () => {
    const { api, scheduler } = setUp([refusal(20001)], { authentication: 'nonce' });
    const seen = watch(api.requestWithdrawal({ asset: 'btc', uuid: 'u', amount: '1' }));
    scheduler.flush();
    expect(seen.at(-2)).toMatchObject({ type: 'Failed', error: { code: 20001, effect: 'unknown' } });
  });

  it('are sent again with the time of the venue also after a code that no table has, which may come before any time is checked', () => {
    const { api, scheduler, requests } = setUp([refusal(60999), refusal(20034), ok(order)], {}, -30_000);
    watch(api.createOrder(limitOrder));
    scheduler.flush();
    const seen = watch(api.createOrder(limitOrder));
    scheduler.flush();
    expect(seen.at(-2)).toMatchObject({ type: 'Done' });
    const times = requests.map((request) => Number(headerOf(request, 'ACCESS-REQUEST-TIME')));
    expect(times[0]).toBe(start);
    expect(times[2]).toBeLessThanOrEqual(start - 29_000);
  });

  it('end as refused when the time stays wrong', () => {
    const { api, scheduler, requests } = setUp([refusal(20034)]);
    const seen = watch(api.createOrder(limitOrder));
    scheduler.flush();
    expect(requests).toHaveLength(3);
    expect(seen.at(-2)).toMatchObject({ type: 'Failed', error: { code: 20034, effect: 'none' } });
  });

  it('refuse a wrong request before anything is sent', () => {
    const { api, scheduler, requests } = setUp([ok(order)]);
    const wrong = [
      watch(api.createOrder({ ...limitOrder, amount: '1e-7' })),
      watch(api.cancelOrders({ pair: 'xrp_jpy', orderIds: Array.from({ length: 31 }, (_, i) => i + 1) })),
      watch(api.cancelOrder({ pair: 'xrp_jpy', orderId: NaN })),
    ];
    scheduler.flush();
    expect(requests).toHaveLength(0);
    expect(wrong.map(([event]) => event)).toEqual(
      ['amount', 'orderIds', 'orderId'].map((field) => ({
        type: 'Failed',
        error: expect.objectContaining({ _tag: 'RequestError', field, effect: 'none' }) as unknown,
      })),
    );
  });

  it('let cancels pass orders that wait', () => {
    const { api, scheduler, requests } = setUp([ok(order)]);
    for (let i = 0; i < 8; i += 1) watch(api.createOrder(limitOrder));
    watch(api.cancelOrder({ pair: 'xrp_jpy', orderId: 7 }));
    scheduler.flush();
    expect(requests.map(({ url }) => url.endsWith('/cancel_order')).indexOf(true)).toBe(6);
  });

  it('are not made any more once the client closes', () => {
    const { api, scheduler, requests, closed$ } = setUp([ok(order)]);
    for (let i = 0; i < 7; i += 1) watch(api.createOrder(limitOrder));
    closed$.next();
    scheduler.flush();
    expect(requests).toHaveLength(6);
  });
});

describe('with nonces', () => {
  it('one call is on its way at a time, each with a higher nonce', () => {
    const { api, scheduler, requests } = setUp([ok({ assets: [] })], { authentication: 'nonce' });
    for (let i = 0; i < 3; i += 1) watch(api.rest.assets());
    scheduler.flush();
    expect(requests.map(({ at }) => at)).toEqual([0, 20, 40]);
    expect(requests.map((request) => headerOf(request, 'ACCESS-NONCE'))).toEqual(
      [0, 20, 40].map((at) => `${start + at}`),
    );
    expect(headerOf(requests[0], 'ACCESS-REQUEST-TIME')).toBe('');
  });

  it('a call at which the port throws is over: it fails, of unknown effect, and the next has its turn', () => {
    const { api, scheduler, requests } = setUp(['thrown', ok({ assets: [] }), 'thrown', ok({ assets: [] })], {
      authentication: 'nonce',
    });
    const [first, second] = [watch(api.createOrder(limitOrder)), watch(api.rest.assets())];
    scheduler.flush();
    const third = watch(api.rest.assets());
    scheduler.flush();
    const cutOff = { _tag: 'HttpError', reason: 'cut-off', effect: 'unknown', detail: 'the proxy is gone' };
    expect(first).toMatchObject([{ type: 'Sent' }, { type: 'Failed', error: cutOff }, '|']);
    expect([second, third]).toEqual([
      [[], '|'],
      [[], '|'],
    ]);
    expect(requests).toHaveLength(4);
  });
});

describe('answered$', () => {
  it('emits the stamp of each signed call, the time of its reply and whether it was admitted', () => {
    const { api, scheduler } = setUp([ok({ assets: [] }), refusal(60001), refusal(20001), refusal(10009)]);
    const seen = watch<Answered>(api.answered$);
    watch(api.rest.assets());
    watch(api.createOrder(limitOrder));
    watch(api.createOrder(limitOrder));
    watch(api.createOrder(limitOrder));
    scheduler.flush();
    expect(seen).toMatchObject([
      { stamp: { requestTime: start }, date: start, admitted: true },
      { stamp: { requestTime: start + 1 }, date: start, admitted: true },
      { admitted: false },
      { admitted: false },
    ]);
  });
});
