import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remaining } from '../../../src/execution/index';
import { journalText, readJournalText } from '../../../src/execution/journal/journal-text';
import { callsOf, isUnknown } from '../../../src/execution/journal/recorded-calls';
import { areEqualOrders } from '../../../src/execution/order/attribution';
import { journalRecord } from './arbitraries';

const records = fc.array(journalRecord, { maxLength: 30 });

describe('the text of a journal', () => {
  it('reads as what was written', () => {
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
    ['{"v":2,"type":"ended","id":1,"at":1,"outcome":""}', 'v: 1', '2'],
    ['{"v":1,"type":"accepted","id":1,"at":1,"orderId":"7","attribution":"reply"}', 'orderId: an id', '"7"'],
    ['', 'JSON', '""'],
  ])('says of %s what it expected', (line, expected, actual) => {
    expect(readJournalText(`${line}\n`)).toEqual({ _tag: 'Left', left: { line: 1, expected, actual } });
  });
});

describe('what remains of a journal', () => {
  const remain = records.map((all) => ({ all, left: remaining(all) }));

  it('is all of every call that has not ended', () => {
    fc.assert(
      fc.property(remain, ({ all, left }) => {
        const open = [...callsOf(all)].filter(([, { ended }]) => ended === null);
        const still = [...callsOf(left)].filter(([, { ended }]) => ended === null);
        expect(still).toEqual(open);
      }),
    );
  });

  it('has of the others only orders that could be taken for that of another call, and all of those', () => {
    fc.assert(
      fc.property(remain, ({ all, left }) => {
        const calls = [...callsOf(all).values()];
        const open = calls
          .filter(isUnknown)
          .flatMap(({ intent }) => (intent.write === 'order' ? [intent] : []));
        const last = Math.max(...all.map(({ at }) => at));
        const needed = calls.filter(
          ({ intent, accepted, ended }) =>
            ended !== null &&
            accepted !== null &&
            (last - accepted.at <= 60_000 ||
              (intent.write === 'order' &&
                open.some(({ request }) => areEqualOrders(request, intent.request)))),
        );
        expect([...callsOf(left).values()].filter(({ ended }) => ended !== null)).toEqual(needed);
      }),
    );
  });

  it('remains', () => {
    fc.assert(
      fc.property(remain, ({ left }) => {
        expect(remaining(left)).toEqual(left);
      }),
    );
  });
});
