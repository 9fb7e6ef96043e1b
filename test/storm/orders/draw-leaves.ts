import type { Random } from '../../../src/simulator/market/random';
import { pick } from './pick';
import type { Action, Settings } from './script';

/** The share of orders that are placed to be cancelled when they are left. */
const cancelable = 0.2;
/** The share of the other orders that are left nevertheless, and live on. */
const abandoned = 0.03;

/** Lets some orders be placed with `cancelOnUnsubscribe`, and lets observers leave in the midst of a life. */
export const withLeaves = (
  random: Random,
  { latency, writeTimeout }: Settings,
  actions: readonly Action[],
): readonly Action[] => {
  /** Before the reply, soon after it, during the search after a lost reply, and much later. */
  const stays = [
    () => random.between(0, 2 * latency),
    () => random.between(2 * latency, 1_000),
    () => random.between(writeTimeout, writeTimeout + 12_000),
    () => random.between(5_000, 25_000),
  ];
  return actions.flatMap((action): readonly Action[] => {
    if (action.type !== 'submit') return [action];
    const cancelOnUnsubscribe = random.chance(cancelable);
    const submit = { ...action, cancelOnUnsubscribe };
    if (!random.chance(cancelOnUnsubscribe ? 0.85 : abandoned)) return [submit];
    const at = action.at + pick(random, stays)();
    return [submit, { at, type: 'leave', target: action.id, isRelieved: random.chance(0.15) }];
  });
};
