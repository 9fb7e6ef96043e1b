import { Observable, Subject, Subscription } from 'rxjs';
import { type RunHelpers, TestScheduler } from 'rxjs/testing';
import { expect } from 'vitest';
import { drawn, endOf, type Mark, marksOf, spanOf, standing } from './lines';

/** One drawing; of an input also a list, with one for each subscription in turn. The last one stays. */
export type Line = string | readonly string[];

/**
 * A drawing: lines by their names, in the language of `lines.ts`.
 *
 * - An input comes in. As one line it is drawn from the start, as a list it is drawn from each subscription on. Its name
 *   with `$` shows when it was subscribed to: `^` and `!`, a line for each subscription.
 * - Every other name is an output. It shows when it is subscribed to (`^`, the start if it is left out) and when it is
 *   left (`!`, the end of the drawing). Its name with `$` draws its values. A name with a digit observes the same
 *   Observable once more.
 *
 * Every line that ends in `$` is compared, and nothing else may happen on it before the drawing ends. Then everything is
 * unsubscribed from, and no timer may be left.
 */
export interface Lines {
  readonly [name: string]: Line | undefined;
}

/** A value that is drawn on several lines: its signs or texts on each, by the name of the line without `$`. */
export type OnLines = Readonly<Record<string, readonly string[]>>;

/** An output emits signs, texts that `signs` shortens, or values that are drawn on several lines. */
export type Output = Observable<string | OnLines>;

export interface DrawingOptions {
  /** The time of a character, ms. What happens within it is drawn at its begin. */
  readonly step: number;
  /** The moment at which the drawing starts, ms of virtual time. Default: 0. */
  readonly from?: number;
  /** How long everything is observed after the longest line, ms. Default: 0. */
  readonly after?: number;
  /** Longer texts by the sign that is drawn of them. */
  readonly signs?: Readonly<Record<string, string>>;
  /** The errors of each `#` that is not the drawn one of an input, in order. */
  readonly where?: { readonly '#'?: readonly unknown[] };
  /** Further lines on which values of outputs are drawn, without `$`. */
  readonly lanes?: readonly string[];
}

/** What is drawn, for those who act in it. */
export interface Scene extends RunHelpers {
  readonly scheduler: TestScheduler;
  /** Returns the signs of an input as they come. */
  readonly input: (name: string) => Observable<string>;
  /** Returns the marks of an input up to now. */
  readonly past: (name: string) => readonly Mark[];
  /** Returns the signs of an input that are the last ones up to now. */
  readonly now: (name: string) => readonly string[];
}

export interface Cast {
  readonly outputs: Readonly<Record<string, () => Output>>;
  /** The outputs that are observed before and throughout the drawing. */
  readonly throughout?: readonly string[];
  /** What the signs of an input do, each at its moment. */
  readonly does?: Readonly<Record<string, (sign: string) => void>>;
  /** Is called when the drawing ends. */
  readonly close?: () => void;
}

/** The error of a `#` that comes in. */
const failure = new Error('drawn');

export const linesOf = (line: Line | undefined): readonly string[] =>
  line === undefined ? [] : typeof line === 'string' ? [line] : line;

/** Collects lists by name. */
const lists = <T>() => {
  const kept = new Map<string, T[]>();
  return (name: string): T[] => {
    const list = kept.get(name) ?? [];
    kept.set(name, list);
    return list;
  };
};

/** Checks that no timer is left when a drawing has ended. */
export const expectNoTimers = ({ actions }: TestScheduler): void => {
  const due = actions.map(({ delay }) => `${delay} ms`);
  expect(due, 'the timers that are left').toEqual([]);
};

/** Runs what `stage` makes of a scene in virtual time, and compares what happens with what is drawn. */
export const draw = (lines: Lines, options: DrawingOptions, stage: (scene: Scene) => Cast): void => {
  const { step, from = 0, after = 0, signs = {}, where = {}, lanes = [] } = options;
  const scheduler = new TestScheduler(() => undefined);
  scheduler.run((helpers) => {
    const ends = Object.values(lines).flatMap((line) => linesOf(line).map((one) => endOf(one, step)));
    const end = Math.max(...ends) + after;
    scheduler.maxFrames = from + end;
    const signOf = new Map(Object.entries(signs).map(([sign, text]) => [text, sign]));
    const seen = lists<Mark>();
    const spans = lists<readonly Mark[]>();
    const errors: unknown[] = [];
    const starts: (() => void)[] = [];

    const markAt = (sign: string): Mark => {
      const frame = scheduler.now() - from;
      return { frame: frame - (frame % step), sign };
    };
    const mark = (line: string, ...marks: readonly string[]): void => {
      if (scheduler.now() - from < end) seen(line).push(...marks.map(markAt));
    };

    const play = (line: string, to: Pick<Subject<string>, 'next' | 'error' | 'complete'>, at = 0) =>
      marksOf(line, step).reduce((playing, { frame, sign }) => {
        const act = (): void => {
          if (sign === '|') to.complete();
          else if (sign === '#') to.error(failure);
          else to.next(sign);
        };
        playing.add(scheduler.schedule(act, at + frame));
        return playing;
      }, new Subscription());

    const observed = (name: string, source: (turn: number) => Observable<string>): Observable<string> =>
      new Observable((subscriber) => {
        const span = [markAt('^')];
        const turn = spans(name).push(span) - 1;
        subscriber.add(() => {
          if (scheduler.now() - from < end) span.push(markAt('!'));
        });
        subscriber.add(source(turn).subscribe(subscriber));
      });

    const inputOf = (name: string): Observable<string> => {
      const line = lines[name] ?? '';
      if (typeof line !== 'string')
        return observed(
          name,
          (turn) =>
            new Observable((subscriber) => play(line[Math.min(turn, line.length - 1)] ?? '', subscriber)),
        );
      const signs$ = new Subject<string>();
      starts.push(() => void play(line, signs$, from));
      return observed(name, () => signs$);
    };

    const inputs = new Map<string, Observable<string>>();
    /** The inputs that somebody reads. */
    const read = new Set<string>();
    const input = (name: string): Observable<string> => {
      read.add(name);
      const known = inputs.get(name) ?? inputOf(name);
      inputs.set(name, known);
      return known;
    };
    const past = (name: string): readonly Mark[] => {
      read.add(name);
      const marks = marksOf(linesOf(lines[name]).join(''), step);
      return marks.filter(({ frame }) => frame <= scheduler.now() - from);
    };
    const now = (name: string): readonly string[] => standing(past(name), Infinity);

    const {
      outputs,
      throughout = [],
      does = {},
      close,
    } = stage({
      ...helpers,
      scheduler,
      input,
      past,
      now,
    });
    const plain = (name: string): string => (outputs[name] === undefined ? name.replace(/\d$/, '') : name);
    const made = new Map<string, Output>();
    const outputOf = (name: string): Output => {
      const output = made.get(plain(name)) ?? outputs[plain(name)]?.();
      if (output === undefined) throw new Error(`no line and no output is named ${name}`);
      made.set(plain(name), output);
      return output;
    };
    const signed = (text: string): string => (text.length === 1 ? text : (signOf.get(text) ?? `«${text}»`));
    const observe = (name: string): Subscription =>
      outputOf(name).subscribe({
        next: (value) => {
          const on = typeof value === 'string' ? { [name]: [value] } : value;
          for (const [line, texts] of Object.entries(on)) mark(line, ...texts.map(signed));
        },
        error: (error: unknown) => {
          if (lines[`${name}$`] === undefined) throw error;
          if (error !== failure) errors.push(error);
          mark(name, '#');
        },
        complete: () => {
          mark(name, '|');
        },
      });

    const names = [...new Set(Object.keys(lines).map((name) => name.replace(/\$$/, '')))];
    const isInput = (name: string): boolean =>
      !lanes.includes(name) && (inputs.has(name) || outputs[plain(name)] === undefined);
    const watched = names.filter((name) => !isInput(name) && !lanes.includes(name));
    const subscriptions = new Subscription();
    for (const name of watched.filter((one) => throughout.includes(one))) subscriptions.add(observe(name));
    for (const name of watched.filter((one) => !throughout.includes(one))) {
      const [start, until] = spanOf(linesOf(lines[name]).join(''), step);
      let subscription = Subscription.EMPTY;
      scheduler.schedule(() => (subscription = observe(name)), from + start);
      scheduler.schedule(() => subscription.unsubscribe(), from + (until ?? end));
    }
    for (const [name, act] of Object.entries(does)) input(name).subscribe(act);
    for (const name of names.filter(isInput)) if (!inputs.has(name)) inputs.set(name, inputOf(name));
    for (const start of starts) start();
    scheduler.schedule(() => {
      subscriptions.unsubscribe();
      close?.();
    }, from + end);
    helpers.flush();

    expectNoTimers(scheduler);
    for (const name of names)
      if (isInput(name) && !read.has(name))
        throw new Error(`no output is named ${name}, and nothing reads it as an input`);
    const shown = (line: string): string => drawn(marksOf(line, step), step);
    const results = Object.entries(lines).filter(([name]) => name.endsWith('$'));
    const wanted = results.map(([name, line]) => {
      const each = linesOf(line).map(shown);
      return [name, isInput(name.slice(0, -1)) ? each.filter((one) => one !== '') : each.join('')];
    });
    const actual = results.map(([name]) => {
      const subject = name.slice(0, -1);
      const found = isInput(subject)
        ? spans(subject).map((span) => drawn(span, step))
        : drawn(seen(subject), step);
      return [name, found];
    });
    expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(wanted));
    expect(errors, 'the errors of #').toEqual(where['#'] ?? []);
  });
};
