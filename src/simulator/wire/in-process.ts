import { Observable, type SchedulerAction, type SchedulerLike, Subscription } from 'rxjs';
import {
  endpointOf,
  type HttpReply,
  type HttpRequest,
  type OpenSocket,
  type SendRequest,
  type SocketEvent,
} from '../../connectivity/ports';
import { type HttpError, httpError, linkError } from '../../model/errors';
import type { OpenPubnub, PubnubEvent } from '../../connectivity/pubnub';
import { type Answer, wireRequest } from './message';
import type { Delivery } from './pubnub-origin';
import type { Wire } from './wire';

export interface InProcessOptions {
  readonly wall: SchedulerLike;
  /** The latency of everything, in each direction, ms. Default: 0. */
  readonly latency?: number;
}

/** The ports that our clients take, connected directly to the venue: no TCP, and no time except the scheduler's. */
export interface InProcessPorts {
  readonly openSocket: OpenSocket;
  readonly sendRequest: SendRequest;
  readonly openPubnub: OpenPubnub;
}

/** Returns path and query as they are in the url. Parsing it would cost more than everything else. */
const targetOf = (url: string): string => {
  const at = url.indexOf('/', url.indexOf('://') + 3);
  return at < 0 ? '/' : url.slice(at);
};

const lowerCase = (headers: HttpRequest['headers'] = {}): Readonly<Record<string, string>> => {
  const lower: Record<string, string> = {};
  for (const name in headers) lower[name.toLowerCase()] = headers[name] ?? '';
  return lower;
};

/** Carries items in one direction, in order, each `latency` later. Items of one moment arrive together. */
const carrier = <T>(wall: SchedulerLike, latency: number, arrive: (item: T) => void) => {
  const timers = new Subscription();
  let latest: { readonly at: number; readonly items: T[] } | undefined;
  const deliver = function (this: SchedulerAction<typeof latest>, batch: typeof latest): void {
    if (latest === batch) latest = undefined;
    batch?.items.forEach(arrive);
    // The actions of RxJS's own schedulers stay among the timers, with their items, until they are told to leave.
    this.unsubscribe();
  };
  return {
    carry: (item: T) => {
      const now = wall.now();
      if (latest?.at === now) {
        latest.items.push(item);
        return;
      }
      latest = { at: now, items: [item] };
      timers.add(wall.schedule(deliver, latency, latest));
    },
    stop: () => timers.unsubscribe(),
  };
};

const openSocketOn =
  (wire: Wire, wall: SchedulerLike, latency: number): OpenSocket =>
  (url) =>
    new Observable<SocketEvent>((subscriber) => {
      const life = new Subscription();
      const protocol = Number(new URL(url).searchParams.get('EIO') ?? 4);
      const connect = () => {
        if (wire.isDown()) {
          subscriber.error(linkError('connect-failed', 'the venue is down'));
          return;
        }
        const toClient = carrier<string | null>(wall, latency, (text) => {
          if (text === null) subscriber.complete();
          else subscriber.next({ type: 'message', text });
        });
        const toVenue = carrier<string>(wall, latency, (text) => session.receive(text));
        subscriber.next({ type: 'open', send: toVenue.carry });
        const session = wire.openStream(
          { send: ({ text }) => toClient.carry(text), close: () => toClient.carry(null) },
          protocol,
          [],
        );
        life.add(() => {
          toClient.stop();
          toVenue.stop();
          session.lost();
        });
      };
      life.add(wall.schedule(connect, latency));
      return life;
    });

const sendRequestOn =
  (wire: Wire, wall: SchedulerLike, latency: number): SendRequest =>
  ({ method, url, headers, body = '', timeout, maxReplyBytes }) =>
    new Observable<HttpReply>((subscriber) => {
      const life = new Subscription();
      const fail = (reason: HttpError['reason'], detail: string) => {
        subscriber.error(httpError(endpointOf({ method, url }), reason, 'unknown', detail));
      };
      const receive = (answer: Answer) => {
        if (answer.type === 'dropped') fail('cut-off', 'the connection broke');
        else if (answer.type === 'cut-off')
          fail('cut-off', 'the connection broke in the middle of the reply');
        else if (Buffer.byteLength(answer.body) > maxReplyBytes) fail('too-large', 'the reply is too large');
        else {
          const date = Math.floor(wall.now() / 1_000) * 1_000;
          subscriber.next({ status: answer.status, date, body: answer.body });
          subscriber.complete();
        }
      };
      // A request under way still arrives after its client hung up.
      wall.schedule(() => {
        const answers = wire.handle(wireRequest(method, targetOf(url), lowerCase(headers), body));
        life.add(answers.subscribe((answer) => life.add(wall.schedule(() => receive(answer), latency))));
      }, latency);
      life.add(wall.schedule(() => fail('timeout', `no reply within ${timeout} ms`), timeout));
      return life;
    });

const openPubnubOn =
  (wire: Wire, wall: SchedulerLike, latency: number): OpenPubnub =>
  ({ channel, token, since }) =>
    new Observable<PubnubEvent>((subscriber) => {
      const life = new Subscription();
      const end = (event: PubnubEvent) => {
        subscriber.next(event);
        subscriber.complete();
      };
      const toClient = carrier<Delivery>(wall, latency, (delivery) => {
        if (delivery.type === 'denied') end({ type: 'denied' });
        else {
          for (const { timetoken, message } of delivery.messages) {
            subscriber.next({ type: 'message', timetoken, message });
          }
        }
      });
      life.add(toClient.stop);
      const receiveFrom = (timetoken: string) => {
        life.add(
          wire.pubnub.receive([channel], token, timetoken).subscribe((delivery) => {
            toClient.carry(delivery);
            if (delivery.type === 'messages' && !life.closed) receiveFrom(delivery.timetoken);
          }),
        );
      };
      const connect = () => {
        if (wire.isDown()) {
          end({ type: 'lost', cause: 'the venue is down' });
          return;
        }
        if (wire.pubnub.denialOf([channel], token)) {
          end({ type: 'denied' });
          return;
        }
        const timetoken = since ?? wire.pubnub.now();
        subscriber.next({ type: 'connected', timetoken });
        receiveFrom(timetoken);
      };
      life.add(wall.schedule(connect, latency));
      life.add(wire.restarts$.subscribe(() => end({ type: 'lost', cause: 'the venue is down' })));
      return life;
    });

export const inProcessPorts = (wire: Wire, { wall, latency = 0 }: InProcessOptions): InProcessPorts => ({
  openSocket: openSocketOn(wire, wall, latency),
  sendRequest: sendRequestOn(wire, wall, latency),
  openPubnub: openPubnubOn(wire, wall, latency),
});
