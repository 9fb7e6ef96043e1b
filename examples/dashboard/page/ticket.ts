import {
  combineLatest,
  exhaustMap,
  fromEvent,
  map,
  merge,
  startWith,
  tap,
  withLatestFrom,
  type Observable,
} from 'rxjs';
import type { Instrument } from 'rx-bitbank';
import type { PageContext } from './context';
import { byId } from './dom';
import { command } from './gateway';

/** The fields that each order type has, beyond amount. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  limit: ['price', 'postOnly'],
  market: [],
  stop: ['triggerPrice'],
  stop_limit: ['triggerPrice', 'price'],
};

const rules = (instrument: Instrument): string => {
  const tick = (10 ** -instrument.priceDigits).toFixed(instrument.priceDigits);
  const lot = (10 ** -instrument.amountDigits).toFixed(instrument.amountDigits);
  return (
    `Tick ${tick} ${instrument.quoteAsset}, lot ${lot} ${instrument.baseAsset}, ` +
    `${instrument.minAmount} to ${instrument.limitMaxAmount} (market: ${instrument.marketMaxAmount}). ` +
    `Fee: maker ${instrument.fees.makerQuote}, taker ${instrument.fees.takerQuote}.`
  );
};

/** The order ticket: what the order type needs, the instrument's rules, and what became of the order at once. */
export const ticket$ = (
  { instrument$ }: PageContext,
  pickedPrice$: Observable<number>,
): Observable<unknown> => {
  const form = byId('ticket').querySelector('form') as HTMLFormElement;
  const field = (name: string): HTMLInputElement => form.elements.namedItem(name) as HTMLInputElement;
  const result = byId('ticket-result');

  const shown$ = combineLatest([instrument$, fromEvent(form, 'change').pipe(startWith(null))]).pipe(
    tap(([instrument]) => {
      byId('rules').textContent = rules(instrument);
      const wanted = fieldsOf[field('type').value] ?? [];
      for (const name of ['price', 'triggerPrice', 'postOnly']) {
        const input = field(name);
        (input.closest('label') as HTMLElement).hidden = !wanted.includes(name);
        input.disabled = !wanted.includes(name);
        if (name !== 'postOnly') input.required = wanted.includes(name);
      }
    }),
  );
  const picked$ = pickedPrice$.pipe(
    tap((price) => {
      const target = field('price').disabled ? field('triggerPrice') : field('price');
      if (!target.disabled) target.value = String(price);
    }),
  );
  const sent$ = fromEvent(form, 'submit').pipe(
    tap((event) => event.preventDefault()),
    withLatestFrom(instrument$),
    map(([, { pair }]) => {
      const values = new FormData(form);
      const wanted = fieldsOf[field('type').value] ?? [];
      return {
        pair,
        side: values.get('side'),
        type: values.get('type'),
        amount: values.get('amount'),
        ...(wanted.includes('price') && { price: values.get('price') }),
        ...(wanted.includes('triggerPrice') && { triggerPrice: values.get('triggerPrice') }),
        ...(values.get('postOnly') === 'on' && { postOnly: true }),
      };
    }),
    exhaustMap((request) => command('/orders', request)),
    tap((refusal) => {
      result.textContent = refusal ?? 'Sent';
    }),
  );
  return merge(shown$, picked$, sent$);
};
