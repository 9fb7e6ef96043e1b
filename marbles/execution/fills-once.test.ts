import { describe, it } from 'vitest';
import { inSeconds } from '../support/order-spec';

// A fill is emitted once, however late it is received again. `test/execution/fills-once.test.ts` goes on for hours.

describe('fills$', () => {
  it('emits no fill again that the private stream repeats long after', () => {
    inSeconds({
      stream: ' o9f 840s 9',
      fills$: ' -9 900s -',
    });
  });

  it('emits the fills of one message and one millisecond in the order of their ids', () => {
    inSeconds({
      stream: ' o 60s (8+7)',
      fills$: ' - 60s (78)',
    });
  });

  it('emits oldest first the fills that a read lists newest first', () => {
    inSeconds({
      stream: ' o',
      trades: ' 0 58s (87)',
      fills$: ' 60s (78) 9s -',
    });
  });
});
