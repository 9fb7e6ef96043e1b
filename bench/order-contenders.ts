/** The contenders of orders: bare POSTs, and the execution client in the states that an order may find it in. */
import { createHmac } from 'node:crypto';
import { concat, NEVER, of, type Observable } from 'rxjs';
import { Agent, request } from 'undici';
import {
  createExecutionClient,
  type ExecutionClient,
  type ExecutionClientOptions,
} from '../src/execution/index';
import { unanswered } from './order-venue';

export interface Contender {
  readonly name: string;
  /** Brings it into its state. The following calls are measured. */
  readonly prepare?: () => Promise<unknown>;
  /** Prepares one call; not measured. */
  readonly before?: (() => Promise<unknown>) | undefined;
  /** Makes one call, and calls back when its outcome is known. */
  readonly place: (onOutcome: () => void) => void;
  readonly close: () => unknown;
}

export const apiKey = 'key';
export const apiSecret = 'secret';
export const order = {
  pair: 'btc_jpy',
  amount: '0.01',
  price: '9000000',
  side: 'buy',
  type: 'limit',
  postOnly: true,
} as const;
const resting = { ...order, postOnly: false };
const body =
  '{"pair":"btc_jpy","amount":"0.01","price":"9000000","side":"buy","type":"limit","post_only":true}';

// ---------------------------------------------------------------------------------------------------- bare POSTs

export const signedHeaders = (): Record<string, string> => {
  const time = `${Date.now()}`;
  return {
    'Content-Type': 'application/json',
    'ACCESS-KEY': apiKey,
    'ACCESS-SIGNATURE': createHmac('sha256', apiSecret).update(`${time}2000${body}`).digest('hex'),
    'ACCESS-REQUEST-TIME': time,
    'ACCESS-TIME-WINDOW': '2000',
  };
};

export const bare = (
  name: string,
  url: string,
  headers: () => Record<string, string>,
  read: (text: string) => unknown,
): Contender => {
  const dispatcher = new Agent();
  const post = async (): Promise<unknown> => {
    const reply = await request(`${url}/user/spot/order`, {
      method: 'POST',
      headers: headers(),
      body,
      dispatcher,
    });
    return read(await reply.body.text());
  };
  return {
    name,
    place: (onOutcome) => void post().then(onOutcome),
    close: () => dispatcher.close(),
  };
};

// ---------------------------------------------------------------------------------------------------- the client

/**
 * The number of keys so far. Each contender has one of its own, because the venue counts by key, and so do all clients
 * of a process.
 */
let keys = 0;

const clientAt = (apiUrl: string, options: Partial<ExecutionClientOptions> = {}): ExecutionClient =>
  createExecutionClient({
    apiKey: `${apiKey}${(keys += 1)}`,
    apiSecret,
    apiUrl,
    updateLimit: 1_000,
    queryLimit: 1_000,
    writeTimeout: 600_000,
    openPubnub: () => concat(of({ type: 'connected' as const, timetoken: '1' }), NEVER),
    ...options,
  });

/** Calls back with the first event of the type. */
const once = <T extends { readonly type: string }>(
  events: Observable<T>,
  type: string,
  onFirst: (event: T) => void,
): void => {
  let isOver = false;
  events.subscribe((event) => {
    if (event.type === 'Rejected' || event.type === 'Unresolved')
      throw new Error(`An order is not accepted: ${JSON.stringify(event)}`);
    if (isOver || event.type !== type) return;
    isOver = true;
    onFirst(event);
  });
};

const submitting = (client: ExecutionClient, name: string, prepare?: () => Promise<unknown>): Contender => ({
  name,
  ...(prepare === undefined ? {} : { prepare }),
  place: (onOutcome) => once(client.submitOrder(order), 'Accepted', onOutcome),
  close: () => client.close(),
});

export const ours = (url: string): Contender =>
  submitting(clientAt(url), '**rx-bitbank** `submitOrder`, to `Accepted`');

/** All guards except those that look at the market. */
const guards = {
  maxOpenOrders: 1_000,
  maxNotional: '1000000000',
  maxTotalNotional: '1000000000',
  maxOrdersPerSecond: 1_000,
};

export const guarded = (url: string): Contender =>
  submitting(clientAt(url, { guards }), 'the same, with four guards');

const inFlight = 200;

/** A contender with other orders in flight, which the venue never answers. */
export const crowded = (url: string): Contender => {
  const client = clientAt(url);
  const takeOff = (nth: number): Promise<void> =>
    new Promise((resolve) => {
      const amount = `${unanswered}${String(nth + 1).padStart(3, '0')}`;
      once(client.submitOrder({ ...order, amount }), 'Submitted', () => resolve());
    });
  return submitting(client, `the same, with ${inFlight} orders in flight`, async () => {
    for (let nth = 0; nth < inFlight; nth += 1) await takeOff(nth);
  });
};

const ended = 5_000;

export const seasoned = (url: string): Contender => {
  const client = clientAt(url);
  return submitting(
    client,
    `the same, with ${ended.toLocaleString('en')} ended orders behind it`,
    async () => {
      for (let nth = 0; nth < ended; nth += 1)
        await new Promise<void>((resolve) => once(client.submitOrder(order), 'Accepted', () => resolve()));
    },
  );
};

/** A contender that cancels. A resting order is placed before each cancel, which is not measured. */
export const canceling = (url: string): Contender => {
  const client = clientAt(url);
  let orderId = 0;
  return {
    name: '`cancelOrder`, to its outcome',
    before: () =>
      new Promise<void>((resolve) =>
        once(client.submitOrder(resting), 'Accepted', (event) => {
          orderId = event.type === 'Accepted' ? event.order.orderId : 0;
          resolve();
        }),
      ),
    place: (onOutcome) => once(client.cancelOrder({ pair: order.pair, orderId }), 'Canceled', onOutcome),
    close: () => client.close(),
  };
};

/** A contender that replaces. Each order replaces the previous one. */
export const replacing = (url: string): Contender => {
  const client = clientAt(url);
  let orderId = 0;
  const keep = (event: { readonly type: string; readonly order?: unknown }): void => {
    if (event.type === 'Accepted') orderId = (event.order as { readonly orderId: number }).orderId;
  };
  return {
    name: '`replaceOrder`, two calls, to `Accepted`',
    prepare: () =>
      new Promise<void>((resolve) =>
        once(client.submitOrder(resting), 'Accepted', (event) => {
          keep(event);
          resolve();
        }),
      ),
    place: (onOutcome) =>
      once(client.replaceOrder({ pair: order.pair, orderId }, { price: '9000001' }), 'Accepted', (event) => {
        keep(event);
        onOutcome();
      }),
    close: () => client.close(),
  };
};
