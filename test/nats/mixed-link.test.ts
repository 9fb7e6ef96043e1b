import fc from 'fast-check';
import { Observable, Subject, type Subscriber } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { TransportOpen } from '../../src/index';
import { createFrameMix } from '../../src/nats/frame-mix';
import { mixedLink } from '../../src/nats/mixed-link';
import { clockOf } from '../../src/operators/clock';
import { virtualClock } from '../../src/simulator/index';

const frame = (n: number, room = 'depth_diff_btc_jpy'): string =>
  `42["message",{"room_name":"${room}","message":{"data":{"s":"${n}"}}}]`;

const join = '42["join-room","depth_diff_btc_jpy"]';

/** A connection that a test opens, speaks for, and cuts. */
const connection = () => {
  let current: Subscriber<TransportOpen | string> | null = null;
  const sent: string[] = [];
  return {
    sent,
    link$: new Observable<TransportOpen | string>((subscriber) => {
      current = subscriber;
    }),
    open: () => current?.next({ type: 'open', send: (text) => sent.push(text) }),
    say: (text: string) => current?.next(text),
    cut: () => current?.error(new Error('cut')),
    end: () => current?.complete(),
  };
};

const mixed = () => {
  const time = virtualClock(0);
  const clock = clockOf(time);
  const [one, two] = [connection(), connection()];
  const told: string[] = [];
  const opened = new Subject<TransportOpen>();
  let send: TransportOpen['send'] = () => undefined;
  opened.subscribe((open) => (send = open.send));
  let error: unknown = null;
  mixedLink([one.link$, two.link$], { clock, random: () => 0.5 }).subscribe({
    next: (event) => (typeof event === 'string' ? told.push(event) : opened.next(event)),
    error: (cause: unknown) => (error = cause),
  });
  return { clock: time, one, two, told, send: (text: string) => send(text), error: () => error };
};

describe('two connections that are mixed', () => {
  it('deliver each frame once, from the connection that has it first', () => {
    const { one, two, told, send } = mixed();
    one.open();
    send(join);
    two.open();
    one.say(frame(1));
    two.say(frame(1));
    two.say(frame(2));
    two.say(frame(3));
    one.say(frame(2));
    one.say('2');
    one.say(frame(3));
    one.say(frame(4));
    expect(told).toEqual([1, 2, 3, 4].map((n) => frame(n)));
    // The second one opened later, and joined what the first had joined.
    expect([one.sent, two.sent]).toEqual([[join], [join]]);
  });

  it('are not lost while one of them is up, and the other joins its rooms again', () => {
    const { clock, one, two, told, send, error } = mixed();
    one.open();
    two.open();
    send(join);
    one.say(frame(1));
    one.cut();
    two.say(frame(1));
    two.say(frame(2));
    clock.advanceBy(60_000);
    one.open();
    expect(one.sent).toEqual([join, join]);
    // The other link had brought already what this one gets on joining.
    one.say(frame(2));
    one.say(frame(3));
    expect(told).toEqual([1, 2, 3].map((n) => frame(n)));
    expect(error()).toBe(null);
    one.cut();
    expect(error()).toBe(null);
    two.cut();
    expect(error()).toBeInstanceOf(Error);
  });

  it('are lost when one ends while the other is lost: nobody brings the frames until that is made again', () => {
    const { one, two, error } = mixed();
    one.open();
    two.open();
    two.cut();
    expect(error()).toBe(null);
    one.end();
    expect(error()).toMatchObject({ _tag: 'LinkError', reason: 'closed' });
  });

  it('deliver, however they interleave, the frames that one of them alone would deliver', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 }),
        fc.array(fc.boolean(), { maxLength: 120 }),
        (texts, turns) => {
          const mix = createFrameMix(2);
          const at = [0, 0];
          const told: number[] = [];
          const step = (link: number): void => {
            const text = texts[at[link] ?? 0];
            if (text === undefined) return;
            at[link] = (at[link] ?? 0) + 1;
            if (mix.isNew(link, 'room', `${text}`)) told.push(text);
          };
          for (const turn of turns) step(turn ? 1 : 0);
          for (const link of [0, 1]) texts.forEach(() => step(link));
          expect(told).toEqual(texts);
        },
      ),
    );
  });
});
