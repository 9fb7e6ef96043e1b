import { map, merge, ReplaySubject, type Observable } from 'rxjs';
import type { OrderRef, OrderRequest, Trading } from 'rx-bitbank/execution';
import type { Balance, GatewayMessage } from './messages';

/** Messages that a page opened later still gets: the steps of the last orders, the last fills. */
const remembered = 200;

export interface Account {
  /** What a page is told, from the beginning of what is remembered. */
  readonly messages$: Observable<GatewayMessage>;
  readonly submit: (request: OrderRequest) => void;
  readonly cancel: (order: OrderRef) => void;
}

/** The account of the execution client, as messages for a page. The keys stay in the client. */
export const createAccount = (exec: Trading): Account => {
  const history$ = new ReplaySubject<GatewayMessage>(remembered);
  let orders = 0;

  merge(
    exec.fills$.pipe(map((fill): GatewayMessage => ({ type: 'fill', fill }))),
    exec.diagnostics$.pipe(map((diagnostic): GatewayMessage => ({ type: 'diagnostic', diagnostic }))),
  ).subscribe(history$);

  const fail = (kind: string, error: unknown): void =>
    history$.next({
      type: 'diagnostic',
      diagnostic: { kind, cause: error instanceof Error ? error.message : String(error) },
    });

  return {
    messages$: merge(
      history$,
      exec.orders$.pipe(map((live): GatewayMessage => ({ type: 'orders', orders: [...live.values()] }))),
      exec.assets$.pipe(
        map((assets): GatewayMessage => ({
          type: 'balances',
          balances: [...assets.values()].map((balance): Balance => ({
            asset: balance.asset,
            free: balance.freeAmount,
            locked: balance.lockedAmount,
          })),
        })),
      ),
    ),
    submit: (request) => {
      orders += 1;
      const id = orders;
      exec.submitOrder(request).subscribe({
        next: (transition) => history$.next({ type: 'life', id, request, transition }),
        error: (error: unknown) => fail('not-submitted', error),
      });
    },
    cancel: (order) => {
      exec.cancelOrder(order).subscribe({
        next: (outcome) =>
          history$.next({ type: 'diagnostic', diagnostic: { kind: `cancel: ${outcome.type}` } }),
        error: (error: unknown) => fail('not-canceled', error),
      });
    },
  };
};
