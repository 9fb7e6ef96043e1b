import type { SchedulerLike } from 'rxjs';
import { clockOf, type Clock } from '../operators/clock';
import { atLeast, func, having, integer, maybe, withDefault } from '../options/codecs';
import { optionsOf } from '../options/options';
import { mapped } from '../parsing/combinators';

interface Waits {
  readonly answerTimeout: number;
  readonly silence: number;
  readonly timeToLive: number;
  readonly readTimeout: number;
  readonly cancelTimeout: number;
  readonly cancelWhenGone: number | undefined;
  readonly random: () => number;
}

export const RemoteOptions = mapped(
  optionsOf<Waits & { readonly scheduler: SchedulerLike | undefined }>({
    answerTimeout: withDefault(atLeast(1), 3_000),
    silence: withDefault(atLeast(1), 10_000),
    timeToLive: withDefault(atLeast(1), 2_000),
    readTimeout: withDefault(atLeast(1), 15_000),
    cancelTimeout: withDefault(atLeast(1), 30_000),
    cancelWhenGone: maybe(integer(0, 86_400_000)),
    scheduler: maybe(having<SchedulerLike>('a scheduler', ['now', 'schedule'])),
    random: withDefault(func<() => number>(), Math.random),
  }),
  ({ scheduler, ...options }): Waits & { readonly clock: Clock } => ({
    ...options,
    clock: clockOf(scheduler),
  }),
);
