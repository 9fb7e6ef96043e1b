import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds, isFree, type LeaseEvent, type LeaseState, noLease, onLease } from '../../src/nats/lease';

const times = { term: 2_000, grace: 500 };

/** The turn of one candidate: it asks the bucket, whose answer takes its time in each direction, or never comes. */
interface Turn {
  readonly who: number;
  /** The time in ms after the previous turn. */
  readonly after: number;
  readonly there: number;
  readonly back: number | null;
}

interface Asked {
  readonly at: number;
  readonly who: number;
  readonly run: () => void;
}

/**
 * Plays two candidates for the lease, each with a clock of its own. The bucket accepts a write only to the newest
 * revision.
 */
const play = (turns: readonly Turn[], offsets: readonly number[]): readonly (readonly boolean[])[] => {
  const states: LeaseState[] = offsets.map(() => noLease);
  let stored: { readonly revision: number; readonly holder: string } | null = null;
  const due: Asked[] = [];
  const held: boolean[][] = [];
  const learn = (who: number, event: LeaseEvent): void => {
    states[who] = onLease(states[who] ?? noLease, event);
  };
  const nowOf = (who: number, at: number): number => at + (offsets[who] ?? 0);

  const ask = ({ who, there, back }: Turn, at: number): void => {
    const state = states[who] ?? noLease;
    const sentAt = nowOf(who, at);
    const writes = state.isOurs || (state.revision > 0 && isFree(state, sentAt, times));
    due.push({
      at: at + there,
      who,
      run: () => {
        const answerAt = at + there + (back ?? Infinity);
        const current = stored;
        if (!writes && current !== null) {
          const claim = { holder: current.holder, isIdle: false };
          const at = nowOf(who, answerAt);
          due.push({
            at: answerAt,
            who,
            run: () => learn(who, { type: 'read', revision: current.revision, claim, at }),
          });
          return;
        }
        if (state.revision !== (current?.revision ?? 0)) {
          due.push({ at: answerAt, who, run: () => learn(who, { type: 'refused' }) });
          return;
        }
        const revision = state.revision + 1;
        const claim = { holder: String(who), isIdle: false };
        stored = { revision, holder: claim.holder };
        due.push({
          at: answerAt,
          who,
          run: () => learn(who, { type: 'written', revision, claim, at: sentAt }),
        });
      },
    });
  };

  let now = 0;
  const settleUntil = (until: number): void => {
    for (;;) {
      due.sort((a, b) => a.at - b.at);
      const next = due[0];
      if (next === undefined || next.at > until) return;
      due.shift();
      next.run();
      held.push(states.map((state, who) => holds(state, nowOf(who, next.at), times)));
    }
  };
  for (const turn of turns) {
    now += turn.after;
    settleUntil(now);
    ask(turn, now);
    held.push(states.map((state, who) => holds(state, nowOf(who, now), times)));
  }
  settleUntil(now + 20_000);
  return held;
};

/** Latencies, mostly short. */
const latency = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 50 }) },
  fc.integer({ min: 0, max: 3_000 }),
);

const turn = fc.record<Turn>({
  who: fc.nat(1),
  after: fc.integer({ min: 0, max: 1_500 }),
  there: latency,
  back: fc.option(latency, { nil: null, freq: 10 }),
});

describe('a lease', () => {
  it('is held by one at a time, whatever their clocks and however slow the bucket is', () => {
    let everHeld = 0;
    let everChanged = 0;
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1, maxLength: 60 }), fc.nat(1_000_000), (turns, offset) => {
        const held = play(turns, [0, offset]);
        for (const each of held) expect(each.filter(Boolean).length).toBeLessThanOrEqual(1);
        if (held.some(([first]) => first === true)) everHeld += 1;
        if (held.some(([first]) => first === true) && held.some(([, second]) => second === true))
          everChanged += 1;
      }),
      { numRuns: 2_000, seed: 1 },
    );
    expect(everHeld).toBeGreaterThan(100);
    expect(everChanged).toBeGreaterThan(10);
  });

  it('that was not written again is over for its holder before another may take it', () => {
    const claim = { holder: 'a', isIdle: false };
    const ours = onLease(noLease, { type: 'written', revision: 1, claim, at: 100 });
    expect(holds(ours, 2_099, times)).toBe(true);
    expect(holds(ours, 2_100, times)).toBe(false);
    const theirs = onLease(noLease, { type: 'read', revision: 1, claim, at: 100 });
    expect(isFree(theirs, 2_599, times)).toBe(false);
    expect(isFree(theirs, 2_600, times)).toBe(true);
  });
});
