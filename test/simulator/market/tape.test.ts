import { describe, expect, it } from 'vitest';
import type {
  DepthDiffMessage,
  DepthWholeMessage,
  PublishedMessage,
} from '../../../src/simulator/market/messages';
import { createTape } from '../../../src/simulator/market/tape';
import { forward, openMarket, stateOf } from './fixture';

const pairs = ['btc_jpy', 'xym_jpy', 'mkr_jpy'];

const record = (length: number, pairs?: readonly string[]): readonly PublishedMessage[] => {
  const { clock, market, venue, messages } = openMarket(pairs && { pairs });
  clock.advanceBy(length);
  market.close();
  venue.close();
  return messages.map(({ message }) => message);
};

const decode = (text: string) => {
  const [, body] = JSON.parse(text.slice(2)) as [
    string,
    { room_name: string; message: { data: Record<string, unknown> } },
  ];
  return { room: body.room_name, data: body.message.data };
};

describe('a tape', () => {
  const recorded = record(60_000, pairs);
  const laps = 3;
  const tape = createTape(recorded);
  const frames = Array.from({ length: laps * tape.length }, () => tape.next());
  const decoded = frames.map(({ text }) => decode(text));

  it('plays frames as the stream has them', () => {
    const first = recorded.find(({ type }) => type === 'depth_whole');
    const played = decoded.find(({ room }) => room === first?.room);
    expect(played?.data).toEqual(first?.data);
    frames.forEach(({ room, text }, i) => {
      expect(text.startsWith('42["message",{"room_name":"')).toBe(true);
      expect(decoded[i]?.room).toBe(room);
    });
  });

  it('keeps the law of books from lap to lap', () => {
    for (const pair of pairs) {
      const wholes = decoded
        .filter(({ room }) => room === `depth_whole_${pair}`)
        .map(({ data }) => data as unknown as DepthWholeMessage);
      const diffs = decoded
        .filter(({ room }) => room === `depth_diff_${pair}`)
        .map(({ data }) => data as unknown as DepthDiffMessage);
      expect(wholes.length).toBeGreaterThanOrEqual(2 * laps);
      wholes.slice(1).forEach((whole, i) => {
        const before = wholes[i];
        if (before) expect(forward(before, diffs, Number(whole.sequenceId))).toEqual(stateOf(whole));
      });
      for (const diff of diffs) expect(diff.a.length + diff.b.length).toBeLessThanOrEqual(400);
      const numbers = diffs.map(({ s }) => Number(s));
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      expect(new Set(numbers).size).toBe(numbers.length);
      const times = diffs.map(({ t }) => t);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  });

  it('gives every trade an id of its own, rising', () => {
    const ids = decoded.flatMap(({ room, data }) =>
      room === 'transactions_btc_jpy'
        ? (data['transactions'] as { transaction_id: number }[]).map((row) => row.transaction_id).reverse()
        : [],
    );
    expect(ids.length).toBeGreaterThan(0);
    ids.slice(1).forEach((id, i) => expect(id).toBeGreaterThan(ids[i] ?? 0));
  });

  it('can be of a whole market', () => {
    const whole = createTape(record(31_000));
    const rooms = new Set(Array.from({ length: whole.length }, () => whole.next().room));
    expect([...rooms].filter((room) => room.startsWith('depth_whole_'))).toHaveLength(62);
    expect([...rooms].filter((room) => room.startsWith('depth_diff_')).length).toBeGreaterThanOrEqual(44);
  });

  it('refuses to play an empty tape', () => {
    expect(() => createTape([]).next()).toThrow('nothing is on the tape');
  });
});
