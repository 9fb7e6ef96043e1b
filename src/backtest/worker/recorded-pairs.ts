import { isPairName, type Pair } from '../../model/pair';
import type { World } from '../../strategy/world';

/** Returns the pair that a call names: the argument of a feed, or the `pair` of a request. */
const pairIn = (argument: unknown): string | null => {
  if (typeof argument === 'string') return isPairName(argument) ? argument : null;
  if (typeof argument !== 'object' || argument === null || !('pair' in argument)) return null;
  const { pair } = argument;
  return typeof pair === 'string' && isPairName(pair) ? pair : null;
};

/** Looks at the first argument of every call of a client, and of the tables of calls in it. */
const lookedAt = <T extends object>(client: T, look: (argument: unknown) => void): T =>
  new Proxy(client, {
    get: (target, key, self): unknown => {
      const member: unknown = Reflect.get(target, key, self);
      if (typeof member === 'function')
        return (...args: readonly unknown[]): unknown => {
          look(args[0]);
          return Reflect.apply(member, target, args);
        };
      return typeof member === 'object' && member !== null && (key === 'rest' || key === 'all')
        ? lookedAt(member, look)
        : member;
    },
  });

/**
 * Returns the same world, in which a call that names a pair without a recording runs `onForeign`, which throws. Such a feed
 * would be silent for ever, and the result would look like that of a strategy which found no reason to trade.
 */
export const withRecordedPairs = (
  world: World,
  pairs: readonly Pair[],
  onForeign: (pair: Pair) => never,
): World => {
  const recorded = new Set(pairs);
  const look = (argument: unknown): void => {
    const pair = pairIn(argument);
    if (pair !== null && !recorded.has(pair)) onForeign(pair);
  };
  return { ...world, data: lookedAt(world.data, look), exec: lookedAt(world.exec, look) };
};
