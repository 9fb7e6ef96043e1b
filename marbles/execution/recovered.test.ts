import { concatMap, EMPTY, of, throwError } from 'rxjs';
import { describe, it } from 'vitest';
import { at, labels, notSent, sentBefore, spec } from './stub-venue';

const names = { S: 'Submitted', C: 'Canceled by unknown', A: 'Accepted' };
const records = [
  sentBefore,
  { type: 'accepted', id: 'a', at: 1, ran: 1, orderId: 1, attribution: 'reply' },
] as const;

describe('an order of an earlier process', () => {
  it('is read until it is known, however long the venue can not be read', () => {
    spec(({ client, scheduler, expectObservable }) => {
      const isOut = (): boolean => scheduler.now() < 1_200_000;
      const outage = throwError(() => notSent);
      const exec = client({
        closeAt: 1_300_000,
        parts: { journal: { load: () => of(records), append: () => EMPTY } },
        rest: {
          order: () => outage,
          ordersInfo: () => (isOut() ? outage : of([at('CANCELED_UNFILLED', 0)])),
        },
      });
      const life$ = exec.recover().pipe(concatMap((one) => (one.type === 'order' ? one.life$ : EMPTY)));
      // By then it is read every 15 s.
      expectObservable(life$.pipe(labels), '^ 1250s !').toBe('S 1208999ms A 999ms (C|)', names);
    });
  });
});
