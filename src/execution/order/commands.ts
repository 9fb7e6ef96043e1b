import { defer, from, type Observable, tap } from 'rxjs';
import { stampOf, type Clock } from '../../operators/clock';
import { type Course, courseBy, courseOf } from '../../operators/course';
import type { Asked } from './asked';

/** A moment by both clocks of the process, so that a wrong one never ends a day early. */
export interface Moment {
  /** Unix time by the wall clock, ms. */
  readonly at: number;
  /** The total time for which processes have run so far with the store of the ids, ms. */
  readonly ran: number;
}

/** The time for which the id of an ended call is kept, ms. */
const keptFor = 86_400_000;

/** True if a day has passed since, by both clocks. */
export const isOver = (since: Moment, now: Moment): boolean =>
  now.at - since.at >= keptFor && now.ran - since.ran >= keptFor;

/** The number of ended lives that are kept whole. An older one is emitted again from its memory. */
const wholeLives = 1_000;

/** Commands by their ids. The same id gives the same life, and a different request with it is not sent. */
export interface Commands {
  /**
   * Returns the life of the command that already has the id, or of a new one, which `start` makes. `refuse` reports
   * that the id is taken.
   */
  readonly run: <T>(command: CommandCall<T>) => Course<T>;
  /** Returns the command that has the id; `undefined` if none has. */
  readonly find: (id: string) => KeptCommand | undefined;
  /**
   * Adds a command of an earlier process that has not ended. Returns its life, which goes on to its end once it is
   * subscribed to.
   */
  readonly resume: <T>(id: string, asked: Asked, life$: Observable<T>) => Observable<T>;
  /**
   * Adds a command that has ended, with a function that emits its life again. `endedAt` is `null` if its outcome is not
   * known.
   */
  readonly restore: (
    id: string,
    asked: Asked,
    replay: () => Observable<unknown>,
    endedAt: Moment | null,
  ) => void;
  /** Returns the present by both clocks. */
  readonly moment: () => Moment;
  /** Reports for how long the store of the ids has seen processes run, ms. */
  readonly hasRun: (ran: number) => void;
}

export interface CommandCall<T> {
  /** The id; `undefined`: one is made. */
  readonly id: string | undefined;
  readonly asked: Asked;
  readonly start: (id: string) => Observable<T>;
  /** Remembers an ended life. The returned function emits it once more, long after its end. */
  readonly remember: (id: string, values: readonly T[]) => () => Observable<T>;
  readonly refuse: (problem: IdProblem) => Observable<T>;
}

/** A problem with an id: it is invalid, or another request has it. */
export interface IdProblem {
  readonly type: 'invalid' | 'id-taken';
  readonly expected: string;
  readonly actual: string;
}

/** A command that is found by its id. */
export interface KeptCommand {
  readonly asked: Asked;
  readonly life: () => Course<unknown>;
}

/** A command whose life is emitted again from its memory, once it is not kept whole any more. */
interface EndedCommand {
  readonly id: string;
  readonly command: KeptCommand;
  readonly remember: () => () => Observable<unknown>;
}

/** Describes an id in an error. A caller in plain JavaScript may pass anything. */
const shown = (id: unknown): string => (typeof id === 'string' ? `${id.length} characters` : typeof id);

const isId = (id: unknown): boolean => typeof id === 'string' && id.length > 0 && id.length <= 100;

/**
 * Returns a command whose life is emitted again from its memory. This is a function of its own because a closure keeps
 * everything that any closure of its function keeps, such as the whole life of a newer command.
 */
const remembered = (
  { asked }: Pick<KeptCommand, 'asked'>,
  replay: () => Observable<unknown>,
): KeptCommand => ({
  asked,
  life: () => courseOf(defer(replay)),
});

export const createCommands = (clock: Clock): Commands => {
  const kept = new Map<string, KeptCommand>();
  /** The moments of the ends, oldest first, which is also the order in which their days are over. */
  const ended = new Map<string, Moment>();
  /** The commands whose lives are kept whole. */
  const whole: EndedCommand[] = [];
  let endedSoFar = 0;
  const began = clock.elapsed();
  let ranBefore = 0;
  let lastMade = 0;

  const moment = (): Moment => ({ at: stampOf(clock), ran: ranBefore + clock.elapsed() - began });

  /** Makes an id that rises, and that no command has. */
  const makeId = (): string => {
    let id: string;
    do {
      lastMade = Math.max(lastMade + 1, stampOf(clock));
      id = String(lastMade);
    } while (kept.has(id));
    return id;
  };

  const forgetEnded = (): void => {
    if (ended.size === 0) return;
    const at = moment();
    for (const [id, endedAt] of ended) {
      if (!isOver(endedAt, at)) break;
      for (const all of [kept, ended]) all.delete(id);
    }
  };

  /** Keeps an ended command. Its life is emitted again from its events, and that of an older one from its memory. */
  const keepEnded = <T>(id: string, { asked, remember }: CommandCall<T>, values: readonly T[]): void => {
    // The source of its events is dropped, because it is far larger than the events.
    const command: KeptCommand = { asked, life: () => courseOf(from(values)) };
    kept.set(id, command);
    ended.set(id, moment());
    // It is a ring: the new one takes the place of the oldest.
    const place = endedSoFar % wholeLives;
    const oldest = whole[place];
    whole[place] = { id, command, remember: () => remember(id, values) };
    endedSoFar += 1;
    if (oldest === undefined || kept.get(oldest.id) !== oldest.command) return;
    kept.set(oldest.id, remembered(oldest.command, oldest.remember()));
  };

  const begin = <T>(id: string, call: CommandCall<T>): Course<T> => {
    forgetEnded();
    const course = courseBy<T>((observer) =>
      call.start(id).subscribe({
        next: observer.next,
        error: (error) => {
          // The call has had no effect, and may be made again.
          kept.delete(id);
          observer.error(error);
        },
        complete: () => {
          keepEnded(id, call, course.values);
          observer.complete();
        },
      }),
    );
    kept.set(id, { asked: call.asked, life: () => course });
    return course;
  };

  return {
    run: <T>(command: CommandCall<T>): Course<T> => {
      const { id, asked, refuse } = command;
      if (id === undefined) return begin(makeId(), command);
      if (!isId(id))
        return courseOf(
          refuse({ type: 'invalid', expected: 'a text of 1 to 100 characters', actual: shown(id) }),
        );
      const known = kept.get(id);
      if (known === undefined) return begin(id, command);
      const [before, now] = [known.asked(), asked()];
      return before === now
        ? (known.life() as Course<T>)
        : courseOf(refuse({ type: 'id-taken', expected: `one that asks for ${before}`, actual: now }));
    },
    find: (id) => kept.get(id),
    resume: (id, asked, life$) => {
      const course = courseOf(life$.pipe(tap({ complete: () => ended.set(id, moment()) })));
      kept.set(id, { asked, life: () => course });
      return course.values$;
    },
    restore: (id, asked, replay, endedAt) => {
      kept.set(id, remembered({ asked }, replay));
      if (endedAt !== null) ended.set(id, endedAt);
    },
    moment,
    hasRun: (ran) => {
      ranBefore = Math.max(ranBefore, ran);
    },
  };
};
