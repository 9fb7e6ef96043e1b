import { describe, expect, it } from 'vitest';
import { judge, noOrder } from '../../src/nats/room-order';

const stamped = (n: number, at: number) => ({ kind: 'transactions', epoch: 1, n, at, frame: '' }) as const;

describe('the order of a room', () => {
  it('says since when frames are missing by the stamp of the last one that was told', () => {
    const first = judge(noOrder, stamped(1, 1_000), false);
    if (first.type !== 'tell') throw new Error(first.type);
    expect(judge(first.order, stamped(4, 9_000), false)).toEqual({ type: 'gap', missing: 2, since: 1_000 });
    expect(judge(first.order, stamped(1, 9_000), false)).toEqual({ type: 'skip' });
  });
});
