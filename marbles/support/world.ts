import { buffer, debounceTime, defer, map, NEVER, of, Subject, type Observable } from 'rxjs';
import type { RunHelpers } from 'rxjs/testing';
import type { HttpReply, HttpRequest } from '../../src/connectivity/ports';
import type { TransportOpen } from '../../src/connectivity/transport';
import { dataClientOn, type DataClient } from '../../src/data/client';
import type { DataClientOptions } from '../../src/data/options';
import type { Clock } from '../../src/operators/clock';
import { pair, spotPair, tickerData } from './frames';
import type { Marbles } from './marbles';

export type Frames = Readonly<Record<string, string>>;
type Link = Observable<TransportOpen | string> & Pick<ReturnType<RunHelpers['cold']>, 'subscriptions'>;

/** A client whose whole world is drawn. */
export interface World {
  readonly client: DataClient;
  /**
   * Emits the messages that the client sent in a moment: `+ticker` for a join of the pair's ticker room, `-ticker` for
   * a leave.
   */
  readonly sent$: Observable<string>;
  /** Emits the paths of its HTTP requests in a moment, without the host. */
  readonly requests$: Observable<string>;
  readonly links: readonly Link[];
}

export interface WorldConfig extends Partial<Omit<DataClientOptions, 'transport' | 'scheduler'>> {
  /**
   * One diagram for each link in turn: `o` it opens, letters are frames, `#` it is lost, `|` no frame will come again.
   */
  readonly links: readonly string[];
  readonly frames?: Frames;
  /**
   * Replies by path. By default they are those of a healthy venue, sent immediately, and 404 for unknown paths. `null`:
   * the transport brings no REST.
   */
  readonly rest?: Readonly<Record<string, () => Observable<HttpReply>>> | null;
  /** The clock. By default its two times never part. */
  readonly clock?: Clock;
}

export const ok = (data: unknown, date: number | null = null): HttpReply => ({
  status: 200,
  date,
  body: JSON.stringify({ success: 1, data }),
});

export const notFound: HttpReply = { status: 404, date: null, body: '{"success":0,"data":{"code":10000}}' };

const healthy: NonNullable<WorldConfig['rest']> = {
  [`/${pair}/ticker`]: () => of(ok(tickerData(1))),
  [`/v1/spot/pairs`]: () => of(ok({ pairs: [spotPair()] })),
  [`/v1/spot/status`]: () => of(ok({ statuses: [{ pair, status: 'NORMAL', min_amount: '0.0001' }] })),
};

/** A REST without an answer for the ticker, so that it can't replace the room's. */
export const unseeded: NonNullable<WorldConfig['rest']> = { [`/${pair}/ticker`]: () => NEVER };

const short = (text: string): string => {
  const [name, room] = JSON.parse(text.slice(2)) as [string, string];
  return `${name === 'join-room' ? '+' : '-'}${room.replace(`_${pair}`, '')}`;
};

const unused = (): Observable<never> => NEVER;

export const world = (
  { cold, scheduler }: Marbles,
  { links: diagrams, frames = {}, rest = {}, clock, ...config }: WorldConfig,
): World => {
  const sent$ = new Subject<string>();
  const requests$ = new Subject<string>();
  const open: TransportOpen = { type: 'open', send: (text) => sent$.next(short(text)) };
  const links = diagrams.map((diagram) => cold<TransportOpen | string>(diagram, { ...frames, o: open }));
  let next = 0;
  const replies = { ...healthy, ...rest };
  const sendRequest = ({ url }: HttpRequest): Observable<HttpReply> =>
    defer(() => {
      const { pathname } = new URL(url);
      requests$.next(pathname);
      return replies[pathname]?.() ?? of(notFound);
    });
  const client = dataClientOn({ openSocket: unused, createSendRequest: () => unused })({
    transport: {
      link$: defer(() => links[next++] ?? NEVER),
      sendRequest: rest === null ? null : sendRequest,
    },
    scheduler: clock ?? scheduler,
    random: () => 0.5,
    ...config,
  });
  const inMoments = (source: Observable<string>): Observable<string> =>
    source.pipe(
      buffer(source.pipe(debounceTime(0, scheduler))),
      map((texts) => texts.join(' ')),
    );
  return { client, sent$: inMoments(sent$), requests$: inMoments(requests$), links };
};
