/**
 * One strategy of many. It has no key and no connection to the venue. `NATS_URL` is the address of NATS, `OWNER` the
 * owner of its orders, and `PAIR` the pair it trades. `NATS_USER` and `NATS_PASSWORD` name the user whose rights it
 * has, if the server requires one. It keeps one buy below the market, so that there is something to look at.
 */
import {
  combineLatest,
  EMPTY,
  exhaustMap,
  fromEvent,
  lastValueFrom,
  merge,
  takeUntil,
  takeWhile,
  tap,
} from 'rxjs';
import { createDataClient } from 'rx-bitbank';
import { natsPort, natsTransport } from 'rx-bitbank/nats';
import { remoteTrading } from 'rx-bitbank/trading';

const {
  NATS_URL: servers = 'nats://127.0.0.1:4222',
  OWNER: owner = 'alice',
  PAIR: pair = 'btc_jpy',
  NATS_USER: user,
  NATS_PASSWORD: password,
} = process.env;
// The server of docs/many-machines.md lets a user get answers only on an inbox of its own.
const server = user ? { servers, user, password, inboxPrefix: `_INBOX_${user}` } : { servers };
/** Fractions of the best bid: the distance at which to rest, and its tolerance. */
const distance = 0.002;
const tolerance = 0.0002;

const data = createDataClient({ transport: natsTransport(server) });
const exec = remoteTrading(natsPort({ ...server, owner }), { cancelWhenGone: 10_000 });
const stop$ = merge(fromEvent(process, 'SIGINT'), fromEvent(process, 'SIGTERM'));

const said = (text: string): void => console.log(`${owner} ${pair}: ${text}`);

const links$ = exec.connection$.pipe(tap(({ state }) => said(`trading is ${state}`)));

const quoting$ = combineLatest([data.quotes$(pair), exec.orders$]).pipe(
  exhaustMap(([{ bid }, orders]) => {
    const price = Math.round(Number(bid) * (1 - distance));
    const order = [...orders.values()].find((open) => open.pair === pair);
    if (order && Math.abs(Number(order.price) - price) < Number(bid) * tolerance) return EMPTY;
    const life$ = order
      ? exec.replaceOrder(order, { price })
      : exec.submitOrder({ pair, side: 'buy', type: 'limit', amount: '0.001', price, postOnly: true });
    return life$.pipe(takeWhile(({ type }) => type === 'Submitted', true));
  }),
  tap((transition) => {
    if (transition.type === 'Accepted') said(`rests at ${transition.order.price}`);
    if (transition.type === 'Rejected') said(transition.message);
  }),
);

await lastValueFrom(merge(links$, quoting$).pipe(takeUntil(stop$)), { defaultValue: null });
await lastValueFrom(exec.halt(), { defaultValue: null });
await Promise.all([exec.close(), data.close()]);
said('stopped, nothing open');
process.exit(0);
