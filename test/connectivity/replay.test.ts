import type { Subscription } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import { replayTransport, type RecordedFrame } from '../../src/connectivity/replay';

const frames = { a: '42["a"]', b: '42["b"]', c: '42["c"]' };

const scheduler = (): TestScheduler =>
  new TestScheduler((actual, expected) => {
    expect(actual).toEqual(expected);
  });

/** Expects the output of a replay; `o` is the opening. */
const replayed = (recorded: readonly RecordedFrame[], speed: number, diagram: string): void => {
  scheduler().run(({ expectObservable }) => {
    const opened = { type: 'open', send: expect.any(Function) as () => void };
    expectObservable(replayTransport(recorded, { speed }).link$).toBe(diagram, { o: opened, ...frames });
  });
};

const recorded = [
  { t: 1_000, frame: frames.a },
  { t: 1_010, frame: frames.b },
  { t: 1_010, frame: frames.c },
];

describe('replayTransport', () => {
  it('paces frames as they came, or faster', () => {
    replayed(recorded, 1, '       (oa) 6ms (bc|)');
    replayed(recorded, 2, '       (oa) 1ms (bc|)');
    replayed(recorded, Infinity, '(oabc|)');
  });

  it('gives a frame that is older than the one before it at once', () => {
    replayed([recorded[1], recorded[0], recorded[2]] as RecordedFrame[], 1, '(oba) 5ms (c|)');
  });

  it('leaves out the frames of the protocol itself', () => {
    replayed([{ t: 0, frame: '2' }, { t: 1_000, frame: '40' }, ...recorded], 1, '(oa) 6ms (bc|)');
  });

  it('reads a frame only when the one before it was due, and closes the recording when the last subscriber leaves', () => {
    let read = 0;
    let released = false;
    function* recording(): Generator<RecordedFrame> {
      try {
        for (const frame of recorded) {
          read += 1;
          yield frame;
        }
      } finally {
        released = true;
      }
    }
    scheduler().run(({ flush }) => {
      const subscription: Subscription = replayTransport(recording()).link$.subscribe((event) => {
        if (event === frames.a) expect(read).toBe(1);
        if (event === frames.b) {
          expect(read).toBe(2);
          subscription.unsubscribe();
        }
      });
      flush();
    });
    expect({ read, released }).toEqual({ read: 2, released: true });
  });
});
