import type { SchedulerLike } from 'rxjs';
import { GuardConfig } from '../execution/guards/config';
import type { GuardOptions } from '../execution/guards/options';
import { clockOf, type Clock } from '../operators/clock';
import { atLeast, func, having, integer, maybe, withDefault } from '../options/codecs';
import { optionsOf, type Settled } from '../options/options';
import { list, mapped } from '../parsing/combinators';
import { Flag, oneOf, same } from '../parsing/primitives';
import { type CallName, callNames } from './calls';

/** What whoever is at the other end of a port may do. It is the gateway's own, and never taken from a message. */
export interface TradingPolicy {
  /**
   * Whose orders these are. Each owner has ids of its own. Letters, digits, `.`, `_`, `-`, at most 40; default: none, and
   * then all callers without an owner are one.
   */
  readonly owner?: string | undefined;
  /** `own`: the caller sees and cancels the orders of its owner alone. Default: `own`. */
  readonly orders?: 'own' | 'all' | undefined;
  /** Limits of this owner alone, beside those of `exec`: over the owner's own orders. Default: none. */
  readonly guards?: GuardOptions | undefined;
  /** The calls that are served, by the names that they have in `Trading`, as `submitOrder` or `rest.order`; default: all. */
  readonly calls?: readonly string[] | undefined;
  /** How long an order may be on its way before it leaves, ms. Default: 2,000. */
  readonly timeToLive?: number | undefined;
  /** The journal of `exec` keeps ids, so that an id it does not know was never used. Default: false. */
  readonly keepsIds?: boolean | undefined;
  /** Characters of the largest message that is read. Default: 65,536. */
  readonly maxMessageLength?: number | undefined;
  /** Calls that may be open on a link at a time. Default: 256. */
  readonly maxOpenCalls?: number | undefined;
  /** Calls a second that are taken from a link, and ten times as many at once. Default: 50. */
  readonly maxCallsPerSecond?: number | undefined;
  /** How often the gateway says that it is there, ms. Default: 4,000. */
  readonly beatInterval?: number | undefined;
  /** While it says no, no order is begun, and each is refused as `standing-by`; cancels go on. Default: always. */
  readonly acceptsOrders?: (() => boolean) | undefined;
  readonly scheduler?: SchedulerLike | undefined;
}

export interface ResolvedPolicy extends Settled<Omit<TradingPolicy, 'scheduler' | 'calls' | 'guards'>> {
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
  }),
  ({ scheduler, ...policy }): ResolvedPolicy => ({ ...policy, clock: clockOf(scheduler) }),
);
