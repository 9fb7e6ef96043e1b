import { buffer, debounceTime, defer, map, NEVER, type Observable, of, Subject } from 'rxjs';
import type { HttpRequest } from '../../src/connectivity/ports';
import type { TransportOpen } from '../../src/connectivity/transport';
import { dataClientOn, type DataClient } from '../../src/data/client';
import type { DataClientOptions } from '../../src/data/options';
import type { Diagnostic } from '../../src/model/diagnostic';
import { draw, type DrawingOptions, type Line, linesOf, type Output, type Scene } from './drawing';
import { pair } from './frames';
import { healthy, notFound, type Rest } from './rest';
import { steppedClock } from './stepped-clock';

/**
 * The drawing of a feed: lines by their names. `Lines` in `drawing.ts` explains inputs and outputs, and these are the ones
 * of every feed:
 *
 * - `link` comes in, one line for each connection in turn, drawn from its opening on: `o` it opens, letters and digits are
 *   frames, `#` it is lost, `|` no frame will come again. A connection beyond the drawn ones never opens. `link$` shows how
 *   long each of them was held.
 * - `clock` shows when the time of day is set, by what `sets` says of the sign, while elapsed time goes on.
 * - `close` shows when the client is closed.
 * - `sent$` draws the messages of the client: `+ticker` for a join of the pair's ticker room, `-ticker` for a leave.
 * - `requests$` draws its HTTP requests by their paths, `diagnostics$` the kinds of its diagnostics.
 *
 * A story names the feeds, and further inputs if it reads them itself.
 */
export interface FeedLines {
  readonly link: Line;
  readonly [name: string]: Line | undefined;
}

export interface FeedStory<C = DataClient>
  extends Omit<DrawingOptions, 'step'>, Partial<Omit<DataClientOptions, 'transport' | 'scheduler'>> {
  /** The feeds by their names. */
  readonly feeds: Readonly<Record<string, (client: C, scene: Scene) => Output>>;
  /** The frames by their signs. */
  readonly frames?: Readonly<Record<string, string>>;
  /** The replies of REST, others than those of a healthy venue. `null`: the transport brings no REST. */
  readonly rest?: ((scene: Scene) => Rest) | null;
  /** How far each sign of the line `clock` sets the time of day, ms. Without it the two times never part. */
  readonly sets?: Readonly<Record<string, number>>;
}

const short = (text: string): string => {
  const [name, room] = JSON.parse(text.slice(2)) as [string, string];
  return `${name === 'join-room' ? '+' : '-'}${room.replace(`_${pair}`, '')}`;
};

/** A client whose REST is drawn too. */
const dataClient = dataClientOn({ openSocket: () => NEVER, createSendRequest: () => () => NEVER });

interface AnyClient {
  readonly diagnostics$: Observable<Diagnostic>;
  readonly close: () => unknown;
}

type CreateClient<C> = (options: DataClientOptions) => C;

/** Draws a client that `create` makes. */
export const drawClient = <C extends AnyClient>(
  create: CreateClient<C>,
  step: number,
  lines: FeedLines,
  story: FeedStory<C>,
): void => {
  const { feeds, signs, where, lanes, from, after, frames = {}, rest = () => ({}), sets, ...options } = story;
  const known = {
    signs: signs ?? {},
    where: where ?? {},
    lanes: lanes ?? [],
    from: from ?? 0,
    after: after ?? 0,
  };
  draw({ ...lines, link: [...linesOf(lines.link), ''] }, { step, ...known }, (scene) => {
    const { scheduler, input } = scene;
    const sent$ = new Subject<string>();
    const requests$ = new Subject<string>();
    const opened: TransportOpen = { type: 'open', send: (text) => sent$.next(short(text)) };
    const replies: Rest = { ...healthy, ...rest?.(scene) };
    const sendRequest = ({ url }: HttpRequest) =>
      defer(() => {
        const { pathname } = new URL(url);
        requests$.next(pathname);
        return replies[pathname]?.() ?? of(notFound);
      });
    const clock = steppedClock(scheduler);
    const client = create({
      transport: {
        link$: input('link').pipe(map((sign) => (sign === 'o' ? opened : (frames[sign] ?? sign)))),
        sendRequest: rest === null ? null : sendRequest,
      },
      scheduler: sets === undefined ? scheduler : clock,
      random: () => 0.5,
      ...options,
    });
    /** Joins what is sent in a moment. */
    const inMoments = (source: Observable<string>): Observable<string> =>
      source.pipe(
        buffer(source.pipe(debounceTime(0, scheduler))),
        map((texts) => texts.join(' ')),
      );
    return {
      outputs: {
        sent: () => inMoments(sent$),
        requests: () => inMoments(requests$),
        diagnostics: () => client.diagnostics$.pipe(map(({ kind }) => kind)),
        ...Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, () => feed(client, scene)])),
      },
      throughout: ['sent', 'requests', 'diagnostics'],
      does: {
        clock: (sign) => {
          clock.step(sets?.[sign] ?? NaN);
        },
        close: () => void client.close(),
      },
      close: () => void client.close(),
    };
  });
};

/** Runs a story in which a character is a millisecond, to show the order of events. */
export const inMoments = (lines: FeedLines, story: FeedStory): void => {
  drawClient(dataClient, 1, lines, story);
};

/** Runs a story in which a character is half a second, and events within it are drawn at its begin. */
export const inHalfSeconds = (lines: FeedLines, story: FeedStory): void => {
  drawClient(dataClient, 500, lines, story);
};

/** Runs a story in which a character is five seconds, and events within them are drawn at their begin. */
export const inFives = (lines: FeedLines, story: FeedStory): void => {
  drawClient(dataClient, 5_000, lines, story);
};
