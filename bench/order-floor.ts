import { defer, map, type Observable } from 'rxjs';
import { undiciHttp } from '../src/connectivity/http-undici';
import { checkRequest } from '../src/execution/order/check-request';
import { wireCallOf } from '../src/execution/rest/endpoint';
import { secret } from '../src/execution/rest/secret';
import { authHeaders } from '../src/execution/rest/signing';
import { writes } from '../src/execution/rest/writes';
import type { Instrument } from '../src/model/instrument';
import { instruments } from '../src/simulator/market/instruments';
import { apiKey, apiSecret, type Contender, order } from './order-contenders';

/** The indispensable steps of the client, in one chain of Observables and without any record of the order. */
export const floor = (url: string): Contender => {
  const send = undiciHttp();
  const credentials = { apiKey: secret(apiKey), apiSecret: secret(apiSecret) };
  const instrument = instruments.find(({ pair }) => pair === order.pair) as Instrument;
  const post = (): Observable<unknown> =>
    defer(() => {
      if (checkRequest(order, instrument)._tag === 'Left')
        throw new Error('the order is not as it should be');
      const {
        url: to,
        body: text,
        payload,
      } = wireCallOf(url, writes.createOrder, writes.createOrder.params(order));
      const stamp = { type: 'time-window', requestTime: Date.now(), timeWindow: 2_000 } as const;
      const headers = { 'Content-Type': 'application/json', ...authHeaders(credentials, stamp, payload) };
      return send({
        method: 'POST',
        url: to,
        headers,
        body: text ?? '',
        timeout: 10_000,
        maxReplyBytes: 1e7,
      });
    }).pipe(map((reply) => writes.createOrder.read(reply)));
  return {
    name: 'check, signature, `undici` and schema, in one chain of RxJS',
    place: (onOutcome) => void post().subscribe(onOutcome),
    close: () => undefined,
  };
};
