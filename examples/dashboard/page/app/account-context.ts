import { map, shareReplay, Subject } from 'rxjs';
import type { Order, Trading } from 'rx-bitbank/execution';
import { fills$ } from '../panels/fills/stream';
import type { OrdersMove } from '../panels/orders/stream';
import type { Typed } from '../panels/ticket/typed';
import { known } from '../ui/latest';
import type { AccountContext } from './context';

/** Makes the context that the panels of one account share. */
export const createAccount = (exec: Trading): AccountContext => ({
  exec,
  placed$: new Subject(),
  ordersMoves$: new Subject<OrdersMove>(),
  typed$: new Subject<Partial<Typed>>(),
  fills$: fills$(exec.rest.tradeHistory({ count: 200 }), exec.fills$).pipe(
    shareReplay({ bufferSize: 1, refCount: true }),
  ),
  orders$: known(exec.orders$).pipe(
    // The panel of the orders reports problems.
    map((orders): readonly Order[] => [...(orders?.values() ?? [])]),
    shareReplay({ bufferSize: 1, refCount: true }),
  ),
});
