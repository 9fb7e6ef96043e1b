import { type Side, sides } from '../../model/pair';
import type { Direction, LiveOrder, Triggers } from './state';
import type { Ticks } from './units';

export const createTriggers = (): Triggers => ({ rise: { buy: [], sell: [] }, fall: { buy: [], sell: [] } });

/**
 * A stop and a stop_loss fire when the price moves against the order's side, a take_profit when it moves in its favour.
 */
export const directionOf = ({ type, side }: Pick<LiveOrder, 'type' | 'side'>): Direction =>
  (side === 'buy') === (type !== 'take_profit') ? 'rise' : 'fall';

export const isReached = (direction: Direction, trigger: Ticks, price: Ticks): boolean =>
  direction === 'rise' ? price >= trigger : price <= trigger;

const triggerOf = (order: LiveOrder): Ticks => {
  if (order.triggerPrice === null) throw new TypeError(`order ${order.id} has no trigger`);
  return order.triggerPrice;
};

const queueOf = (triggers: Triggers, order: LiveOrder): LiveOrder[] =>
  triggers[directionOf(order)][order.side];

export const addTrigger = (triggers: Triggers, order: LiveOrder): void => {
  const queue = queueOf(triggers, order);
  const direction = directionOf(order);
  const price = triggerOf(order);
  let place = queue.length;
  while (place > 0) {
    const other = triggerOf(queue[place - 1] as LiveOrder);
    if (direction === 'rise' ? price < other : price > other) break;
    place -= 1;
  }
  queue.splice(place, 0, order);
};

export const removeTrigger = (triggers: Triggers, order: LiveOrder): void => {
  const queue = queueOf(triggers, order);
  const place = queue.indexOf(order);
  if (place >= 0) queue.splice(place, 1);
};

/** Takes out the next order whose trigger is reached by the reference price of its side. */
export const takeReached = (
  triggers: Triggers,
  priceFor: (side: Side) => Ticks | null,
): LiveOrder | undefined => {
  for (const direction of ['rise', 'fall'] as const) {
    for (const side of sides) {
      const queue = triggers[direction][side];
      const next = queue[queue.length - 1];
      if (next === undefined) continue;
      const price = priceFor(side);
      if (price !== null && isReached(direction, triggerOf(next), price)) return queue.pop();
    }
  }
  return undefined;
};
