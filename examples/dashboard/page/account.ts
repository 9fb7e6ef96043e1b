import { filter, map, merge, type Observable } from 'rxjs';
import type { GatewayMessage } from '../gateway/messages';
import { byId, element, row } from './dom';
import { pairName, time } from './format';
import { command, gatewayMessages$ } from './gateway';

const on = <T extends GatewayMessage['type']>(
  type: T,
): Observable<Extract<GatewayMessage, { readonly type: T }>> =>
  gatewayMessages$.pipe(
    filter((message): message is Extract<GatewayMessage, { readonly type: T }> => message.type === type),
  );

const body = (id: string): HTMLElement => byId(id).querySelector('tbody') ?? byId(id);

const openOrders$ = (): Observable<unknown> =>
  on('orders').pipe(
    map(({ orders }) =>
      body('open-orders').replaceChildren(
        ...orders.map((order) => {
          const cancel = element('button', '', 'Cancel') as HTMLButtonElement;
          cancel.type = 'button';
          cancel.setAttribute('aria-label', `Cancel order ${order.orderId}`);
          cancel.onclick = () => {
            cancel.disabled = true;
            void command('/cancels', { pair: order.pair, orderId: order.orderId });
          };
          return row(
            pairName(order.pair),
            element('span', order.side, order.side),
            order.type.replace('_', ' '),
            order.price ?? order.triggerPrice ?? 'market',
            order.remainingAmount ?? '–',
            order.status.toLowerCase().replace('_', ' '),
            cancel,
          );
        }),
      ),
    ),
  );

const balances$ = (): Observable<unknown> =>
  on('balances').pipe(
    map(({ balances }) =>
      body('balances').replaceChildren(
        ...balances
          .filter(({ free, locked }) => Number(free) !== 0 || Number(locked) !== 0)
          .map(({ asset, free, locked }) => row(asset, free, locked)),
      ),
    ),
  );

const fills$ = (): Observable<unknown> => {
  const rows = body('fills');
  const seen = new Set<number>();
  return on('fill').pipe(
    filter(({ fill }) => !seen.has(fill.tradeId)),
    map(({ fill }) => {
      seen.add(fill.tradeId);
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

/** Each order of this screen, its steps one after the other. */
const lives$ = (): Observable<unknown> => {
  const list = byId('life-list');
  const steps = new Map<number, { readonly item: HTMLElement; readonly told: string[] }>();
  return on('life').pipe(
    map(({ id, request, transition }) => {
      let life = steps.get(id);
      if (life === undefined) {
        const title = element(
          'div',
          '',
          element('span', request.side, request.side),
          ` ${request.amount} ${pairName(request.pair)} ${request.type.replace('_', ' ')} ${request.price ?? ''}`,
        );
        life = { item: element('li', 'life', title, element('div', 'steps')), told: [] };
        steps.set(id, life);
        list.prepend(life.item);
      }
      const reason = transition.type === 'Rejected' ? `Rejected (${transition.message})` : transition.type;
      const fillId = transition.type === 'PartiallyFilled' ? ` ${transition.fill.amount}` : '';
      const word = `${reason}${fillId}`;
      if (life.told.includes(word)) return;
      life.told.push(word);
      const lastStep = life.told.length - 1;
      const told = life.told.flatMap((step, i) => [
        i === 0 ? '' : ' → ',
        i === lastStep ? element('b', '', step) : step,
      ]);
      life.item.lastElementChild?.replaceChildren(...told);
    }),
  );
};

export const accountDiagnostics$ = (): Observable<{ readonly kind: string }> =>
  on('diagnostic').pipe(map(({ diagnostic }) => diagnostic));

export const account$ = (): Observable<unknown> => merge(openOrders$(), balances$(), fills$(), lives$());
