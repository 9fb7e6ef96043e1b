import type { Subscription } from 'rxjs';
import { type RunHelpers, TestScheduler } from 'rxjs/testing';
import { expect } from 'vitest';
import type { ExecutionParts } from '../../src/execution/client';
import { defaultPnl } from '../../src/execution/account/pnl-options';
import { GuardConfig } from '../../src/execution/guards/config';
import type { GuardOptions } from '../../src/execution/guards/options';
import { type Clock, clockOf } from '../../src/operators/clock';
import { resolveOptions } from '../../src/options/options';
import { expectNoTimers, type Line, linesOf } from './drawing';
import { alphabet } from './order-alphabet';
import { type Call, callOf, clientOf, observerOf } from './order-client';
import { drawn, endOf, type Mark, marksOf, spanOf } from './lines';
import { type Inputs, inputs, storyVenue } from './order-story';
import { apiOf, type Calls } from './order-venue';

/**
 * The drawing of a story: its lines by their names. `Inputs` names what comes in. Replies (`placing`, `canceling`, and
 * every list of lines) are drawn from the request on, everything else from the start. A read that is drawn as one line
 * is the venue's state from then on. `placing$`, `lists$` and so on are the client's requests of it, one dot each;
 * `stream$` and `books$` show when they were observed.
 *
 * Every other name is a call of the client or one of its feeds (`order-client.ts`). `submit` shows when it is
 * subscribed to (`^`, the start if it is left out) and when it is left (`!`, the end of the drawing); `submit$` draws
 * its values. `submit2` observes the same Observable once more. A spec may name `calls` of its own.
 *
 * Every line that ends in `$` is compared, and nothing else may happen on it before the longest line ends, when the
 * client is closed. No timer may be left once that has ended.
 */
export interface Lines extends Inputs {
  readonly [name: string]: Line | undefined;
}

export interface Story {
  /** Calls without a name of their own, or others in their places. */
  readonly calls?: Readonly<Record<string, Call>>;
  /** The values of a sign, in the order in which all lines emitted them. */
  readonly where?: Readonly<Record<string, readonly unknown[]>>;
  /** The requests of the dots of a line, in order. */
  readonly asked?: Readonly<Record<string, readonly unknown[]>>;
  /** The code with which `r` refuses. */
  readonly code?: number;
  /** Guards, with the market of `books` if that is drawn. */
  readonly guards?: GuardOptions;
  readonly parts?: Partial<ExecutionParts>;
  /** `true`: the reply to an order names the drawn order, even if it was not the requested one. */
  readonly repliesAsDrawn?: boolean;
  /** The clock. By default its two times never part. */
  readonly clock?: (scheduler: TestScheduler) => Clock;
  /** The replies of the venue that no line can draw. */
  readonly rest?: (helpers: RunHelpers, scheduler: TestScheduler) => Partial<Calls>;
}

/** Checks that every sign has a meaning. */
const checkSigns = (lines: Lines, step: number): void => {
  for (const [name, line] of Object.entries(lines))
    for (const { sign } of linesOf(line).flatMap((one) => marksOf(one, step)))
      if (alphabet[sign] === undefined && !'|#^!'.includes(sign))
        throw new Error(`${sign} of the line ${name} is not in the alphabet`);
};

const isReply = (name: string, line: Line | undefined): boolean =>
  name === 'placing' || name === 'canceling' || (inputs.includes(name) && typeof line !== 'string');

/** Returns the calls of a drawing. A call whose line has no result is only made. */
const callsIn = (lines: Lines): readonly string[] => {
  const names = Object.keys(lines).map((name) => name.replace(/\$$/, ''));
  return [...new Set(names)].filter((name) => !inputs.includes(name));
};

/** A client that is closed waits for its last cancels for five seconds, ms. */
const closing = 6_000;

const tell = (step: number, lines: Lines, story: Story): void => {
  checkSigns(lines, step);
  const scheduler = new TestScheduler(() => undefined);
  scheduler.run((helpers) => {
    const ends = Object.entries(lines).filter(([name, line]) => !isReply(name, line));
    const end = Math.max(...ends.flatMap(([, line]) => linesOf(line).map((one) => endOf(one, step))));
    const venue = storyVenue(scheduler, lines, step, story.code ?? 60001);
    const rest = { ...venue.rest, ...story.rest?.(helpers, scheduler) };
    const market = lines.books === undefined ? {} : { market: venue.market };
    const exec = clientOf(story.clock?.(scheduler) ?? clockOf(scheduler), rest, {
      stream$: venue.stream$,
      touch: venue.touch,
      guards: resolveOptions(GuardConfig, { ...market, ...story.guards }),
      ...(lines.quotes === undefined
        ? {}
        : { pnl: { ...defaultPnl, market: { quotes$: () => venue.quotes$ } } }),
      ...(story.repliesAsDrawn === true ? { api: apiOf(rest, (order) => order) } : {}),
      ...story.parts,
    });
    const observe = observerOf(exec, story.calls ?? {});
    const told = new Map<string, Mark[]>();
    const values: (readonly [sign: string, value: unknown])[] = [];

    for (const name of callsIn(lines)) {
      const [from, until] = spanOf(linesOf(lines[callOf(name)]).join(''), step);
      const marks: Mark[] = [];
      const isDrawn = lines[`${name}$`] !== undefined;
      const mark = (signs: string, value?: unknown): void => {
        if (!isDrawn) return;
        for (const sign of signs) marks.push({ frame: scheduler.now(), sign });
        if (value !== undefined) values.push([signs.slice(0, 1), value]);
      };
      told.set(name, marks);
      let subscription: Subscription | undefined;
      scheduler.schedule(() => {
        subscription = observe(name, isDrawn).subscribe({
          next: ([signs, value]) => {
            mark(signs, value);
          },
          error: (error: unknown) => {
            if (!linesOf(lines[`${name}$`]).join().includes('#')) throw error;
            mark('#', error);
          },
          complete: () => {
            mark('|');
          },
        });
      }, from);
      scheduler.schedule(() => subscription?.unsubscribe(), until ?? end);
    }
    scheduler.schedule(() => void exec.close(), end);
    scheduler.maxFrames = end + closing;
    venue.start();
    helpers.flush();
    expectNoTimers(scheduler);

    const requests = (name: string): readonly Mark[] =>
      venue.asked(name).map(({ frame }) => ({ frame, sign: '.' }));
    const seen = (name: string): readonly Mark[] =>
      told.get(name) ?? [...requests(name), ...venue.spans(name)].filter(({ frame }) => frame < end);
    const results = Object.entries(lines).filter(([name]) => name.endsWith('$'));
    const wanted = results.map(([name, line]) => [name, drawn(marksOf(linesOf(line).join(''), step), step)]);
    const actual = results.map(([name]) => [name, drawn(seen(name.slice(0, -1)), step)]);
    expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(wanted));
    for (const [sign, wanted] of Object.entries(story.where ?? {}))
      expect(
        values.filter(([one]) => one === sign).map(([, value]) => value),
        sign,
      ).toMatchObject(wanted);
    for (const [name, wanted] of Object.entries(story.asked ?? {}))
      expect(
        venue.asked(name).map(({ request }) => request),
        name,
      ).toMatchObject(wanted);
  });
};

/** Runs a story in which a character is a millisecond, to show the order of events. */
export const inMoments = (lines: Lines, story: Story = {}): void => {
  tell(1, lines, story);
};

/** Runs a story in which a character is a second, to show waits and their lengths. */
export const inSeconds = (lines: Lines, story: Story = {}): void => {
  tell(1_000, lines, story);
};
