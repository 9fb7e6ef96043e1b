import { createInbox, type NatsConnection } from '@nats-io/nats-core';
import { catchError, Observable, switchMap, take, throwError, timeout } from 'rxjs';
import { endpointOf, type HttpReply, type HttpRequest, type SendRequest } from '../connectivity/ports';
import { httpError, type HttpError } from '../model/errors';
import type { Clock } from '../operators/clock';
import { joinText } from './parts';
import { readRestHead } from './rest-head';

export interface RestOverConfig {
  /** Emits the present connection, or the next one. */
  readonly connected$: Observable<NatsConnection>;
  readonly subject: string;
  /** The first word of the subjects on which this user may get answers. */
  readonly inboxPrefix: string;
  readonly clock: Clock;
}

/** Sends REST requests through a gateway. The host of a url does not matter, because the gateway asks its own venue. */
export const restOver = ({ connected$, subject, inboxPrefix, clock }: RestOverConfig): SendRequest => {
  const ask = (connection: NatsConnection, request: HttpRequest): Observable<HttpReply> =>
    new Observable((subscriber) => {
      const endpoint = endpointOf(request);
      const fail = (reason: HttpError['reason'], detail: string): void =>
        subscriber.error(httpError(endpoint, reason, 'none', detail));
      const inbox = createInbox(inboxPrefix);
      const parts: Uint8Array[] = [];
      let head = '';
      let size = 0;
      const answers = connection.subscribe(inbox, {
        callback: (error, { headers, data }) => {
          if (error !== null || headers?.code === 503) {
            fail('refused', 'no gateway answers');
            return;
          }
          if (headers?.has('Head') === true) head = headers.get('Head');
          parts.push(data);
          size += data.length;
          if (size > request.maxReplyBytes) {
            fail('too-large', `more than ${request.maxReplyBytes} bytes`);
            return;
          }
          if (headers?.has('Last') !== true) return;
          const said = readRestHead(endpoint, head);
          if ('status' in said) {
            subscriber.next({ ...said, body: joinText(parts) });
            subscriber.complete();
          } else subscriber.error(said);
        },
      });
      subscriber.add(() => answers.unsubscribe());
      const { pathname, search } = new URL(request.url);
      connection.publish(subject, pathname + search, { reply: inbox });
    });

  return (request) => {
    const fail = (reason: HttpError['reason'], detail: string): HttpError =>
      httpError(endpointOf(request), reason, 'none', detail);
    if (request.method !== 'GET')
      return throwError(() => fail('refused', 'the gateway serves only public pages'));
    return connected$.pipe(
      take(1),
      catchError(() => throwError(() => fail('refused', 'there is no link to the gateway'))),
      switchMap((connection) => ask(connection, request)),
      timeout({
        first: request.timeout,
        scheduler: clock,
        with: () => throwError(() => fail('timeout', 'the gateway has not answered')),
      }),
    );
  };
};
