import {
  catchError,
  combineLatest,
  distinctUntilChanged,
  filter,
  finalize,
  fromEvent,
  map,
  merge,
  of,
  startWith,
  switchMap,
  tap,
  withLatestFrom,
  type Observable,
} from 'rxjs';
import type { Instrument, OrderBook } from 'rx-bitbank';
import type { OrderRequest } from 'rx-bitbank/execution';
import type { AccountContext } from './context';
import { byId, setText } from './dom';
import { fateOf } from './fate';
import { number } from './format';
import { decimalOf, problemOf, questionsOf, shareOf, totalOf, type Draft, type Market } from './order-form';

/** The fields that each order type has, beyond amount. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  limit: ['price', 'postOnly'],
  market: [],
  stop: ['triggerPrice'],
  stop_limit: ['triggerPrice', 'price'],
};

const rules = (instrument: Instrument): string => {
  const tick = (10 ** -instrument.priceDigits).toFixed(Math.max(0, instrument.priceDigits));
  const lot = (10 ** -instrument.amountDigits).toFixed(Math.max(0, instrument.amountDigits));
  return (
    `Tick ${tick} ${instrument.quoteAsset}, lot ${lot} ${instrument.baseAsset}, ` +
    `${instrument.minAmount} to ${instrument.limitMaxAmount} (market: ${instrument.marketMaxAmount}). ` +
    `Fee: maker ${instrument.fees.makerQuote}, taker ${instrument.fees.takerQuote}.`
  );
};

const reasonWords: Readonly<Record<string, string>> = {
  halt: 'the venue has halted',
  maintenance: 'the venue is in maintenance',
  suspended: 'the pair is suspended',
  'circuit-break': 'its circuit breaker is on',
  unknown: 'it is not known whether it may be traded',
};

/** Why the account can't trade the pair now; empty: it can. */
const obstacle$ = ({ data, exec, instrument$ }: AccountContext): Observable<string> =>
  combineLatest([
    exec.connection$.pipe(startWith(null)),
    instrument$.pipe(
      switchMap(({ pair }) =>
        data.tradable$(pair).pipe(
          map(({ reasons }) => reasons.map((reason) => reasonWords[reason] ?? reason).join(', ')),
          catchError(() => of('')),
          startWith(''),
        ),
      ),
    ),
  ]).pipe(
    map(([connection, reason]) => {
      if (connection === null || connection.state === 'connecting')
        return 'There is no link to the gateway yet.';
      if (connection.state === 'waiting')
        return `There is no link: ${connection.cause ?? 'it is tried again'}.`;
      return reason === '' ? '' : `No orders of this pair now: ${reason}.`;
    }),
    distinctUntilChanged(),
  );

const marketOf = (book: OrderBook | null, side: 'buy' | 'sell'): Market => {
  const isLive = book !== null && !book.stale;
  const levels = isLive ? (side === 'buy' ? book.asks : book.bids) : [];
  return {
    bid: isLive ? (book.bids[0]?.price ?? null) : null,
    ask: isLive ? (book.asks[0]?.price ?? null) : null,
    shown: levels.reduce((sum, { amount }) => sum + amount, 0),
  };
};

/** The order ticket: what the order type needs, what is wrong as one types, and what became of the order. */
export const ticket$ = (context: AccountContext, pickedPrice$: Observable<number>): Observable<unknown> => {
  const { data, exec, instrument$, placed$ } = context;
  const form = byId('ticket').querySelector('form') as HTMLFormElement;
  const field = (name: string): HTMLInputElement => form.elements.namedItem(name) as HTMLInputElement;
  const result = byId('ticket-result');
  const question = byId('ticket-question');
  const button = form.querySelector('button[type=submit]') as HTMLButtonElement;
  const numbers = ['price', 'triggerPrice', 'amount'] as const;

  const empty = (): void => {
    for (const name of numbers) field(name).value = '';
    question.hidden = true;
    setText(result, '');
  };

  const draftOf = (): Draft => {
    const wanted = fieldsOf[field('type').value] ?? [];
    return {
      side: new FormData(form).get('side') === 'sell' ? 'sell' : 'buy',
      type: field('type').value,
      price: wanted.includes('price') ? decimalOf(field('price').value) : null,
      triggerPrice: wanted.includes('triggerPrice') ? decimalOf(field('triggerPrice').value) : null,
      amount: decimalOf(field('amount').value),
    };
  };

  const requestOf = ({ pair }: Instrument): OrderRequest => {
    const { side, type, price, triggerPrice, amount } = draftOf();
    const positionSide = field('positionSide').value;
    return {
      pair,
      side,
      type: type as OrderRequest['type'],
      amount: amount ?? '',
      ...(price !== null && { price }),
      ...(triggerPrice !== null && { triggerPrice }),
      ...(!field('postOnly').disabled && field('postOnly').checked && { postOnly: true }),
      ...(positionSide !== '' && { positionSide: positionSide === 'short' ? 'short' : 'long' }),
    };
  };

  const emptied$ = instrument$.pipe(
    map(({ pair }) => pair),
    distinctUntilChanged(),
    tap(() => {
      empty();
      field('positionSide').value = '';
    }),
  );
  const book$ = instrument$.pipe(
    switchMap(({ pair }) =>
      data.book$(pair, { depth: 14 }).pipe(
        map((book): OrderBook | null => book),
        catchError(() => of(null)),
        startWith(null),
      ),
    ),
  );
  const free$ = exec.available$.pipe(
    catchError(() => of(null)),
    startWith(null),
  );
  const typed$ = merge(fromEvent(form, 'input'), fromEvent(form, 'change')).pipe(startWith(null));

  const freeOf = (
    free: ReadonlyMap<string, string> | null,
    { baseAsset, quoteAsset }: Instrument,
  ): [string, number] => {
    const asset = draftOf().side === 'buy' ? quoteAsset : baseAsset;
    return [asset, Number(free?.get(asset) ?? Number.NaN)];
  };

  const state$ = combineLatest([instrument$, obstacle$(context), free$, book$, typed$]);
  const shown$ = state$.pipe(
    tap(([instrument, obstacle, free, book]) => {
      setText(byId('rules'), rules(instrument));
      const draft = draftOf();
      const wanted = fieldsOf[draft.type] ?? [];
      for (const name of ['price', 'triggerPrice', 'postOnly']) {
        const input = field(name);
        (input.closest('label') as HTMLElement).hidden = !wanted.includes(name);
        input.disabled = !wanted.includes(name);
        if (name !== 'postOnly') input.required = wanted.includes(name);
      }
      (field('positionSide').closest('label') as HTMLElement).hidden = instrument.margin === null;
      for (const name of numbers)
        field(name).setCustomValidity(
          field(name).disabled
            ? ''
            : problemOf(field(name).value, name === 'amount' ? 'amount' : 'price', instrument),
        );
      const problems = numbers
        .map((name) => field(name).validationMessage)
        .filter((_, i) => {
          const input = field(numbers[i] as string);
          return !input.disabled && input.value !== '' && input.validity.customError;
        });
      setText(byId('ticket-problem'), problems[0] ?? '');
      const [asset, amount] = freeOf(free, instrument);
      setText(
        byId('ticket-free'),
        Number.isNaN(amount) ? 'Available: –' : `Available: ${number(amount, 4)} ${asset}`,
      );
      const reckoned = totalOf(draft, marketOf(book, draft.side), instrument.fees.takerQuote);
      setText(
        byId('ticket-total'),
        reckoned === null
          ? 'Total: –'
          : `Total: ${number(reckoned.total, 2)} ${instrument.quoteAsset}, fee at most ${number(Math.max(0, reckoned.fee), 2)}`,
      );
      button.disabled = obstacle !== '';
      setText(byId('ticket-obstacle'), obstacle);
    }),
  );

  const shared$ = fromEvent(byId('ticket-shares'), 'click').pipe(
    withLatestFrom(state$),
    tap(([event, [instrument, , free, book]]) => {
      const percent = Number((event.target as HTMLElement).dataset['percent']);
      if (Number.isNaN(percent)) return;
      const draft = draftOf();
      const market = marketOf(book, draft.side);
      const price =
        draft.price === null ? (draft.side === 'buy' ? market.ask : market.bid) : Number(draft.price);
      const [, amount] = freeOf(free, instrument);
      const share = Number.isNaN(amount) ? null : shareOf(amount, percent, price, draft.side, instrument);
      if (share !== null) field('amount').value = share;
      form.dispatchEvent(new Event('input'));
    }),
  );

  const picked$ = pickedPrice$.pipe(
    tap((price) => {
      const target = field('price').disabled ? field('triggerPrice') : field('price');
      if (!target.disabled) target.value = String(price);
      form.dispatchEvent(new Event('input'));
    }),
  );

  /** What is asked before the order leaves is asked in the ticket; the second click on the button is the answer. */
  const confirmed$ = fromEvent(form, 'submit').pipe(
    tap((event) => event.preventDefault()),
    withLatestFrom(state$),
    filter(([, [, obstacle]]) => obstacle === ''),
    map(([, [instrument, , , book]]) => ({ request: requestOf(instrument), book })),
    filter(({ request, book }) => {
      const askAbove = Number(decimalOf(field('askAbove').value) ?? Number.POSITIVE_INFINITY);
      const draft = draftOf();
      const asked = questionsOf(draft, marketOf(book, draft.side), askAbove).join(' ');
      const key = JSON.stringify(request);
      if (asked === '' || question.dataset['for'] === key) {
        question.hidden = true;
        question.dataset['for'] = '';
        return true;
      }
      setText(question, `${asked} Place the order again if that is meant.`);
      question.dataset['for'] = key;
      question.hidden = false;
      return false;
    }),
  );
  const changed$ = fromEvent(form, 'input').pipe(
    tap(() => {
      question.hidden = true;
      question.dataset['for'] = '';
    }),
  );

  const sent$ = confirmed$.pipe(
    switchMap(({ request }) => {
      const life$ = exec.submitOrder(request);
      placed$.next({ request, life$ });
      setText(result, 'It is on its way.');
      return life$.pipe(
        catchError((error: unknown) => {
          setText(result, `Not sent: ${error instanceof Error ? error.message : String(error)}`);
          return of();
        }),
      );
    }),
    tap((transition) => {
      result.className =
        transition.type === 'Rejected' ? 'bad' : transition.type === 'Unresolved' ? 'open' : '';
      setText(result, fateOf(transition));
    }),
  );
  return merge(emptied$, shown$, shared$, picked$, changed$, sent$).pipe(
    finalize(() => {
      button.disabled = true;
    }),
  );
};
