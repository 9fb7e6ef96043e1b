import type { SchedulerLike } from 'rxjs';
import { isRefusal, type UserId, type Venue } from '../../../src/simulator/venue/index';
import type { Deed } from './script';

/** Opens an account of unlimited means. */
export const openTaker = (venue: Venue): UserId => venue.openAccount({ class: 'house' });

/** Performs a deed of a script at the venue. */
export const doDeed = (
  venue: Venue,
  clock: SchedulerLike,
  taker: UserId,
  deed: Deed,
  tell: (text: string) => void,
): void => {
  const { pair } = deed;
  tell(`${deed.deed} ${pair}`);
  const later = (ms: number, act: () => void): void => void clock.schedule(act, ms);
  const take = (left: number, every: number): void => {
    const rules = venue.instrument(pair);
    if (left === 0 || rules === undefined) return;
    const amount = BigInt(Math.round(Number(rules.minAmount) * 10 ** rules.amountDigits)) * 4n;
    const side = left % 2 === 0 ? 'buy' : 'sell';
    const order = {
      pair,
      side,
      type: 'market',
      amount,
      price: null,
      triggerPrice: null,
      postOnly: false,
      positionSide: null,
    } as const;
    const result = venue.submitOrder(taker, order);
    // In a circuit break, or if nobody offers, nothing is taken.
    if (isRefusal(result) && left === 1) tell(`the last of ${pair} is refused: ${result.code}`);
    later(every, () => take(left - 1, every));
  };
  switch (deed.deed) {
    case 'take':
      take(deed.count, deed.every);
      break;
    case 'circuit-break':
      venue.setCircuitBreak(pair, deed.mode, deed.ms);
      break;
    case 'halt':
    case 'busy':
      venue.setPairStatus(pair, deed.deed === 'halt' ? 'HALT' : 'BUSY');
      later(deed.ms, () => venue.setPairStatus(pair, 'NORMAL'));
      break;
    case 'suspend':
      venue.setStopped(pair, { order: true });
      later(deed.ms, () => venue.setStopped(pair, { order: false }));
  }
};
