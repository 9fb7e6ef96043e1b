import { of, type Observable } from 'rxjs';
import { createExecutionClient, type ExecutionClient } from '../../../src/execution/index';
import type { HttpRequest, SendRequest } from '../../../src/index';
import { virtualClock, type VirtualClock } from '../../../src/simulator/index';
import type { Draw } from '../draw';
import { writeReplies } from '../readers/private';
import { readReply } from '../readers/public';
import type { Shape } from '../readers/shape';
import {
  outputComplaint,
  secrets,
  shown,
  type Complaint,
  type Input,
  type Outcome,
  type Target,
  type World,
} from '../target';
import { drawReply, replyTo } from './replies';

/** Replies to writes. Whatever comes back, the call was sent once, ends in values, and never errors. */

const start = 1_790_000_000_000;
const pair = 'btc_jpy';

interface Write {
  readonly path: string;
  /** The data of its reply. */
  readonly reply: Shape;
  readonly call: (exec: ExecutionClient) => Observable<{ readonly type: string }>;
  readonly endings: readonly string[];
  /** The number of outcomes, if each order has one. */
  readonly outcomes?: number;
}

const orderEndings = ['Filled', 'Canceled', 'Rejected', 'Unresolved'];
const cancelEndings = ['Canceled', 'AlreadyCanceled', 'AlreadyFilled', 'Pending', 'Refused', 'Unresolved'];
const writeEndings = ['Done', 'Failed'];

const createPath = '/user/spot/order';
const cancelPath = '/user/spot/cancel_order';
const cancelManyPath = '/user/spot/cancel_orders';

const replaceOrder: Write['call'] = (exec) => exec.replaceOrder({ pair, orderId: 7 }, { price: '2' });

/** The calls, each with the path whose reply is the hostile one. */
const writes = {
  submitOrder: {
    path: createPath,
    reply: writeReplies.submitOrder,
    call: (exec) => exec.submitOrder({ pair, side: 'buy', type: 'limit', amount: '0.1', price: '100' }),
    endings: orderEndings,
  },
  'replaceOrder, its cancel': {
    path: cancelPath,
    reply: writeReplies.cancelOrder,
    call: replaceOrder,
    endings: orderEndings,
  },
  'replaceOrder, its new order': {
    path: createPath,
    reply: writeReplies.submitOrder,
    call: replaceOrder,
    endings: orderEndings,
  },
  cancelOrder: {
    path: cancelPath,
    reply: writeReplies.cancelOrder,
    call: (exec) => exec.cancelOrder({ pair, orderId: 7 }),
    endings: cancelEndings,
    outcomes: 1,
  },
  cancelOrders: {
    path: cancelManyPath,
    reply: writeReplies.cancelOrders,
    call: (exec) => exec.cancelOrders({ pair, orderIds: [7, 8] }),
    endings: cancelEndings,
    outcomes: 2,
  },
  cancelAll: {
    path: cancelManyPath,
    reply: writeReplies.cancelOrders,
    call: (exec) => exec.cancelAll(),
    endings: cancelEndings,
    outcomes: 2,
  },
  confirmDeposits: {
    path: '/user/confirm_deposits',
    reply: writeReplies.confirmDeposits,
    call: (exec) => exec.confirmDeposits([{ uuid: 'd', originatorUuid: 'o' }]),
    endings: writeEndings,
  },
  confirmAllDeposits: {
    path: '/user/confirm_deposits_all',
    reply: writeReplies.confirmAllDeposits,
    call: (exec) => exec.confirmAllDeposits({ originatorUuid: 'o' }),
    endings: writeEndings,
  },
  requestWithdrawal: {
    path: '/user/request_withdrawal',
    reply: writeReplies.requestWithdrawal,
    call: (exec) => exec.requestWithdrawal({ asset: 'btc', uuid: 'a', amount: '1' }),
    endings: writeEndings,
  },
} satisfies Record<string, Write>;

type Name = keyof typeof writes;
const names = Object.keys(writes) as readonly Name[];
const writeOf = (input: Input): Write => writes[input.about as Name];

const drawWrite = (draw: Draw): Input => {
  const name = draw.pick(names);
  return drawReply(name, writes[name].reply, draw);
};

const success = (data: unknown, date: number): ReturnType<SendRequest> =>
  of({ status: 200, date, body: JSON.stringify({ success: 1, data }) });

const instrument = {
  name: pair, base_asset: 'btc', quote_asset: 'jpy', maker_fee_rate_base: '0', taker_fee_rate_base: '0',
  maker_fee_rate_quote: '0', taker_fee_rate_quote: '0', unit_amount: '0.0001', limit_max_amount: '1000',
  market_max_amount: '10', market_allowance_rate: '0.2', price_digits: 0, amount_digits: 4, is_enabled: true,
  stop_order: false, stop_order_and_cancel: false,
}; // prettier-ignore

const endedRow = (orderId: number): object => ({
  order_id: orderId, pair, side: 'sell', type: 'limit', start_amount: '1', remaining_amount: '0', executed_amount: '0',
  price: '1', status: 'CANCELED_UNFILLED', ordered_at: start, canceled_at: start,
}); // prettier-ignore

const liveRow = (orderId: number): object => ({
  order_id: orderId, pair, side: 'sell', type: 'limit', start_amount: '1', remaining_amount: '1', executed_amount: '0',
  price: '1', status: 'UNFILLED', ordered_at: start,
}); // prettier-ignore

/** Answers the account's other calls: two orders are listed, but every requested order has ended; writes are done. */
const otherReply = ({ url, body }: HttpRequest, now: number): ReturnType<SendRequest> => {
  const answer = (data: unknown): ReturnType<SendRequest> => success(data, Math.floor(now / 1_000) * 1_000);
  if (url.endsWith('/spot/pairs')) return answer({ pairs: [instrument] });
  if (url.endsWith('/orders_info'))
    return answer({ orders: (JSON.parse(body ?? '{}') as { order_ids: number[] }).order_ids.map(endedRow) });
  if (url.includes('/active_orders')) return answer({ orders: [liveRow(7), liveRow(8)] });
  if (url.endsWith(cancelPath)) return answer(endedRow(7));
  if (url.endsWith(createPath)) return answer(liveRow(9));
  if (url.includes('/trade_history')) return answer({ trades: [] });
  if (url.includes('/subscribe')) return answer({ pubnub_channel: 'channel', pubnub_token: secrets.token });
  return answer({ assets: [] });
};

/**
 * Returns how often the call may be sent. Only a reply which proves that the call had no effect, and which refuses its
 * time, allows another call.
 */
const mostSent = (input: Input): number => {
  const { path, reply } = writeOf(input);
  const reading = readReply(reply, input.status, input.text);
  if (input.status === 0 || reading.type !== 'venue-error') return 1;
  if (reading.code === 20034 || reading.code === 20035) return 3;
  // Only cancels wait until they may leave.
  const isRateLimit = reading.code === 10009 || input.status === 429;
  return isRateLimit && [cancelPath, cancelManyPath].includes(path) ? 11 : 1;
};

const end = (types: readonly string[]): string => types.at(-1) ?? 'nothing';

/**
 * True if the events of an order that lives on may come without an end. If a reply has other fills, these may never
 * come.
 */
const mayLive = ({ endings }: Write, types: readonly string[]): boolean =>
  endings === orderEndings && ['Submitted', 'Accepted', 'Triggered', 'PartiallyFilled'].includes(end(types));

/** The ends of a call whose reply could not be read, or was a refusal. */
const refusals = ['Rejected', 'Refused', 'Failed', 'Unresolved', 'nothing'];

const run = (clock: VirtualClock, input: Input, tell: (outcome: Outcome) => void): Complaint => {
  const name = input.about;
  const write = writeOf(input);
  let sent = 0;
  let others = 0;
  const sendRequest: SendRequest = (request) => {
    const isOf = (path: string): boolean => request.method === 'POST' && request.url.endsWith(path);
    if (isOf(write.path)) {
      sent += 1;
      return replyTo(input, request);
    }
    others += [createPath, cancelPath, cancelManyPath].some(isOf) ? 1 : 0;
    return otherReply(request, clock.now());
  };
  const { apiKey, apiSecret } = secrets;
  const exec = createExecutionClient({
    apiKey, apiSecret, scheduler: clock, random: () => 0.5, sendRequest, settle: 1_000, readRetries: 0, linger: 1,
    openPubnub: () => of({ type: 'connected', timetoken: '1' }),
  }); // prettier-ignore
  const types: string[] = [];
  const life: { isOver: boolean; awaitsFills: boolean; complaint: Complaint } = {
    isOver: false,
    awaitsFills: false,
    complaint: null,
  };
  const worse = (one: Complaint): void => void (life.complaint ??= one);
  exec.diagnostics$.subscribe((one) => {
    worse(outputComplaint('a diagnostic', one));
    // A new order waits for every fill of the old one. Those of a hostile reply never come.
    life.awaitsFills ||= one.kind === 'fills-missing' && write.call === replaceOrder && others === 0;
  });
  const outcome$: Observable<{ readonly type: string }> = write.call(exec);
  outcome$.subscribe({
    next: (value) => {
      types.push(value.type);
      worse(outputComplaint('an outcome', value));
    },
    error: (error: unknown) => {
      life.isOver = true;
      worse(isUnsent(input) ? null : `${name} errors: ${String(error)}`);
    },
    complete: () => (life.isOver = true),
  });
  for (let second = 0; second < 20 && !life.isOver; second += 1) clock.advanceBy(1_000);
  if (life.complaint !== null) return life.complaint;
  if (refusals.includes(end(types))) tell('refused');
  if (sent < 1 || sent > mostSent(input)) return `${name} is sent ${sent} times: ${shown(types)}`;
  if (others > (write.call === replaceOrder ? 1 : 0))
    return `${name} sends ${others} others: ${shown(types)}`;
  if (life.isOver || !(mayLive(write, types) || life.awaitsFills)) {
    const isEnded = write.endings.includes(end(types)) || isUnsent(input);
    if (!isEnded || !life.isOver) return `${name} does not end: ${shown(types)}`;
  }
  if (write.outcomes !== undefined && types.length !== write.outcomes && !isUnsent(input))
    return `${name} has ${types.length} outcomes: ${shown(types)}`;
  void exec.close();
  return null;
};

/** True if the request was refused before a byte left. */
const isUnsent = ({ status, text }: Input): boolean => status === 0 && text.length % 2 === 1;

const openWrites = (): World => ({
  feed: (input, tell) => run(virtualClock(start), input, tell),
  end: () => null,
});

export const writesTarget: Target = { name: 'writes', weight: 0.5, draw: drawWrite, open: openWrites };
