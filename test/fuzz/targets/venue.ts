import { createHmac } from 'node:crypto';
import type { Subscription } from 'rxjs';
import { createVirtualSimulator, virtualClock } from '../../../src/simulator/index';
import type { Draw } from '../draw';
import { oddKeys, oddTexts } from '../hostile';
import { spoiled } from '../mutate';
import { parsed } from '../readers/public';
import { isObject, own } from '../readers/shape';
import { shown, type Complaint, type Input, type Outcome, type Target, type World } from '../target';

/** Inputs of the simulated venue: requests, signed or not, control calls, frames of the stream. */

const start = 1_790_000_000_000;
const account = {
  apiKey: 'fuzz-key',
  apiSecret: 'fuzz-secret',
  balances: { jpy: '100000000', btc: '10' },
  rateLimits: { QUERY: Infinity, UPDATE: Infinity },
};
const pair = 'btc_jpy';

const privateBodies: Readonly<Record<string, readonly object[]>> = {
  '/v1/user/spot/order': [
    { pair, side: 'buy', type: 'limit', amount: '0.01', price: '1000000', post_only: true },
    { pair, side: 'sell', type: 'market', amount: '0.01' },
    { pair, side: 'sell', type: 'stop', amount: '0.01', trigger_price: '1' },
    { pair, side: 'buy', type: 'limit', amount: '0.01', price: '1000000', position_side: 'long' },
  ],
  '/v1/user/spot/cancel_order': [{ pair, order_id: 1 }],
  '/v1/user/spot/cancel_orders': [{ pair, order_ids: [1, 2] }],
  '/v1/user/spot/orders_info': [{ pair, order_ids: [1, 2] }],
  '/v1/user/confirm_deposits': [{ deposits: [{ uuid: 'd', originator_uuid: 'o' }] }],
  '/v1/user/confirm_deposits_all': [{ originator_uuid: 'o' }],
  '/v1/user/request_withdrawal': [{ asset: 'btc', uuid: 'a', amount: '1' }],
};

const controlBodies: Readonly<Record<string, readonly object[]>> = {
  '/_sim/faults': [
    { kind: 'rest-error', status: 500 },
    { kind: 'ws-drop', every: 3 },
    [{ kind: 'restart', ms: 1 }],
  ],
  '/_sim/accounts': [{ apiKey: 'another', apiSecret: 'secret', balances: { jpy: '1' } }],
  '/_sim/deposits': [{ apiKey: account.apiKey, asset: 'btc', amount: '0.5' }],
  '/_sim/withdrawals/x': [{ status: 'REJECTED' }],
  '/_sim/dealer-orders': [{ apiKey: account.apiKey, asset: 'btc', side: 'buy', price: '1', amount: '1' }],
  '/_sim/circuit-break': [
    { pair, mode: 'CIRCUIT_BREAK', duration: 10 },
    { pair, mode: 'NONE' },
  ],
  '/_sim/suspensions': [{ pair, stopped: { order: true } }],
  '/_sim/invalidations': [{ apiKey: account.apiKey, pair, orderIds: [1] }],
  '/_sim/foreign-orders': [
    { apiKey: account.apiKey, pair, side: 'buy', type: 'limit', amount: '0.01', price: '1' },
  ],
  '/_sim/': [{}],
};

const gets = [
  '/tickers', '/tickers_jpy', '/btc_jpy/ticker', '/btc_jpy/depth', '/btc_jpy/transactions', '/btc_jpy/transactions/20260921',
  '/btc_jpy/candlestick/1min/20260921', '/btc_jpy/candlestick/1day/2026', '/btc_jpy/circuit_break_info', '/v1/spot/status',
  '/v1/spot/pairs', '/v1/user/assets', '/v1/user/spot/order?pair=btc_jpy&order_id=1', '/v1/user/spot/active_orders?pair=btc_jpy&count=1',
  '/v1/user/spot/trade_history?pair=btc_jpy&order=asc', '/v1/user/margin/status', '/v1/user/margin/positions',
  '/v1/user/deposit_history?asset=btc&since=1', '/v1/user/unconfirmed_deposits', '/v1/user/deposit_originators',
  '/v1/user/withdrawal_account?asset=btc', '/v1/user/withdrawal_history', '/v1/user/subscribe', '/_sim/faults', '/_sim/journal?after=1',
  '/_sim/accounts', '/v2/subscribe/key/channel/0?auth=token&tt=1', '/v2/presence/sub-key/key/channel/c/heartbeat', '/', '//', '/%', '/v1/user/%E0%A4%A',
]; // prettier-ignore

const frames = [
  '40',
  '2',
  '3',
  '42["join-room","ticker_btc_jpy"]',
  '42["leave-room","ticker_btc_jpy"]',
  '42["join-room","depth_whole_btc_jpy"]',
  '421["join-room","x"]',
  '41',
];

/** Draws `SOCKET`, or method and target. The target is mutated as a text, and the body as JSON. */
const drawRequest = (draw: Draw): Input => {
  const kind = draw.next();
  if (kind < 0.25)
    return {
      about: 'SOCKET',
      text: spoiled(
        ['join-room', draw.pick([...oddTexts, ...oddKeys, 'ticker_btc_jpy'])],
        () => ['x'],
        draw,
        (json) => `42${json}`,
      ),
      status: 200,
      date: null,
    };
  if (kind < 0.3) return { about: 'SOCKET', text: draw.pick(frames), status: 200, date: null };
  if (kind < 0.6) {
    const target = draw.pick(gets);
    const at = draw.below(target.length + 1);
    const spoiledTarget = draw.chance(0.5)
      ? target
      : target.slice(0, at) +
        draw.pick([...oddTexts, '?', '&', '=', '%00', '/..', '#']) +
        target.slice(draw.chance(0.5) ? at : target.length);
    return {
      about: draw.pick(['GET', 'GET', 'GET', 'POST', 'DELETE', 'OPTIONS']) + ` ${spoiledTarget}`,
      text: '',
      status: 200,
      date: null,
    };
  }
  const [path, bodies] = draw.pick(Object.entries(draw.chance(0.7) ? privateBodies : controlBodies));
  return {
    about: `POST ${path}`,
    text: spoiled(draw.pick(bodies), () => draw.pick(bodies), draw),
    status: 200,
    date: null,
  };
};

const signed = (now: number, content: string): Record<string, string> => {
  const [requestTime, timeWindow] = [`${now}`, '5000'];
  const signature = createHmac('sha256', account.apiSecret)
    .update(requestTime + timeWindow + content)
    .digest('hex');
  return {
    'ACCESS-KEY': account.apiKey,
    'ACCESS-REQUEST-TIME': requestTime,
    'ACCESS-TIME-WINDOW': timeWindow,
    'ACCESS-SIGNATURE': signature,
  };
};

const isReply = (path: string, body: string): boolean => {
  if (!/^\/(v1|_sim|[a-z_]+)(\/|$)/.test(path) || path.startsWith('/_sim')) return true;
  const reply = parsed(body);
  return isObject(reply) && (own(reply, 'success') === 1 || own(reply, 'success') === 0);
};

const openVenue = (): World => {
  const clock = virtualClock(start);
  const sim = createVirtualSimulator({ scheduler: clock, participants: false, accounts: [account] });
  let send: (text: string) => void = () => undefined;
  let socket: Subscription | undefined;
  const connect = (): void => {
    socket = sim
      .openSocket(`${sim.urls.streamUrl}/socket.io/?EIO=4&transport=websocket`, 1_000_000)
      .subscribe({
        next: (event) => {
          if (event.type === 'open') send = event.send;
          else if (event.text === '2') send('3');
        },
        error: () => undefined,
      });
    clock.advanceBy(0);
  };
  connect();

  const request = (
    method: string,
    target: string,
    body: string,
    tell: (outcome: Outcome) => void = () => undefined,
  ): Complaint => {
    let outcome: Complaint = 'no answer';
    sim
      .sendRequest({
        method: method as 'GET' | 'POST',
        url: `http://127.0.0.1${target}`,
        headers: signed(clock.now(), method === 'GET' ? target : body),
        body,
        timeout: 1_000,
        maxReplyBytes: 100_000_000,
      })
      .subscribe({
        next: ({ status, body: reply }) => {
          if (status >= 400 || reply.startsWith('{"success":0')) tell('refused');
          const isStatus = status >= 200 && status <= 599;
          outcome =
            isStatus && (isReply(target, reply) || method === 'OPTIONS')
              ? null
              : `${method} ${target} is answered with ${status} ${shown(reply)}`;
        },
        error: (error: { readonly _tag?: unknown }) =>
          (outcome = error._tag === 'HttpError' ? null : `another error: ${shown(error)}`),
      });
    clock.advanceBy(2);
    if (outcome === 'no answer') clock.advanceBy(1_500);
    return outcome;
  };

  return {
    feed: ({ about, text }, tell) => {
      if (about === 'SOCKET') {
        if (socket?.closed !== false) connect();
        send(text);
        clock.advanceBy(1);
        return null;
      }
      const space = about.indexOf(' ');
      return request(about.slice(0, space), about.slice(space + 1), text, tell);
    },
    end: () => {
      sim.faults.clear();
      clock.advanceBy(10_000);
      const complaint = request('GET', '/v1/spot/status', '');
      sim.close();
      return complaint;
    },
  };
};

export const venueTarget: Target = { name: 'venue', weight: 4, draw: drawRequest, open: openVenue };
