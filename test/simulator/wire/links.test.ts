import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/simulator/faults/fault';
import { createMessageLink, type PrivateMessage } from '../../../src/simulator/wire/message-link';
import { createFaultRegistry } from '../../../src/simulator/faults/registry';
import { createStreamLink } from '../../../src/simulator/wire/stream-link';
import { virtualClock } from '../../../src/simulator/market/clock';
import { randomOf } from '../../../src/simulator/market/random';
import { sharedFrame } from '../../../src/simulator/wire/frame';

const world = () => {
  const clock = virtualClock(0);
  return { clock, faults: createFaultRegistry(clock, randomOf(1).next) };
};

const stream = (...inForce: Fault[]) => {
  const { clock, faults } = world();
  const sent: string[] = [];
  const heard: string[] = [];
  let drops = 0;
  let closed = false;
  const link = createStreamLink(faults, clock, () => (drops += 1));
  inForce.forEach(faults.add);
  return {
    clock,
    faults,
    sent,
    heard,
    send: (...texts: string[]) => {
      for (const text of texts) link.outgoing(sharedFrame(text, 'room'), (frame) => sent.push(frame.text));
    },
    control: (text: string) => link.outgoing(sharedFrame(text), (frame) => sent.push(frame.text)),
    hear: (text: string) => link.incoming(text, (arrived) => heard.push(arrived)),
    drops: () => drops,
    close: () => link.closing(() => (closed = true)),
    isClosed: () => closed,
  };
};

describe('the way of a public stream', () => {
  it('passes everything on at once without faults', () => {
    const { send, hear, sent, heard } = stream();
    send('a', 'b');
    hear('c');
    expect([sent, heard]).toEqual([['a', 'b'], ['c']]);
  });

  it.each<[Fault, readonly string[]]>([
    [{ kind: 'frame-lose', when: { nth: 2 } }, ['aaaa', 'cccc', 'dddd']],
    [{ kind: 'frame-repeat', when: { nth: 2 } }, ['aaaa', 'bbbb', 'bbbb', 'cccc', 'dddd']],
    [{ kind: 'frame-reorder', when: { nth: 2 } }, ['aaaa', 'cccc', 'bbbb', 'dddd']],
    [{ kind: 'frame-corrupt', when: { nth: 2 } }, ['aaaa', 'bb', 'cccc', 'dddd']],
  ])('%j', (fault, expected) => {
    const { send, sent } = stream(fault);
    send('aaaa', 'bbbb', 'cccc', 'dddd');
    expect(sent).toEqual(expected);
  });

  it.each<[Fault, readonly string[]]>([
    [
      { kind: 'sequence-leap', when: { nth: 2 } },
      ['30000000010', '9000030000000012', '30000000014', '30000000016'],
    ],
    [{ kind: 'sequence-restart', when: { nth: 2 } }, ['30000000010', '12', '14', '16']],
  ])('%j, which numbers the books', (fault, expected) => {
    const { clock, faults } = world();
    const sent: string[] = [];
    const link = createStreamLink(faults, clock, () => undefined);
    faults.add(fault);
    const send = (number: number, room: string, key: string): void =>
      link.outgoing(sharedFrame(`42[{"t":1,"${key}":"${number}"}]`, room), ({ text }) => sent.push(text));
    send(30_000_000_010, 'depth_diff_btc_jpy', 's');
    send(30_000_000_012, 'depth_whole_btc_jpy', 'sequenceId');
    send(30_000_000_014, 'depth_diff_sol_jpy', 's');
    // Sequences that have started again go on when no fault is in force any more.
    faults.clear();
    send(30_000_000_016, 'depth_diff_btc_jpy', 's');
    expect(sent.map((text) => /"(?:s|sequenceId)":"(\d+)"/.exec(text)?.[1])).toEqual(expected);
    send(30_000_000_018, 'ticker_btc_jpy', 's');
    expect(sent.at(-1)).toContain('"30000000018"');
  });

  it('is dropped at a moment, or at the nth frame', () => {
    const now = stream();
    now.faults.add({ kind: 'stream-drop' });
    expect(now.drops()).toBe(1);
    const third = stream({ kind: 'stream-drop', when: { nth: 3 } });
    third.send('a', 'b');
    expect(third.drops()).toBe(0);
    third.send('c');
    expect(third.drops()).toBe(1);
  });

  it('carries nothing either way while frozen, and everything after', () => {
    const { clock, faults, send, hear, control, sent, heard } = stream();
    faults.add({ kind: 'stream-freeze', ms: 5_000 });
    send('a');
    hear('b');
    clock.advanceBy(1_000);
    control('2');
    clock.advanceBy(3_999);
    expect([sent, heard]).toEqual([[], []]);
    clock.advanceBy(1);
    expect([sent, heard]).toEqual([['a', '2'], ['b']]);
  });

  it('stays frozen for its time, even if the fault is lifted before', () => {
    const { clock, faults, send, hear, sent, heard } = stream();
    faults.add({ kind: 'stream-freeze', ms: 5_000 });
    faults.clear();
    send('a');
    hear('b');
    clock.advanceBy(4_999);
    expect([sent, heard]).toEqual([[], []]);
    clock.advanceBy(1);
    expect([sent, heard]).toEqual([['a'], ['b']]);
  });

  it('carries nothing ever again once frozen for good', () => {
    const { clock, faults, send, sent } = stream();
    faults.add({ kind: 'stream-freeze' });
    send('a');
    clock.advanceBy(1_000_000);
    send('b');
    clock.advanceBy(1_000_000);
    expect(sent).toEqual([]);
  });

  it('does not thaw sooner if it freezes again', () => {
    for (const first of [{ ms: 9_000 }, {}]) {
      const { clock, faults, send, sent } = stream({ kind: 'stream-freeze', ...first });
      send('a');
      faults.add({ kind: 'stream-freeze', ms: 1_000 });
      clock.advanceBy(8_999);
      send('b');
      expect(sent).toEqual([]);
      clock.advanceBy(1_000_000);
      expect(sent).toEqual(first.ms === undefined ? [] : ['a', 'b']);
    }
  });

  it('does not show while frozen that the venue has given its client up', () => {
    const sound = stream();
    sound.close();
    expect(sound.isClosed()).toBe(true);
    const frozen = stream({ kind: 'stream-freeze', ms: 5_000 });
    frozen.close();
    frozen.clock.advanceBy(4_999);
    expect(frozen.isClosed()).toBe(false);
    frozen.clock.advanceBy(1);
    expect(frozen.isClosed()).toBe(true);
    const forGood = stream({ kind: 'stream-freeze' });
    forGood.close();
    forGood.clock.advanceBy(1_000_000);
    expect(forGood.isClosed()).toBe(false);
  });

  it('keeps the order of slowed frames, also past the end of the fault', () => {
    const { clock, faults, send, sent } = stream({ kind: 'stream-slow', ms: 300 });
    send('a', 'b');
    clock.advanceBy(299);
    expect(sent).toEqual([]);
    faults.clear();
    send('c');
    expect(sent).toEqual([]);
    clock.advanceBy(1);
    expect(sent).toEqual(['a', 'b', 'c']);
  });
});

const messages = (...inForce: Fault[]) => {
  const { clock, faults } = world();
  const sent: string[] = [];
  let expired = 0;
  const link = createMessageLink(
    faults,
    clock,
    'key',
    ({ method }) => sent.push(method),
    () => (expired += 1),
  );
  inForce.forEach(faults.add);
  const send = (...methods: string[]) => {
    methods.map((method): PrivateMessage => ({ method, params: [] })).forEach(link);
  };
  return { clock, sent, send, expired: () => expired };
};

describe('the way of private messages', () => {
  it.each<[Fault, readonly string[]]>([
    [{ kind: 'private-lose', when: { nth: 2 } }, ['a', 'c']],
    [{ kind: 'private-repeat', when: { nth: 2 } }, ['a', 'b', 'b', 'c']],
    [{ kind: 'private-reorder', when: { nth: 2 } }, ['a', 'c', 'b']],
    [{ kind: 'private-lose', only: { message: 'c' } }, ['a', 'b']],
    [{ kind: 'private-lose', only: { apiKey: 'other' } }, ['a', 'b', 'c']],
  ])('%j', (fault, expected) => {
    const { send, sent } = messages(fault);
    send('a', 'b', 'c');
    expect(sent).toEqual(expected);
  });

  it('is late by so much, others are not held up', () => {
    const { clock, send, sent } = messages({ kind: 'private-late', ms: 500, when: { nth: 1 } });
    send('a', 'b');
    expect(sent).toEqual(['b']);
    clock.advanceBy(500);
    expect(sent).toEqual(['b', 'a']);
  });

  it('lets an overtaken message go after a while if none follows', () => {
    const { clock, send, sent } = messages({ kind: 'private-reorder', when: { nth: 1 } });
    send('a');
    clock.advanceBy(999);
    expect(sent).toEqual([]);
    clock.advanceBy(1);
    expect(sent).toEqual(['a']);
  });

  it('expires tokens at the nth message', () => {
    const { send, expired } = messages({ kind: 'token-expire', when: { nth: 2 } });
    send('a');
    expect(expired()).toBe(0);
    send('b', 'c');
    expect(expired()).toBe(1);
  });
});
