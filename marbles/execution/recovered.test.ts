import { concatMap, EMPTY, of } from 'rxjs';
import { describe, it } from 'vitest';
import type { JournalRecord } from '../../src/execution/journal/record';
import { sentBefore } from '../support/order-cast';
import type { Call } from '../support/order-client';
import { inSeconds } from '../support/order-spec';

const records: readonly JournalRecord[] = [
  sentBefore,
  { type: 'accepted', id: 'a', at: 1, ran: 1, orderId: 1, attribution: 'reply' },
];

/** An equal call that placed the order 1, which is filled. Its `accepted` could not be written. */
const equalEnded: readonly JournalRecord[] = [
  { ...sentBefore, id: 'b' },
  { type: 'ended', id: 'b', at: 1, ran: 1, outcome: { type: 'order', orderId: 1, by: null } },
];

const recovered: Call = (exec) =>
  exec.recover().pipe(concatMap((one) => (one.type === 'order' ? one.life$ : EMPTY)));

describe('an order of an earlier process', () => {
  it('is read until it is known, however long the venue can not be read', () => {
    inSeconds(
      {
        lists: '     0',
        knows: '     n 1199s c',
        // By then it is read every 15 s.
        recovered$: 'S 1208s A(X|)',
      },
      {
        parts: { journal: { load: () => of(records), append: () => EMPTY } },
        calls: { recovered },
      },
    );
  });

  it('is not taken for that of an equal call if only its end was recorded', () => {
    inSeconds(
      {
        answers: '    -----e',
        trades: '     9',
        knows: '      f',
        recovered$: ' S 15s (E|)',
      },
      {
        parts: { journal: { load: () => of([sentBefore, ...equalEnded]), append: () => EMPTY } },
        calls: { recovered },
      },
    );
  });
});
