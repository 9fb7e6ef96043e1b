import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { drawOf } from './draw';
import { isSameKind, runInputs, watchUnhandled } from './run';
import { shrink } from './shrink';
import type { Input, Target } from './target';
import { targets } from './targets';
import { framesTarget } from './targets/frames';

/** The short form of `npm run fuzz`: fixed seeds, every target. */

const inputsOf = (target: Target, seed: number, count: number): readonly Input[] => {
  const draw = drawOf('short', target.name, seed);
  return Array.from({ length: count }, () => target.draw(draw));
};

let stopWatching: () => void = () => undefined;
beforeAll(() => {
  stopWatching = watchUnhandled();
});
afterAll(() => stopWatching());

describe('input that others wrote is read correctly, or refused as unreadable', () => {
  for (const target of targets)
    for (const seed of [1, 2, 3])
      it(`${target.name}, seed ${seed}`, async () => {
        const failure = await runInputs(target, inputsOf(target, seed, Math.ceil(target.weight * 10) + 5));
        expect(failure?.complaint, JSON.stringify(failure?.inputs.at(-1))).toBeUndefined();
      });
});

describe('the fuzzer', () => {
  it('finds a mistake of the client, and shrinks it', async () => {
    // It is a client that mistakes a buyer for a seller, in frames of transactions.
    const wrong = framesTarget((frame) => frame.replace('"side":"buy"', '"side":"sell"'));
    const failure = await runInputs(wrong, inputsOf(wrong, 1, 400));
    expect(failure?.complaint).toMatch(/^expected \[\{"room":"transactions_/);
    if (failure === null) return;
    const shrunk = await shrink(
      failure.inputs,
      async (inputs) => isSameKind(failure, await runInputs(wrong, inputs)),
      200,
    );
    expect(shrunk).toHaveLength(1);
    expect(shrunk[0]?.text).toContain('"side":"buy"');
    expect(shrunk[0]?.text.length).toBeLessThan(failure.inputs.at(-1)?.text.length ?? 0);
  });

  it('reports an input that takes the processor seconds, and lets one wait', async () => {
    const input: Input = { text: '', about: '', status: 200, date: null };
    const fedIn = async (elapsed: number, busy: number): Promise<string | undefined> => {
      const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
      const processor = vi.spyOn(process, 'cpuUsage').mockReturnValue({ user: 0, system: 0 });
      const feed = (): null => {
        clock.mockReturnValue(elapsed);
        processor.mockReturnValue({ user: busy * 1_000, system: 0 });
        return null;
      };
      const target: Target = {
        name: 'x',
        weight: 1,
        draw: () => input,
        open: () => ({ feed, end: () => null }),
      };
      try {
        return (await runInputs(target, [input]))?.complaint;
      } finally {
        vi.restoreAllMocks();
      }
    };
    expect(await fedIn(60_000, 4_000)).toBeUndefined();
    expect(await fedIn(6_000, 6_000)).toBe('it took 6000 ms');
  });

  it('reports a frame that is swallowed', async () => {
    const deaf = framesTarget(() => '42["message",{"room_name":"nobody","message":{"data":{}}}]');
    expect((await runInputs(deaf, inputsOf(deaf, 1, 40)))?.complaint).toBeDefined();
  });

  it('draws the same inputs from the same seed', () => {
    for (const target of targets) expect(inputsOf(target, 7, 30)).toEqual(inputsOf(target, 7, 30));
  });

  it('notices an error that a reader throws, and a prototype that was changed', async () => {
    const target = (feed: () => null): Target => ({
      name: 'x',
      weight: 1,
      draw: () => input,
      open: () => ({ feed, end: () => null }),
    });
    const input: Input = { text: '', about: '', status: 200, date: null };
    const thrown = target(() => {
      throw new Error('no');
    });
    expect((await runInputs(thrown, [input]))?.complaint).toMatch(/^thrown: Error: no/);
    const polluting = target(() => {
      Object.assign(Object.prototype, { polluted: true });
      return null;
    });
    try {
      expect((await runInputs(polluting, [input]))?.complaint).toBe(
        'a prototype has another key than before',
      );
    } finally {
      Reflect.deleteProperty(Object.prototype, 'polluted');
    }
  });
});
