import {
  catchError,
  EMPTY,
  filter,
  finalize,
  fromEvent,
  map,
  merge,
  mergeMap,
  switchMap,
  tap,
  type Observable,
} from 'rxjs';
import type { CancelOutcome, Order } from 'rx-bitbank/execution';
import type { AccountContext, PlacedOrder } from './context';
import { byId, element, row } from './dom';
import { fateOf } from './fate';
import { pairName, time } from './format';
import { inPanel } from './panel';

const body = (id: string): HTMLElement => byId(id).querySelector('tbody') ?? byId(id);

const outcomeWords = (outcome: CancelOutcome): string => {
  switch (outcome.type) {
    case 'Canceled':
    case 'AlreadyCanceled':
      return 'canceled';
    case 'AlreadyFilled':
      return 'was filled before';
    case 'Pending':
      return 'is being canceled';
    case 'Refused':
      return `was not canceled: ${outcome.message}`;
    case 'Unresolved':
      return `may still be open: ${outcome.message}`;
  }
};

const orderRow = (order: Order): HTMLElement => {
  const cancel = element('button', '', 'Cancel') as HTMLButtonElement;
  cancel.type = 'button';
  cancel.setAttribute('aria-label', `Cancel order ${order.orderId}`);
  cancel.dataset['order'] = String(order.orderId);
  cancel.dataset['pair'] = order.pair;
  return row(
    pairName(order.pair),
    element('span', order.side, order.side),
    order.type.replace('_', ' '),
    order.price ?? 'market',
    order.triggerPrice ?? '–',
    order.remainingAmount ?? '–',
    order.status.toLowerCase().replace('_', ' '),
    cancel,
  );
};

const openOrders$ = ({ exec }: AccountContext): Observable<unknown> =>
  exec.orders$.pipe(
    map((orders) => body('open-orders').replaceChildren(...[...orders.values()].map(orderRow))),
    finalize(() => body('open-orders').replaceChildren()),
  );

/** A cancel says under the title of its panel what came of it. */
const cancels$ = ({ exec }: AccountContext): Observable<unknown> => {
  const said = byId('cancel-result');
  return fromEvent(body('open-orders'), 'click').pipe(
    map(({ target }) => target as HTMLElement),
    filter((target) => target.dataset['order'] !== undefined),
    mergeMap((button) => {
      (button as HTMLButtonElement).disabled = true;
      const ref = { pair: button.dataset['pair'] ?? '', orderId: Number(button.dataset['order']) };
      said.textContent = `Order ${ref.orderId}: the cancel is on its way.`;
      return exec.cancelOrder(ref).pipe(
        map((outcome) => `Order ${ref.orderId} ${outcomeWords(outcome)}.`),
        catchError((error: unknown) => [
          `Order ${ref.orderId} was not canceled: ${error instanceof Error ? error.message : String(error)}.`,
        ]),
        tap((text) => {
          said.textContent = text;
          (button as HTMLButtonElement).disabled = false;
        }),
      );
    }),
  );
};

const balances$ = ({ exec }: AccountContext): Observable<unknown> =>
  exec.assets$.pipe(
    map((assets) =>
      body('balances').replaceChildren(
        ...[...assets.values()]
          .filter(({ onhandAmount }) => Number(onhandAmount) !== 0)
          .map(({ asset, freeAmount, lockedAmount }) => row(asset, freeAmount, lockedAmount)),
      ),
    ),
  );

const fills$ = ({ exec }: AccountContext): Observable<unknown> => {
  const rows = body('fills');
  return exec.fills$.pipe(
    map((fill) => {
      rows.prepend(
        row(
          time(fill.executedAt),
          pairName(fill.pair),
          element('span', fill.side, fill.side),
          fill.price,
          fill.amount,
          fill.feeAmountQuote,
        ),
      );
      while (rows.childElementCount > 50) rows.lastElementChild?.remove();
    }),
  );
};

/** An order of this page, its steps one after the other: each fill is one, also where two are equal. */
const life$ = ({ request, life$: steps$ }: PlacedOrder): Observable<unknown> => {
  const title = element(
    'div',
    '',
    element('span', request.side, request.side),
    ` ${request.amount} ${pairName(request.pair)} ${request.type.replace('_', ' ')} ${request.price ?? ''}`,
    request.triggerPrice === undefined ? '' : ` trigger ${request.triggerPrice}`,
  );
  const steps = element('div', 'steps');
  byId('life-list').prepend(element('li', 'life', title, steps));
  const told: string[] = [];
  return steps$.pipe(
    map((transition) => {
      const fill = transition.type === 'PartiallyFilled' ? ` ${transition.fill.amount}` : '';
      const why =
        transition.type === 'Rejected' || transition.type === 'Unresolved' ? ` (${fateOf(transition)})` : '';
      told.push(`${transition.type}${fill}${why}`);
      steps.replaceChildren(
        ...told.flatMap((step, i) => [
          i === 0 ? '' : ' → ',
          i === told.length - 1 ? element('b', '', step) : step,
        ]),
      );
    }),
    catchError(() => EMPTY),
  );
};

/** The link to the gateway: without it, what the account's panels show is old. */
const link$ = ({ exec }: AccountContext): Observable<unknown> =>
  exec.connection$.pipe(
    tap(({ state }) => document.body.classList.toggle('account-old', state !== 'open')),
    switchMap(() => EMPTY),
  );

export const account$ = (context: AccountContext): Observable<unknown> =>
  merge(
    inPanel('open-orders', openOrders$(context)),
    cancels$(context),
    inPanel('balances', balances$(context)),
    inPanel('fills', fills$(context)),
    link$(context),
    context.placed$.pipe(mergeMap(life$)),
  );
