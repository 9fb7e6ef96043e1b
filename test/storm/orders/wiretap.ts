import { tap } from 'rxjs';
import type { HttpReply, HttpRequest, SendRequest } from '../../../src/connectivity/ports';
import { callDigest } from '../../../src/simulator/wire/audit-log';
import { isLeft } from './called';
import type { Called, Sent } from './record';

export const orderPath = '/v1/user/spot/order';

/** Reads the requests of our client, and connects each signature with the call that sent it. */
export interface Wiretap {
  readonly sendRequest: SendRequest;
  /** Marks the next order request as the call's own, because the call has just emitted that it sends. */
  readonly leaves: (call: Called) => void;
  readonly sent: readonly Sent[];
  /** Requests that were reported to our client as without effect, by digest. The same bytes may have had one before. */
  readonly toldRefused: ReadonlySet<string>;
  /** Orders for which a cancel of ours was answered, with the time at which our client got the answer. */
  readonly acknowledged: ReadonlyMap<number, number>;
}

/** Returns the orders that the reply to a cancel names, except those that were filled before it. */
const acknowledgedBy = ({ status, body }: HttpReply): readonly number[] => {
  if (status !== 200 || !body.endsWith('}')) return [];
  const { success, data } = JSON.parse(body) as CancelReply;
  if (success !== 1) return [];
  return (data.orders ?? [data])
    .filter((order) => order.status !== 'FULLY_FILLED')
    .map((order) => order.order_id);
};

interface CancelReply {
  readonly success: number;
  readonly data: NamedOrder & { readonly orders?: readonly NamedOrder[] };
}

interface NamedOrder {
  readonly order_id: number;
  readonly status: string;
}

/** True for a refusal after which a client may send again, because it proves that nothing happened. */
const isRefused = ({ status, body }: HttpReply): boolean =>
  status === 429 || /"code":(10009|20034|20035)\b/.test(body);

/** Returns the code of a refusal. */
const refusalOf = ({ body }: HttpReply): number | null => {
  const [, code] = /^\{"success":0,"data":\{"code":(\d+)\}\}$/.exec(body) ?? [];
  return code === undefined ? null : Number(code);
};

const isCancel = (path: string): boolean => /\/spot\/cancel_orders?$/.test(path);

const pathOf = ({ url }: HttpRequest): string => new URL(url).pathname;

export const createWiretap = (sendRequest: SendRequest, now: () => number): Wiretap => {
  const acknowledged = new Map<number, number>();
  const sent: Sent[] = [];
  const toldRefused = new Set<string>();
  let leaving: Called | null = null;
  /** Calls that may send once more, by their body. */
  const refused = new Map<string, Called[]>();

  /** Returns the call of a request: one that has just left, or one that was refused without effect. */
  const callOf = (body: string): Called | null => {
    const call = leaving;
    leaving = null;
    if (call !== null) return call;
    // An order that was left is searched for, and sends no more.
    const waiting = (refused.get(body) ?? []).filter((one) => !one.isOver && !isLeft(one));
    refused.set(body, waiting.slice(1));
    return waiting[0] ?? null;
  };

  return {
    sent,
    toldRefused,
    acknowledged,
    leaves: (call) => (leaving = call),
    sendRequest: (request) => {
      const signature = request.headers?.['ACCESS-SIGNATURE'];
      if (request.method !== 'POST' || signature === undefined) return sendRequest(request);
      const path = pathOf(request);
      const body = request.body ?? '';
      const digest = callDigest(signature);
      const call = path === orderPath ? callOf(body) : null;
      sent.push({ digest, path, body, call: call?.id ?? null });
      call?.sent.push(digest);
      return sendRequest(request).pipe(
        tap((reply) => {
          if (isRefused(reply)) toldRefused.add(digest);
          if (call !== null) call.refusal = refusalOf(reply);
          if (call !== null && isRefused(reply)) refused.set(body, [...(refused.get(body) ?? []), call]);
          if (!isCancel(path)) return;
          for (const orderId of acknowledgedBy(reply))
            if (!acknowledged.has(orderId)) acknowledged.set(orderId, now());
        }),
      );
    },
  };
};
