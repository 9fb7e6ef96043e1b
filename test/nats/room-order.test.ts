import { describe, expect, it } from 'vitest';
import { diff, ticker, whole } from '../../marbles/support/frames';
import { asOnJoin, judge, noOrder } from '../../src/nats/room-order';

const stamped = (n: number, at: number) => ({ kind: 'transactions', epoch: 1, n, at, frame: '' }) as const;

describe('the order of a room', () => {
  it('says since when frames are missing by the stamp of the last one that was delivered', () => {
    const first = judge(noOrder, stamped(1, 1_000), false);
    if (first.type !== 'emit') throw new Error(first.type);
    expect(judge(first.order, stamped(4, 9_000), false)).toEqual({ type: 'gap', missing: 2, since: 1_000 });
    expect(judge(first.order, stamped(1, 9_000), false)).toEqual({ type: 'skip' });
  });
});

describe('the frames that a new member receives', () => {
  const wholeOf = (n: number, sequence: number, epoch = 1) =>
    ({ kind: 'depth_whole', epoch, n, at: n, frame: whole({ sequence }) }) as const;
  const diffOf = (n: number, sequence: number, epoch = 1) =>
    ({ kind: 'depth_diff', epoch, n, at: n, frame: diff({ sequence }) }) as const;
  const price = { kind: 'ticker', epoch: 1, n: 1, at: 1, frame: ticker(1) } as const;

  it('begin with the newest whole, and no diff that it contains comes after it', () => {
    const frames = [wholeOf(1, 10), diffOf(1, 11), price, diffOf(2, 21), wholeOf(2, 20), diffOf(3, 22)];
    expect(asOnJoin(frames)).toEqual([wholeOf(2, 20), price, diffOf(2, 21), diffOf(3, 22)]);
  });

  it('leave out a whole that came late, and count it as emitted', () => {
    const frames = [diffOf(1, 195), wholeOf(1, 200), diffOf(2, 205), wholeOf(2, 190), diffOf(3, 210)];
    const due = asOnJoin(frames);
    expect(due).toEqual([{ ...wholeOf(1, 200), n: 2 }, diffOf(2, 205), diffOf(3, 210)]);
    expect(asOnJoin([...frames, wholeOf(1, 200), wholeOf(2, 190)])).toEqual(due);
  });

  it('leave out a whole of a run that is over, though it was stored last', () => {
    const frames = [wholeOf(1, 200, 2), diffOf(1, 205, 2), wholeOf(9, 190, 1)];
    expect(asOnJoin(frames)).toEqual([wholeOf(1, 200, 2), diffOf(1, 205, 2)]);
  });
});
