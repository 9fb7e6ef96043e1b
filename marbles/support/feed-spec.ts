import { map, type Observable, Subscription } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { expect } from 'vitest';
import type { HttpReply } from '../../src/connectivity/ports';
import type { DataClient } from '../../src/data/client';
import type { Marbles } from './marbles';
import { drawn, endOf, type Mark, marksOf, spanOf } from './lines';
import { world, type World, type WorldConfig } from './world';

/** One drawing; of the link also a list, with one for each connection in turn. */
type Line = string | readonly string[];

/**
 * The drawing of a feed, in the language of the orders (`order-spec.ts`): lines by their names. `link` comes in: `o` it
 * opens, letters and digits are frames, `#` it is lost, `|` no frame will come again. Each link is drawn from its
 * opening on, everything else from the start. The other lines that come in are named by the story.
 *
 * Every further name is a feed of the story. `ticker` shows when it is subscribed to (`^`, the start if it is left out)
 * and when it is left (`!`, the end of the drawing); `ticker$` draws its values. `sent$` draws the messages of the
 * client, `requests$` its HTTP requests, `diagnostics$` its diagnostics.
 *
 * Every line that ends in `$` is compared, and nothing else may happen on it before the longest line ends.
 */
export interface FeedLines {
  readonly link: Line;
  readonly [name: string]: Line | undefined;
}

/** A value that is drawn on several lines: the signs on each, by its name without `$`. */
export type OnLines = Readonly<Record<string, readonly string[]>>;

/** A feed whose values are signs, texts that `signs` shortens, or drawn on several lines. */
export type Feed = (client: DataClient, made: World) => Observable<string | OnLines>;

export interface FeedStory extends Partial<Omit<WorldConfig, 'links' | 'rest'>> {
  /** The feeds by their names. */
  readonly feeds: Readonly<Record<string, Feed>>;
  /** Longer values by the sign that is drawn of them. */
  readonly signs?: Readonly<Record<string, string>>;
  /** The replies of REST by path. `null`: the transport brings no REST. */
  readonly rest?: ((m: Marbles) => Readonly<Record<string, () => Observable<HttpReply>>>) | null;
  /** The lines that come in in addition to the link, which the story reads itself. */
  readonly inputs?: readonly string[];
  /** The lines on which feeds of other names draw, without `$`. */
  readonly lanes?: readonly string[];
  /** The moment at which the drawing starts, ms of virtual time. */
  readonly from?: number;
}

const linesOf = (line: Line | undefined): readonly string[] =>
  line === undefined ? [] : typeof line === 'string' ? [line] : line;

/** Writes a line as RxJS reads it, in which a character is a millisecond. */
const inMilliseconds = (line: string, step: number): string => {
  const marks = marksOf(line, step);
  const moments = [...new Set(marks.map(({ frame }) => frame))];
  return moments.reduce<readonly [text: string, frame: number]>(
    ([text, frame], moment) => {
      const signs = marks.filter((mark) => mark.frame === moment).map(({ sign }) => sign);
      const group = signs.length > 1 ? `(${signs.join('')})` : signs.join('');
      return [`${text} ${moment - frame}ms ${group}`, moment + group.length];
    },
    ['', 0],
  )[0];
};

/** The feeds of every story. */
const common: Readonly<Record<string, Feed>> = {
  sent: (_, { sent$ }) => sent$,
  requests: (_, { requests$ }) => requests$,
  diagnostics: (client) => client.diagnostics$.pipe(map(({ kind }) => kind)),
};

const tell = (step: number, lines: FeedLines, story: FeedStory): void => {
  const { feeds, signs = {}, rest = () => ({}), inputs = [], lanes = [], from = 0, ...config } = story;
  const scheduler = new TestScheduler(() => undefined);
  scheduler.run((helpers) => {
    const m = { ...helpers, scheduler };
    const asked = Object.entries(lines).filter(([name]) => name !== 'link' && !inputs.includes(name));
    const end = Math.max(
      ...Object.entries(lines).flatMap(([, line]) => linesOf(line).map((one) => endOf(one, step))),
    );
    scheduler.maxFrames = from + end;
    const links = linesOf(lines.link).map((line) => inMilliseconds(line, step));
    const made = world(m, { ...config, links, rest: rest === null ? null : rest(m) });
    const known = new Map<string, Observable<string | OnLines>>();
    const told = new Map<string, readonly Mark[]>();
    const signOf = new Map(Object.entries(signs).map(([sign, text]) => [text, sign]));
    const subscriptions = new Subscription();

    /** A name with a digit observes the same Observable once more, as far as the story has no feed of that name. */
    const feedOf = (name: string): Observable<string | OnLines> => {
      const plain = feeds[name] === undefined ? name.replace(/\d$/, '') : name;
      const feed = feeds[plain] ?? common[plain];
      if (feed === undefined) throw new Error(`no line and no feed is named ${name}`);
      const feed$ = known.get(plain) ?? feed(made.client, made);
      known.set(plain, feed$);
      return feed$;
    };

    const mark = (line: string, ...texts: readonly string[]): void => {
      const frame = scheduler.now() - from;
      if (frame >= end) return;
      const marks = texts.map((sign) => ({ frame: frame - (frame % step), sign }));
      told.set(line, [...(told.get(line) ?? []), ...marks]);
    };

    const observe = (name: string): void => {
      const [start, until] = spanOf(linesOf(lines[name]).join(''), step);
      const subscribe = (): Subscription =>
        feedOf(name).subscribe({
          next: (value) => {
            if (typeof value !== 'string')
              for (const [line, marks] of Object.entries(value)) mark(line, ...marks);
            else mark(name, value.length <= 1 ? value : (signOf.get(value) ?? `«${value}»`));
          },
          error: (error: unknown) => {
            if (!linesOf(lines[`${name}$`]).join().includes('#')) throw error;
            mark(name, '#');
          },
          complete: () => {
            mark(name, '|');
          },
        });
      if (common[name] !== undefined) {
        subscriptions.add(subscribe());
        return;
      }
      let subscription = Subscription.EMPTY;
      scheduler.schedule(() => (subscription = subscribe()), from + start);
      scheduler.schedule(() => subscription.unsubscribe(), from + (until ?? end));
    };

    const names = [...new Set(asked.map(([name]) => name.replace(/\$$/, '')))];
    for (const name of names
      .filter((one) => !lanes.includes(one))
      .toSorted((a, b) => Number(b in common) - Number(a in common)))
      observe(name);
    scheduler.schedule(() => {
      subscriptions.unsubscribe();
      void made.client.close();
    }, from + end);
    helpers.flush();

    const results = asked.filter(([name]) => name.endsWith('$'));
    const wanted = results.map(([name, line]) => [name, drawn(marksOf(linesOf(line).join(''), step), step)]);
    const actual = results.map(([name]) => [name, drawn(told.get(name.slice(0, -1)) ?? [], step)]);
    expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(wanted));
  });
};

/** Runs a story in which a character is a millisecond, to show the order of events. */
export const inMoments = (lines: FeedLines, story: FeedStory): void => {
  tell(1, lines, story);
};

/** Runs a story in which a character is half a second, and events within it are drawn at its begin. */
export const inHalfSeconds = (lines: FeedLines, story: FeedStory): void => {
  tell(500, lines, story);
};

/** Runs a story in which a character is five seconds, and events within them are drawn at their begin. */
export const inFives = (lines: FeedLines, story: FeedStory): void => {
  tell(5_000, lines, story);
};
