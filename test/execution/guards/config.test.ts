import { NEVER } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createDataClient } from '../../../src/index';
import type { GuardConfig } from '../../../src/execution/guards/config';
import { readOptions } from '../../../src/execution/options';
import type { GuardMarket, GuardOptions } from '../../../src/execution/guards/options';

/** Returns the limits as the client reads them, or their error. */
const readGuards = (guards?: GuardOptions): { readonly right: GuardConfig } | { readonly left: unknown } => {
  try {
    return { right: readOptions({ apiKey: 'the-key', apiSecret: 'the-secret', guards }).guards };
  } catch (left) {
    return { left };
  }
};

const market: GuardMarket = { book$: () => NEVER, tradable$: () => NEVER };

describe('readGuards', () => {
  it('limits nothing by default', () => {
    expect(readGuards()).toMatchObject({
      right: { market: null, maxOpenOrders: null, maxNotional: null, maxDistance: null },
    });
  });

  it('takes numbers and texts, one limit for JPY or one per currency', () => {
    expect(
      readGuards({ maxNotional: 1e6, maxTotalNotional: { jpy: '5000000', btc: 1e-7 }, maxDistance: 0 }),
    ).toMatchObject({ left: { field: 'guards.market' } });
    expect(
      readGuards({
        market,
        maxNotional: 1e6,
        maxTotalNotional: { jpy: '5000000', btc: 1e-7 },
        maxDistance: { through: '0.01' },
        maxOpenOrders: 30,
      }),
    ).toMatchObject({
      right: {
        maxNotional: new Map([['jpy', '1000000']]),
        maxTotalNotional: new Map([
          ['jpy', '5000000'],
          ['btc', '0.0000001'],
        ]),
        maxDistance: { through: '0.01', away: null },
        maxOpenOrders: 30,
      },
    });
  });

  it('takes a data client as the market', () => {
    const data = createDataClient();
    expect(readGuards({ market: data, maxDistance: 0.05 })).toMatchObject({
      right: { maxDistance: { through: '0.05', away: '0.05' } },
    });
    return data.close();
  });

  it.each<[string, unknown]>([
    ['market', {}],
    ['maxOpenOrders', 0],
    ['maxOpenOrders', 1.5],
    ['maxNotional', -1],
    ['maxNotional', 'much'],
    ['maxNotional', NaN],
    ['maxNotional', [1]],
    ['maxTotalNotional', [1]],
    ['maxDistance', -0.1],
    ['maxDistance', '5%'],
    ['maxOrdersPerSecond', Infinity],
    ['maxBookAge', 0],
  ])('refuses a wrong %s (%j) by its name', (name, value) => {
    expect(readGuards({ market, [name]: value })).toMatchObject({
      left: { _tag: 'ConfigError', field: `guards.${name}` },
    });
  });

  it.each<[string, GuardOptions, string]>([
    ['guards.maxNotional.btc', { maxNotional: { jpy: 1, btc: '-1' } }, 'a decimal, zero or more, got "-1"'],
    ['guards.maxDistance.away', { market, maxDistance: { away: '5%' } }, 'a decimal, zero or more, got "5%"'],
    [
      'guards.maxDistance.beyond',
      { market, maxDistance: { through: 0.1, beyond: 0.2 } as object },
      'one of through, away, got an unknown option',
    ],
  ])('names the very limit that is wrong: %s', (field, guards, problem) => {
    expect(readGuards(guards)).toMatchObject({ left: { message: `${field}: expected ${problem}` } });
  });

  it('refuses an unknown limit, and a value that is no object', () => {
    expect(readGuards({ maxOpenOrder: 3 } as GuardOptions)).toMatchObject({
      left: { field: 'guards.maxOpenOrder', actual: 'an unknown option' },
    });
    expect(readGuards(3 as GuardOptions)).toMatchObject({ left: { field: 'guards' } });
  });

  it('needs a market for limits that are measured by it', () => {
    expect(readGuards({ maxBookAge: 100 })).toMatchObject({
      left: { field: 'guards.market', expected: 'given: maxBookAge needs it' },
    });
  });
});
