import { catchError, concatMap, expand, from, map, type Observable, of } from 'rxjs';
import type { HttpReply, SendRequest } from '../../src/connectivity/ports';
import type { OpenPubnub, PubnubEvent } from '../../src/connectivity/pubnub';

interface Page {
  readonly t: { readonly t: string };
  readonly m: readonly { readonly p: { readonly t: string }; readonly d: unknown }[];
}

interface Step {
  /** The next timetoken; `null` if the poll is over. */
  readonly next: string | null;
  readonly events: readonly PubnubEvent[];
}

/** PubNub's long polling over an HTTP port, so that clients can subscribe to a venue in this process on its clock. */
export const pubnubOver =
  (sendRequest: SendRequest, origin: string): OpenPubnub =>
  ({ channel, token, since }) => {
    const poll = (timetoken: string | null): Observable<Step> =>
      sendRequest({
        method: 'GET',
        url: `${origin}/v2/subscribe/key/${channel}/0?auth=${token}${timetoken === null ? '' : `&tt=${timetoken}`}`,
        timeout: 300_000,
        maxReplyBytes: 1_000_000,
      }).pipe(
        map((reply) => stepOf(reply, timetoken === null)),
        catchError((): Observable<Step> => of({ next: null, events: [{ type: 'lost', cause: 'http' }] })),
      );
    const first: Observable<Step> =
      since === null ? poll(null) : of({ next: since, events: [{ type: 'connected', timetoken: since }] });
    return first.pipe(
      expand(({ next }) => (next === null ? [] : poll(next))),
      concatMap(({ events }) => from(events)),
    );
  };

const stepOf = ({ status, body }: HttpReply, isFirst: boolean): Step => {
  if (status !== 200) return { next: null, events: [{ type: 'denied' }] };
  const { t, m } = JSON.parse(body) as Page;
  const connected: readonly PubnubEvent[] = isFirst ? [{ type: 'connected', timetoken: t.t }] : [];
  const messages = m.map(({ p, d }): PubnubEvent => ({ type: 'message', timetoken: p.t, message: d }));
  return { next: t.t, events: [...connected, ...messages] };
};
