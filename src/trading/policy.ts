import type { SchedulerLike } from 'rxjs';
import { GuardConfig } from '../execution/guards/config';
import type { GuardOptions } from '../execution/guards/options';
import { clockOf, type Clock } from '../operators/clock';
import { atLeast, func, having, integer, maybe, withDefault } from '../options/codecs';
import { optionsOf, type WithDefaults } from '../options/options';
import { list, mapped } from '../parsing/combinators';
import { Flag, oneOf, same } from '../parsing/primitives';
import { type CallName, callNames } from './calls';

/** The rights of the caller at the other end of a port. The gateway sets them, and never takes them from a message. */
export interface TradingPolicy {
  /**
   * The owner of the caller's orders. Each owner has ids of its own. A name has at most 40 letters, digits, `.`, `_` and `-`.
   * By default there is none; all callers without an owner are one owner.
   */
  readonly owner?: string | undefined;
  /** With `own`, the caller sees and cancels only the orders of its owner. Default: `own`. */
  readonly orders?: 'own' | 'all' | undefined;
  /** The limits of this owner on its own orders, in addition to those of `exec`. Default: none. */
  readonly guards?: GuardOptions | undefined;
  /** The calls that are served, by their names in `Trading`, such as `submitOrder` or `rest.order`. Default: all. */
  readonly calls?: readonly string[] | undefined;
  /** The longest time in ms between an order's call and its leaving. Default: 2,000. */
  readonly timeToLive?: number | undefined;
  /** True if the journal of `exec` keeps ids, so that an unknown id was never used. Default: false. */
  readonly keepsIds?: boolean | undefined;
  /** The most characters of a message. Default: 65,536. */
  readonly maxMessageLength?: number | undefined;
  /** The most open calls on a link at a time. Default: 256. */
  readonly maxOpenCalls?: number | undefined;
  /** The most calls per second on a link; ten times as many may come at once. Default: 50. */
  readonly maxCallsPerSecond?: number | undefined;
  /** The time between the gateway's beats, ms. Default: 4,000. */
  readonly beatInterval?: number | undefined;
  /** While it returns `false`, every new order is refused as `standing-by`; cancels still work. By default orders are accepted. */
  readonly acceptsOrders?: (() => boolean) | undefined;
  readonly scheduler?: SchedulerLike | undefined;
  /** Returns a number in [0, 1). */
  readonly random?: (() => number) | undefined;
}

export interface ResolvedPolicy extends WithDefaults<Omit<TradingPolicy, 'scheduler' | 'calls' | 'guards'>> {
  readonly guards: GuardConfig | null;
  readonly calls: readonly CallName[];
  readonly clock: Clock;
}

const OwnerName = same(
  'a name of letters, digits, ., _ and -, at most 40',
  (input): input is string => typeof input === 'string' && /^[\w.-]{0,40}$/.test(input),
);

export const Policy = mapped(
  optionsOf<Omit<ResolvedPolicy, 'clock'> & { readonly scheduler: SchedulerLike | undefined }>({
    owner: withDefault(OwnerName, ''),
    orders: withDefault(oneOf('own or all', ['own', 'all']), 'own'),
    guards: withDefault(GuardConfig, null),
    calls: withDefault(list('calls', oneOf('a call', callNames)), callNames),
    timeToLive: withDefault(atLeast(1), 2_000),
    keepsIds: withDefault(Flag, false),
    maxMessageLength: withDefault(integer(1_000, 1e8), 65_536),
    maxOpenCalls: withDefault(integer(1, 1e6), 256),
    maxCallsPerSecond: withDefault(atLeast(1), 50),
    beatInterval: withDefault(atLeast(1), 4_000),
    acceptsOrders: withDefault(func<() => boolean>(), () => true),
    scheduler: maybe(having<SchedulerLike>('a scheduler', ['now', 'schedule'])),
    random: withDefault(func<() => number>(), Math.random),
  }),
  ({ scheduler, ...policy }): ResolvedPolicy => ({ ...policy, clock: clockOf(scheduler) }),
);
