import { describe, it } from 'vitest';
import type { ExecutionClient } from '../../../src/execution/client';
import { request } from '../../support/order-cast';
import { inMoments, inSeconds } from '../../support/order-spec';

// The market by which a guard judges an order. Its book must be known, fresh and in order when the order leaves.

const calls = {
  later: (exec: ExecutionClient) => exec.submitOrder({ ...request, amount: 1 }),
};

describe('the market of a guard', () => {
  it('is waited for, once for each pair, and observed until the client is closed', () => {
    inMoments(
      {
        books: '   ---g',
        placing: ' s-1',
        submit$: ' ---S-A-----|',
        later: '   ------^',
        later$: '  ------S-A--|',
        close: '   -----------^',
        books$: '  ^----------!',
      },
      { calls },
    );
  });

  it('is waited for 5 s at most', () => {
    inSeconds(
      {
        books: '   -',
        submit$: ' -----(G|)',
      },
      { where: { G: [{ message: 'market: expected a book, got not known' }] } },
    );
  });

  it('is as old as its book', () => {
    inMoments(
      {
        books: '   g',
        placing: ' s-1',
        submit$: ' S-A-------------',
        later: '   -----------^',
        later$: '  -----------(G|)',
      },
      { calls, guards: { maxBookAge: 10 } },
    );
  });

  it('is checked again at the moment at which an order leaves', () => {
    inMoments({
      books: '   g--v',
      placing: ' -----s', // a limit of the rate holds it back until then
      submit$: ' -----(G|)',
    });
  });
});
