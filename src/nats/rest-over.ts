import { createInbox, type NatsConnection } from '@nats-io/nats-core';
import { map, Observable, take, timeout, throwError } from 'rxjs';
import { endpointOf, type HttpReply, type SendRequest } from '../connectivity/ports';
import { httpError, type HttpError } from '../model/errors';
import type { Clock } from '../operators/clock';

/** What comes with the first part of a reply. */
interface Head {
  readonly status?: number;
  readonly date?: number | null;
  readonly reason?: HttpError['reason'];
  readonly detail?: string;
}

const decoderOfText = new TextDecoder();

const joined = (parts: readonly Uint8Array[]): string => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return decoderOfText.decode(whole);
};

/** REST through a gateway. The host of a url does not matter: the gateway's own venue is asked. */
export const restOver =
  (connected$: Observable<NatsConnection>, subject: string, clock: Clock): SendRequest =>
  (request) => {
    const endpoint = endpointOf(request);
    const fail = (reason: HttpError['reason'], detail: string): HttpError =>
      httpError(endpoint, reason, 'none', detail);
    if (request.method !== 'GET')
      return throwError(() => fail('refused', 'the gateway serves public pages alone'));
    const { pathname, search } = new URL(request.url);
    return connected$.pipe(
      take(1),
      map((connection) => ({ connection, inbox: createInbox() })),
      timeout({ first: request.timeout, scheduler: clock }),
      (source) =>
        new Observable<HttpReply>((subscriber) => {
          subscriber.add(
            source.subscribe({
              error: () => subscriber.error(fail('timeout', 'there is no link to the gateway')),
              next: ({ connection, inbox }) => {
                let head: Head = {};
                const parts: Uint8Array[] = [];
                let size = 0;
                const subscription = connection.subscribe(inbox, {
                  callback: (error, message) => {
                    if (error !== null || message.headers?.code === 503) {
                      subscriber.error(fail('refused', 'no gateway answers'));
                      return;
                    }
                    if (message.headers?.has('Head') === true)
                      head = JSON.parse(message.headers.get('Head')) as Head;
                    parts.push(message.data);
                    size += message.data.length;
                    if (size > request.maxReplyBytes) {
                      subscriber.error(fail('too-large', `more than ${request.maxReplyBytes} bytes`));
                      return;
                    }
                    if (message.headers?.has('Last') !== true) return;
                    if (head.status === undefined) {
                      subscriber.error(fail(head.reason ?? 'cut-off', head.detail ?? 'no reply'));
                      return;
                    }
                    subscriber.next({ status: head.status, date: head.date ?? null, body: joined(parts) });
                    subscriber.complete();
                  },
                });
                subscriber.add(() => subscription.unsubscribe());
                connection.publish(subject, pathname + search, { reply: inbox });
              },
            }),
          );
        }),
      timeout({
        first: request.timeout,
        scheduler: clock,
        with: () => throwError(() => fail('timeout', 'the gateway has not answered')),
      }),
    );
  };
