import { headers, type NatsConnection } from '@nats-io/nats-core';
import { catchError, defer, Observable, of, shareReplay, take, throwIfEmpty, timer } from 'rxjs';
import type { HttpReply, SendRequest } from '../connectivity/ports';
import { httpError, type HttpError, portErrorAt } from '../model/errors';
import type { Clock } from '../operators/clock';
import { cutText } from './parts';
import { encodeRestHead } from './rest-head';
import { isInbox, subjectsOf } from './subjects';

/** The lifetime of an answer, the same as in the venue's own cache, ms. */
const freshFor = 1_000;
const mostKept = 1_000;
const publicPath = /^\/(?!.*\/user\/)[\w./-]{1,200}(?:\?[\w=&%.,-]{0,300})?$/;

type Answer = HttpReply | HttpError;

/** Makes an error that can be told over NATS of any error of a request. */
const errorOf = (path: string, error: unknown): HttpError => {
  const known = portErrorAt(`GET ${path}`, error);
  return known._tag === 'HttpError' ? known : httpError(`GET ${path}`, 'refused', 'none', known.message);
};

export interface RestSource {
  readonly sendRequest: SendRequest;
  readonly publicUrl: string;
  readonly apiUrl: string;
}

export interface RestGateway {
  /** Answers the request of a path. The venue is asked at most once per second. */
  readonly answer: (path: string) => Observable<Answer>;
}

export const createRestGateway = (
  { sendRequest, publicUrl, apiUrl }: RestSource,
  clock: Clock,
): RestGateway => {
  const kept = new Map<string, Observable<Answer>>();
  const ask = (path: string): Observable<Answer> => {
    const url = `${path.startsWith('/v1/') ? apiUrl.replace(/\/v1$/, '') : publicUrl}${path}`;
    const request = { method: 'GET', url, timeout: 10_000, maxReplyBytes: 32_000_000 } as const;
    const refused = (): Observable<Answer> =>
      of(httpError(`GET ${path}`, 'refused', 'none', 'the gateway serves only public pages'));
    if (!publicPath.test(path)) return refused();
    const known = kept.get(path);
    if (known !== undefined) return known;
    const answer$ = defer(() => sendRequest(request)).pipe(
      throwIfEmpty(() => new Error('the request ended without a reply')),
      catchError((error: unknown) => of(errorOf(path, error))),
      take(1),
      shareReplay(1),
    );
    if (kept.size >= mostKept) kept.clear();
    kept.set(path, answer$);
    answer$.subscribe(() => {
      timer(freshFor, clock).subscribe(() => {
        // Another answer may have its place by now.
        if (kept.get(path) === answer$) kept.delete(path);
      });
    });
    return answer$;
  };
  return { answer: ask };
};

/** Answers the requests of callers, while subscribed to. */
export const serveRest = (
  connection: NatsConnection,
  prefix: string,
  { answer }: RestGateway,
): Observable<never> =>
  new Observable((subscriber) => {
    const subscription = connection.subscribe(subjectsOf(prefix).rest, {
      callback: (error, message) => {
        const { reply } = message;
        if (error !== null || reply === undefined || !isInbox(reply, prefix)) return;
        subscriber.add(
          answer(message.string()).subscribe((said) => {
            const parts = cutText('status' in said ? said.body : '');
            for (const [i, part] of parts.entries()) {
              const of = headers();
              if (i === 0) of.set('Head', encodeRestHead(said));
              if (i === parts.length - 1) of.set('Last', '1');
              connection.publish(reply, part, { headers: of });
            }
          }),
        );
      },
    });
    subscriber.add(() => subscription.unsubscribe());
  });
