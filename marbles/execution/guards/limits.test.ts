import { EMPTY, NEVER, of } from 'rxjs';
import { describe, it } from 'vitest';
import type { GuardOptions } from '../../../src/execution/index';
import type { OrderRequest } from '../../../src/model/order';
import type { Tradable } from '../../../src/model/venue-status';
import { request } from '../../support/order-cast';
import { inMoments } from '../../support/order-spec';
import { market, open } from './stub-market';

// Guards of a single order. All of them are checked before anything is sent.

describe('a guard', () => {
  const halted: Tradable = { pair: 'xrp_jpy', tradable: false, reasons: ['halt', 'circuit-break'] };
  const shut = market({}, halted);
  const sell = { side: 'sell' } as const;
  const stop = { type: 'stop', price: undefined } as const;
  const taking = { type: 'market', price: undefined } as const;

  it.each<[string, GuardOptions, Partial<OrderRequest>, string | null]>([
    ['a notional at its limit', { maxNotional: '1078.236' }, {}, null],
    [
      'a notional beyond it',
      { maxNotional: '1078.235' },
      {},
      'maxNotional: expected at most 1078.235 jpy, got 1078.236',
    ],
    ['a quote currency of its own', { maxNotional: { jpy: 2_000, btc: '0.1' } }, {}, null],
    [
      'one without a limit',
      { maxNotional: { btc: 1 } },
      {},
      'maxNotional: expected given for jpy, got nothing',
    ],
    [
      'a limit sell by the best bid, if that is above its price',
      { market: market(), maxNotional: 1_000 },
      { ...sell, price: '1' },
      'maxNotional: expected at most 1000 jpy, got 1077',
    ],
    [
      'a market buy by the last price that it reaches',
      { market: market(), maxNotional: 4_000 },
      { ...taking, amount: 11 },
      'maxNotional: expected at most 4000 jpy, got 4180',
    ],
    [
      'a market sell by the best bid',
      { market: market(), maxNotional: 3_948 },
      { ...taking, ...sell, amount: 11 },
      'maxNotional: expected at most 3948 jpy, got 3949',
    ],
    [
      'a market order beyond the levels that are known',
      { market: market(), maxNotional: 1_000_000 },
      { ...taking, amount: 111 },
      'maxNotional: expected at most 1000000 jpy, got not known',
    ],
    [
      'a market order without a market',
      { maxNotional: 1_000_000 },
      taking,
      'maxNotional: expected at most 1000000 jpy, got not known',
    ],
    [
      'a stop by its trigger',
      { maxNotional: 1_199 },
      { ...stop, triggerPrice: 400 },
      'maxNotional: expected at most 1199 jpy, got 1200',
    ],
    [
      'a close of a whole position',
      { maxNotional: 1, maxTotalNotional: 1 },
      {
        type: 'stop_loss',
        price: undefined,
        ...sell,
        positionSide: 'long',
        amount: undefined,
        triggerPrice: 300,
      },
      null,
    ],
    [
      'a sum of all',
      { maxTotalNotional: 1_000 },
      {},
      'maxTotalNotional: expected at most 1000 jpy, got 1078.236',
    ],
    ['a price as far through as it may be', { market: market(), maxDistance: '0.05' }, { price: 378 }, null],
    [
      'a price farther',
      { market: market(), maxDistance: '0.05' },
      { price: '378.001' },
      'maxDistance: expected at most 0.05 through 360, got 0.050003',
    ],
    [
      'a sell through the bid',
      { market: market(), maxDistance: { through: 0.01 } },
      { ...sell, price: 355 },
      'maxDistance: expected at most 0.01 through 359, got 0.011143',
    ],
    [
      'one that is not limited away',
      { market: market(), maxDistance: { through: 0.01 } },
      { price: 1 },
      null,
    ],
    [
      'one away',
      { market: market(), maxDistance: { away: 0.5 } },
      { price: 179 },
      'maxDistance: expected at most 0.5 away from 360, got 0.502778',
    ],
    [
      'a market order that reaches too deep',
      { market: market(), maxDistance: { through: 0.05 } },
      { ...taking, amount: 11 },
      'maxDistance: expected at most 0.05 through 360, got 0.055556',
    ],
    ['one that does not', { market: market(), maxDistance: { through: 0 } }, { ...taking, amount: 10 }, null],
    [
      'a trigger too far off, on either side',
      { market: market(), maxDistance: { away: 0.1, through: 0 } },
      { ...stop, triggerPrice: 397 },
      'maxDistance: expected at most 0.1 through 360, got 0.102778',
    ],
    [
      'a limit from its trigger',
      { market: market(), maxDistance: { away: 0.5, through: 0.01 } },
      { type: 'stop_limit', price: 405, triggerPrice: 400 },
      'maxDistance: expected at most 0.01 through 400, got 0.012500',
    ],
    [
      'a distance from nothing',
      { market: market({ asks: [], bids: [] }), maxDistance: 1 },
      {},
      'maxDistance: expected a best price to measure from, got not known',
    ],
    ['a market in order', { market: market() }, {}, null],
    ['a stale book', { market: market({ stale: true }) }, {}, 'market: expected a fresh book, got stale'],
    [
      'a crossed book',
      { market: market({ crossed: true }) },
      {},
      'market: expected a current, uncrossed book, got crossed',
    ],
    [
      'a pair that is not tradable',
      { market: shut },
      {},
      'market: expected tradable, got halt, circuit-break',
    ],
    [
      'a market that says nothing for 5 s',
      { market: { book$: () => NEVER, tradable$: () => NEVER } },
      {},
      'market: expected tradable, got not known; market: expected a book, got not known',
    ],
    [
      'a market that has ended',
      { market: { book$: () => EMPTY, tradable$: () => of(open) } },
      {},
      'market: expected tradable, got not known; market: expected a book, got not known',
    ],
  ])('says of %s', (name, guards, asked, message) => {
    const refused = name.endsWith('for 5 s') ? '5s (G|)' : '(G|)';
    inMoments(
      {
        placing: ' s-1',
        order$: ` ${message === null ? 'S-A---------' : refused}`,
      },
      {
        guards,
        calls: { order: (exec) => exec.submitOrder({ ...request, ...asked }) },
        ...(message === null ? {} : { where: { G: [{ by: 'client', message }] } }),
      },
    );
  });

  it('names itself, its limit and the value of the order, and nothing is sent', () => {
    inMoments(
      { submit$: '(G|)', placing$: '' },
      {
        guards: { maxNotional: 1_000 },
        where: {
          G: [
            {
              type: 'Rejected',
              by: 'client',
              reason: 'guard',
              message: 'maxNotional: expected at most 1000 jpy, got 1078.236',
              code: null,
              violations: [
                { field: 'maxNotional', rule: 'at most 1000 jpy', actual: '1078.236', nearest: null },
              ],
              order: null,
              attribution: null,
            },
          ],
        },
      },
    );
  });
});
