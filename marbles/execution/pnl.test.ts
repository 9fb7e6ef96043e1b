import { concat, defer, EMPTY, NEVER, of, throwError } from 'rxjs';
import { describe, it } from 'vitest';
import { defaultPnl } from '../../src/execution/account/pnl-options';
import { failures, fills } from '../support/order-cast';
import { inMoments, inSeconds } from '../support/order-spec';

const none = { held: null };
const bought = { held: '1', realized: '0', unrealized: null };
const sold = { held: '0', realized: '10', unrealized: '0' };

describe('pnl$', () => {
  it('counts each fill from its first subscription on, and goes on when its observers leave', () => {
    inMoments(
      {
        stream: ' o---β-------σ----',
        pnl: '    ^-----!',
        pnl$: '   %---%',
        pnl2: '   -------------^',
        pnl2$: '  -------------%',
      },
      { where: { '%': [none, bought, sold] } },
    );
  });

  it('values each pair that is held by the best prices', () => {
    inMoments(
      {
        stream: ' o---β----------',
        quotes: ' ------▲--▼-----',
        pnl$: '   %---%-%--%-----',
      },
      { where: { '%': [none, bought, { ...bought, unrealized: '1' }, { ...bought, unrealized: '-1' }] } },
    );
  });

  it('goes on without prices if the market ends with an error', () => {
    inMoments(
      {
        stream: ' o---β-------σ----',
        pnl$: '   %---(%%)----%----',
      },
      {
        parts: { pnl: { ...defaultPnl, market: { quotes$: () => throwError(() => failures['n']) } } },
        where: { '%': [none, none, bought, sold] },
      },
    );
  });

  it('reads the fills of the past first, as often as it takes, and counts none of them twice', () => {
    const [buy, sell] = [fills['β'], fills['σ']].flatMap((fill) => fill ?? []);
    if (buy === undefined || sell === undefined) throw new Error('no fills');
    const cut = concat(
      of(buy),
      throwError(() => failures['n']),
    );
    const pages = [cut, cut, of(buy, sell)];
    inSeconds(
      {
        stream: ' o-σ-',
        pnl$: '   -%---',
      },
      {
        rest: () => ({
          'all.tradeHistory': (query) => (query?.since === 7 ? defer(() => pages.shift() ?? EMPTY) : EMPTY),
          'all.activeOrders': () => NEVER,
        }),
        parts: { pnl: { ...defaultPnl, since: 7 } },
        where: { '%': [sold] },
      },
    );
  });
});
