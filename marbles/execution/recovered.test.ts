import { concatMap, EMPTY, of } from 'rxjs';
import { describe, it } from 'vitest';
import type { JournalRecord } from '../../src/execution/journal/record';
import { sentBefore } from '../support/order-cast';
import { inSeconds } from '../support/order-spec';

const records: readonly JournalRecord[] = [
  sentBefore,
  { type: 'accepted', id: 'a', at: 1, ran: 1, orderId: 1, attribution: 'reply' },
];

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
        calls: {
          recovered: (exec) =>
            exec.recover().pipe(concatMap((one) => (one.type === 'order' ? one.life$ : EMPTY))),
        },
      },
    );
  });
});
