import { BehaviorSubject, merge, shareReplay, Subject, tap, type Observable } from 'rxjs';
import type { HaltOptions } from 'rx-bitbank/execution';
import { linkAge$ } from '../ui/age';
import { panel } from '../ui/panel';
import { known, latest, latestValues, withProblemsOf } from '../ui/latest';
import { balances$ } from '../panels/balances/stream';
import { balancesView } from '../panels/balances/view';
import { fillsView } from '../panels/fills/view';
import { halt$ } from '../panels/halt/stream';
import { haltView } from '../panels/halt/view';
import { lives$ } from '../panels/lives/stream';
import { livesView } from '../panels/lives/view';
import { orders$, type OrdersMove } from '../panels/orders/stream';
import { cancelAllView, ordersView } from '../panels/orders/view';
import { positions$ } from '../panels/positions/stream';
import { positionsView } from '../panels/positions/view';
import { obstacle$ } from '../panels/ticket/obstacle';
import { ticket$, type Click } from '../panels/ticket/stream';
import { ticketView } from '../panels/ticket/view';
import type { AccountContext, MarketContext } from './context';

/** Runs the panels of the account. */
export const account$ = (context: MarketContext, account: AccountContext): Observable<unknown> => {
  const { data, instrument$, words$, settings, picked$ } = context;
  const { exec, placed$, ordersMoves$, typed$ } = account;
  const share$ = new Subject<number>();
  const submit$ = new Subject<Click>();
  const haltBegun$ = new Subject<HaltOptions>();
  const halted$ = new BehaviorSubject(false);
  // Without the link to the gateway, the values in the account's panels are old.
  const age$ = linkAge$(exec.connection$).pipe(shareReplay({ bufferSize: 1, refCount: true }));
  const placed = (order: Parameters<typeof placed$.next>[0]): void => placed$.next(order);
  const act = (move: OrdersMove): void => ordersMoves$.next(move);
  return merge(
    panel({
      id: 'ticket',
      title: (words) => words.order,
      latest$: latest(
        ticket$({
          instrument$,
          book$: (pair) => data.book$(pair, { depth: 20 }),
          available$: exec.available$,
          obstacle$: obstacle$({
            instrument$,
            connection$: exec.connection$,
            tradable$: (pair) => data.tradable$(pair),
            halted$,
          }),
          picked$,
          askAbove$: settings.one$('askAbove'),
          tickers$: latestValues(context.tickers$),
          typed$,
          share$,
          submit$,
          place: (request) => exec.submitOrder(request),
          placed,
        }),
      ),
      view: ticketView({
        type: (changes) => typed$.next(changes),
        share: (percent) => share$.next(percent),
        submit: (click) => submit$.next(click),
      }),
      age$,
      atOnce$: typed$,
      words$,
    }),
    panel({
      id: 'orders',
      title: (words) => words.openOrders,
      aside: cancelAllView(act),
      latest$: orders$({
        orders$: exec.orders$,
        moves$: ordersMoves$,
        cancelOrder: (ref) => exec.cancelOrder(ref),
        cancelAll: () => exec.cancelAll(),
        replaceOrder: (ref, changes) => exec.replaceOrder(ref, changes),
        placed,
      }),
      view: ordersView(act),
      age$,
      words$,
    }),
    panel({
      id: 'lives',
      title: (words) => words.lives,
      latest$: latest(lives$(placed$)),
      view: livesView,
      words$,
    }),
    panel({
      id: 'fills',
      title: (words) => words.fills,
      latest$: account.fills$,
      view: fillsView,
      age$,
      words$,
    }),
    panel({
      id: 'balances',
      title: (words) => words.balances,
      latest$: withProblemsOf(
        latest(balances$(exec.assets$, latestValues(context.tickers$))),
        context.tickers$,
      ),
      view: balancesView,
      age$,
      words$,
    }),
    panel({
      id: 'positions',
      title: (words) => words.positionsAndProfit,
      latest$: latest(positions$(exec.positions$, exec.pnl$)),
      view: positionsView,
      age$,
      words$,
    }),
    panel({
      id: 'halt',
      title: (words) => words.halt,
      latest$: latest(
        halt$(known(exec.orders$), haltBegun$, (options) => exec.halt(options)).pipe(
          tap(({ isHalted }) => halted$.next(isHalted)),
        ),
      ),
      view: haltView((options) => haltBegun$.next(options)),
      words$,
    }),
  );
};
