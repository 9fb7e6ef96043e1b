import type { Observable } from 'rxjs';
import type { Rest } from './rest/rest';

/** The calls of the REST API that a client hands through: see `Rest`. */
export type Calls = Omit<
  Rest,
  'createOrder' | 'cancelOrder' | 'cancelOrders' | 'requestWithdrawal' | 'answered$'
>;

/** The same calls, each ended by what ends the client. */
export const callsUntil = (rest: Calls, end: <T>(source: Observable<T>) => Observable<T>): Calls => ({
  order$: (ref) => end(rest.order$(ref)),
  ordersInfo$: (request) => end(rest.ordersInfo$(request)),
  activeOrders$: (query) => end(rest.activeOrders$(query)),
  allActiveOrders$: (query) => end(rest.allActiveOrders$(query)),
  tradeHistory$: (query) => end(rest.tradeHistory$(query)),
  allTrades$: (query) => end(rest.allTrades$(query)),
  userAssets$: () => end(rest.userAssets$()),
  marginStatus$: () => end(rest.marginStatus$()),
  marginPositions$: () => end(rest.marginPositions$()),
  subscribeInfo$: () => end(rest.subscribeInfo$()),
  depositHistory$: (query) => end(rest.depositHistory$(query)),
  allDeposits$: (query) => end(rest.allDeposits$(query)),
  unconfirmedDeposits$: () => end(rest.unconfirmedDeposits$()),
  depositOriginators$: () => end(rest.depositOriginators$()),
  withdrawalAccounts$: (request) => end(rest.withdrawalAccounts$(request)),
  withdrawalHistory$: (query) => end(rest.withdrawalHistory$(query)),
  allWithdrawals$: (query) => end(rest.allWithdrawals$(query)),
  status$: () => end(rest.status$()),
  instruments$: () => end(rest.instruments$()),
  confirmDeposits: (deposits) => end(rest.confirmDeposits(deposits)),
  confirmAllDeposits: (request) => end(rest.confirmAllDeposits(request)),
});
