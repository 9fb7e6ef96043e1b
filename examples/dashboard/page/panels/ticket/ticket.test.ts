import type { OrderBook } from 'rx-bitbank';
import type { OrderRequest, OrderTransition } from 'rx-bitbank/execution';
import { auditTime, ignoreElements, map, NEVER, of, type Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { btc, marbles, xrp } from '../../../test/support/marbles';
import { ticket$, type Click, type TicketShown, type TicketSources } from './stream';
import { afterMove, emptyTicket } from './typed';

const book = {
  asks: [{ price: 101, amount: 5 }],
  bids: [{ price: 99, amount: 5 }],
  stale: false,
} as unknown as OrderBook;

const accepted = { type: 'Accepted', order: { orderId: 7 } } as unknown as OrderTransition;
const clicks = { s: 'one', d: 'double' } as const;
const sent: OrderRequest[] = [];

const sources = (given: Partial<TicketSources>): TicketSources => ({
  instrument$: of(btc),
  book$: () => of(book),
  available$: of(new Map([['jpy', '1000']])),
  obstacle$: of(null),
  picked$: NEVER,
  askAbove$: of('1,000'),
  tickers$: NEVER,
  typed$: NEVER,
  share$: NEVER,
  submit$: NEVER,
  place: (request) => {
    sent.push(request);
    return of(accepted);
  },
  placed: () => undefined,
  ...given,
});

/** Returns the contents of the ticket at the end of each moment: a question, a problem, a fate. */
const seen = (shown$: Observable<TicketShown>): Observable<string> =>
  shown$.pipe(
    auditTime(0),
    map(({ questions, problems, fate }) =>
      [
        ...questions.map(({ type }) => type),
        ...Object.values(problems).flatMap((problem) => problem?.type ?? []),
        fate?.type ?? 'none',
      ].join(' '),
    ),
  );

const signs = {
  n: 'none',
  s: 'sending',
  t: 'transition',
  m: 'missing missing none',
  x: 'no-number none',
  f: 'far none',
};

describe('the ticket', () => {
  it('sends an order near the market immediately, and shows its fate', () => {
    sent.length = 0;
    marbles(({ cold, expectObservable }) => {
      const typed$ = cold(' -a       ', { a: { price: '１００', amount: '1' } });
      const submit$ = cold<Click>('---s     ', clicks);
      const life$ = cold('     --A   ', { A: accepted });
      const expected = '    nn-s-t   ';
      const place = (request: OrderRequest): Observable<OrderTransition> => {
        sent.push(request);
        return life$;
      };
      expectObservable(seen(ticket$(sources({ typed$, submit$, place })))).toBe(expected, signs);
    });
    expect(sent).toEqual([{ pair: 'btc_jpy', side: 'buy', type: 'limit', amount: '1', price: '100' }]);
  });

  it('asks of one that is far off, takes no double click for the answer, and sends it at the next', () => {
    sent.length = 0;
    marbles(({ cold, expectObservable }) => {
      const typed$ = cold(' -a            ', { a: { price: '90', amount: '1' } });
      const submit$ = cold<Click>('---s 99ms s 399ms s', clicks);
      const expected = '    nn-f 99ms - 399ms t';
      expectObservable(seen(ticket$(sources({ typed$, submit$ })))).toBe(expected, signs);
    });
    expect(sent).toHaveLength(1);
  });

  it('takes the second half of a double click for none, however late a busy page hears of it', () => {
    sent.length = 0;
    marbles(({ cold, expectObservable }) => {
      const typed$ = cold(' -a                ', { a: { price: '90', amount: '1' } });
      const submit$ = cold<Click>('---s 5s d 999ms s ', clicks);
      const expected = '    nn-f 5s - 999ms t ';
      expectObservable(seen(ticket$(sources({ typed$, submit$ })))).toBe(expected, signs);
    });
    expect(sent).toHaveLength(1);
  });

  it('takes a click after typing for a click of its own, however soon it comes', () => {
    sent.length = 0;
    marbles(({ cold, expectObservable }) => {
      const typed$ = cold(' -a--b   ', { a: { price: '100', amount: '1' }, b: { amount: '2' } });
      const submit$ = cold<Click>('---s-s  ', clicks);
      const life$ = cold('     A    ', { A: accepted });
      const place = (request: OrderRequest): Observable<OrderTransition> => {
        sent.push(request);
        return life$;
      };
      expectObservable(seen(ticket$(sources({ typed$, submit$, place }))).pipe(ignoreElements())).toBe('-');
    });
    expect(sent.map(({ amount }) => amount)).toEqual(['1', '2']);
  });

  it('reckons in JPY whether an order is large', () => {
    marbles(({ cold, expectObservable }) => {
      const typed$ = cold('  a       ', { a: { price: '100', amount: '2' } });
      const tickers$ = cold('-t      ', { t: [{ pair: 'btc_jpy', last: 10 }] });
      const submit$ = cold<Click>(' s- 498ms s', clicks);
      const expected = '     ww 498ms l';
      const instrument$ = of({ ...xrp, pair: 'xrp_btc', quoteAsset: 'btc' });
      expectObservable(seen(ticket$(sources({ instrument$, typed$, tickers$, submit$ })))).toBe(expected, {
        w: 'no-worth none',
        l: 'large none',
      });
    });
  });

  it('takes no answer for a question that was not asked', () => {
    sent.length = 0;
    marbles(({ cold, expectObservable }) => {
      const book$ = cold('  o---l         ', { o: { ...book, stale: true }, l: book });
      const typed$ = cold(' -a            ', { a: { price: '90', amount: '1' } });
      const submit$ = cold<Click>('---s 499ms s 499ms s', clicks);
      const expected = '    nn-bb 498ms f 499ms t';
      const signsHere = { ...signs, b: 'no-book none' };
      expectObservable(seen(ticket$(sources({ book$: () => book$, typed$, submit$ })))).toBe(
        expected,
        signsHere,
      );
    });
    expect(sent).toHaveLength(1);
  });

  it('forgets its question when something is typed', () => {
    sent.length = 0;
    marbles(({ cold, expectObservable }) => {
      const typed$ = cold(' -a---b        ', { a: { price: '90', amount: '1' }, b: { price: '91' } });
      const submit$ = cold<Click>('---s---- 500ms s', clicks);
      const expected = '    nn-f-n-- 500ms f';
      expectObservable(seen(ticket$(sources({ typed$, submit$ })))).toBe(expected, signs);
    });
    expect(sent).toEqual([]);
  });

  it('says what is wrong, what is missing once one tries, and sends neither', () => {
    sent.length = 0;
    marbles(({ cold, expectObservable }) => {
      const typed$ = cold(' ---a          ', { a: { price: '100', amount: 'abc' } });
      const submit$ = cold<Click>('-s-- 500ms s  ', clicks);
      const expected = '    nm-x 500ms x  ';
      expectObservable(seen(ticket$(sources({ typed$, submit$ })))).toBe(expected, signs);
    });
    expect(sent).toEqual([]);
  });

  it('sends nothing while something is in the way', () => {
    sent.length = 0;
    marbles(({ cold, expectObservable }) => {
      const typed$ = cold(' -a   ', { a: { price: '100', amount: '1' } });
      const submit$ = cold<Click>('---s ', clicks);
      const expected = '    nn-n ';
      const obstacle$ = of({ type: 'connecting' } as const);
      expectObservable(seen(ticket$(sources({ typed$, submit$, obstacle$ })))).toBe(expected, signs);
    });
    expect(sent).toEqual([]);
  });

  it('is emptied at a change of pair, and shows no fate of the last one', () => {
    marbles(({ cold, expectObservable }) => {
      const instrument$ = cold('i-----j', { i: btc, j: xrp });
      const typed$ = cold('     -a     ', { a: { price: '100', amount: '1' } });
      const submit$ = cold<Click>('    ---s   ', clicks);
      const expected = '        nn-t--n';
      const shown$ = ticket$(sources({ instrument$, typed$, submit$ }));
      expectObservable(seen(shown$)).toBe(expected, signs);
      const amounts = '         na-a--n';
      const amount$ = shown$.pipe(
        auditTime(0),
        map(({ typed }) => typed.amount),
      );
      expectObservable(amount$).toBe(amounts, { n: '', a: '1' });
    });
  });

  it.each([
    ['a limit order, which locks the fee', { price: '100' }, '9.9900'],
    ['a market order, which locks an allowance at the best ask', { type: 'market' }, '8.2508'],
    [
      'a stop order, which locks an allowance at its trigger',
      { type: 'stop', triggerPrice: '200' },
      '4.1666',
    ],
    ['a stop-limit order, at its limit', { type: 'stop_limit', triggerPrice: '200', price: '50' }, '19.9800'],
  ] as const)('fills in a share of what is free, for %s', (_, typed, amount) => {
    marbles(({ cold, expectObservable }) => {
      const typed$ = cold('t ', { t: typed });
      const share$ = cold('-h', { h: 100 });
      const expected = '   na';
      expectObservable(
        ticket$(sources({ typed$, share$ })).pipe(
          auditTime(0),
          map((shown) => shown.typed.amount),
        ),
      ).toBe(expected, { n: '', a: amount });
    });
  });
});

describe('what is picked in the book', () => {
  const level = { price: 101, amount: 2, side: 'buy' } as const;
  const picked = { type: 'picked', level, instrument: btc } as const;

  it('fills price, amount and side', () => {
    expect(afterMove({ ...emptyTicket, side: 'sell' }, picked)).toMatchObject({
      side: 'buy',
      price: '101',
      amount: '2.0000',
    });
  });

  it('takes the place of an amount that was picked, and of none that was typed', () => {
    const again = { ...picked, level: { ...level, amount: 3 } };
    expect(afterMove(afterMove(emptyTicket, picked), again).amount).toBe('3.0000');
    const typed = afterMove(afterMove(emptyTicket, picked), { type: 'typed', changes: { amount: '0.5' } });
    expect(afterMove(typed, again).amount).toBe('0.5');
  });

  it('is the trigger of a stop order', () => {
    expect(afterMove({ ...emptyTicket, type: 'stop' }, picked)).toMatchObject({
      triggerPrice: '101',
      price: '',
    });
  });
});
