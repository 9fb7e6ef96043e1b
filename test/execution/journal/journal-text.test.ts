import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JournalRecord, remaining } from '../../../src/execution/index';
import { journalText, readJournalText } from '../../../src/execution/journal/journal-text';
import { callsOf, isUnknown } from '../../../src/execution/journal/recorded-calls';
import { areEqualOrders } from '../../../src/execution/order/attribution';
import { journalRecord } from './arbitraries';

const records = fc.array(journalRecord, { maxLength: 30 });

describe('the text of a journal', () => {
  it('reads as the records that were written', () => {
    fc.assert(
      fc.property(records, (written) => {
        expect(readJournalText(journalText(written))).toEqual({ _tag: 'Right', right: written });
      }),
    );
  });

  it('loses, wherever it is cut off, only records that were not whole', () => {
    fc.assert(
      fc.property(records, fc.nat(), (written, where) => {
        const text = Buffer.from(journalText(written));
        const cut = where % (text.length + 1);
        const whole = text.subarray(0, cut).filter((byte) => byte === 0x0a).length;
        const read = readJournalText(text.subarray(0, cut).toString('utf8'));
        expect(read).toEqual({ _tag: 'Right', right: written.slice(0, whole) });
      }),
    );
  });

  it('is refused with its first wrong line, and never throws', () => {
    fc.assert(
      fc.property(records, fc.string(), records, (before, garbage, after) => {
        const line = garbage.replaceAll('\n', ' ');
        const read = readJournalText(`${journalText(before)}${line}\n${journalText(after)}`);
        expect(read).toMatchObject({ _tag: 'Left', left: { line: before.length + 1 } });
      }),
    );
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(readJournalText(`${json}\n`)._tag).toBe('Left');
      }),
    );
  });

  it.each([
    ['{"v":2,"type":"ended","id":"a","at":1,"ran":1,"outcome":{"type":"not-sent"}}', 'v: 1', '2'],
    [
      '{"v":1,"type":"ended","id":"a","at":1,"ran":1,"outcome":{"type":"lost"}}',
      'outcome/type: order, rejected, acknowledged, not-sent, withdrawn or refused',
      '"lost"',
    ],
    [
      '{"v":1,"type":"accepted","id":"","at":1,"ran":1,"orderId":7,"attribution":"reply"}',
      'id: a text that is not empty',
      '""',
    ],
    [
      '{"v":1,"type":"accepted","id":"a","at":1,"ran":1,"orderId":"7","attribution":"reply"}',
      'orderId: an id',
      '"7"',
    ],
    ['', 'JSON', '""'],
  ])('says which record it expected of %s', (line, expected, actual) => {
    expect(readJournalText(`${line}\n`)).toEqual({ _tag: 'Left', left: { line: 1, expected, actual } });
  });
});

const day = 86_400_000;

describe('the part of a journal that is kept', () => {
  /** Records as a process writes them: neither time goes back. */
  const inTime = fc
    .array(fc.tuple(journalRecord, fc.nat(day), fc.nat(day)), { maxLength: 30 })
    .map((written) => {
      let now = { at: 1_700_000_000_000, ran: 0 };
      return written.map(([record, wall, elapsed]) => {
        now = { at: now.at + wall, ran: now.ran + elapsed };
        return { ...record, ...now };
      });
    });
  const remain = inTime.map((all) => ({ all, left: remaining(all) }));

  it('is every record of the calls that have not ended', () => {
    fc.assert(
      fc.property(remain, ({ all, left }) => {
        const open = [...callsOf(all)].filter(([, { ended }]) => ended === null);
        const still = [...callsOf(left)].filter(([, { ended }]) => ended === null);
        expect(still).toEqual(open);
      }),
    );
  });

  it('is, of the others, the calls of the last day by both clocks, and orders that an open call could be taken for', () => {
    fc.assert(
      fc.property(remain, ({ all, left }) => {
        const calls = [...callsOf(all).values()];
        const open = calls
          .filter(isUnknown)
          .flatMap(({ intent }) => (intent.write === 'order' ? [intent] : []));
        const last = all.at(-1) ?? { at: 0, ran: 0 };
        const isRecent = ({ at, ran }: JournalRecord): boolean => last.at - at < day || last.ran - ran < day;
        const needed = calls.filter(
          ({ intent, accepted, ended }) =>
            ended !== null &&
            ((ended.outcome.type !== 'not-sent' && isRecent(ended)) ||
              ((accepted !== null || ended.outcome.type === 'order') &&
                intent.write === 'order' &&
                open.some(({ request }) => areEqualOrders(request, intent.request)))),
        );
        expect([...callsOf(left).values()].filter(({ ended }) => ended !== null)).toEqual(needed);
      }),
    );
  });

  it('has every id of the last day after any number of compactions', () => {
    // Both clocks go on, each at its own pace, over processes that each rewrite the file.
    const steps = fc.array(fc.tuple(journalRecord, fc.nat(day), fc.nat(day)), { maxLength: 40 });
    fc.assert(
      fc.property(steps, fc.array(fc.nat(40)), (written, compactedAt) => {
        let now = { at: 1_700_000_000_000, ran: 0 };
        let kept: readonly JournalRecord[] = [];
        const ends = new Map<string, JournalRecord>();
        const all: JournalRecord[] = [];
        const open = new Set<string>();
        written.forEach(([record, wall, elapsed], nth) => {
          // A call ends once: the recorder writes no end of a call that is not open.
          if (record.type === 'ended' && !open.delete(record.id)) return;
          if (record.type === 'intent') open.add(record.id);
          now = { at: now.at + wall, ran: now.ran + elapsed };
          const next = { ...record, ...now };
          all.push(next);
          kept = [...kept, next];
          if (compactedAt.includes(nth)) kept = remaining(kept);
        });
        for (const [id, { ended }] of callsOf(all)) {
          if (ended === null) ends.delete(id);
          else if (ended.outcome.type !== 'not-sent') ends.set(id, ended);
        }
        const known = callsOf(remaining(kept));
        for (const [id, { at, ran }] of ends)
          if (now.at - at < day || now.ran - ran < day) expect(known.get(id)?.ended).toEqual(ends.get(id));
      }),
    );
  });

  it('stays', () => {
    fc.assert(
      fc.property(remain, ({ left }) => {
        expect(remaining(left)).toEqual(left);
      }),
    );
  });
});
