import fc from 'fast-check';
import { defer, lastValueFrom, of, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { allRows, type Span } from '../../src/execution/rest/paging';

interface Row {
  readonly id: number;
  readonly at: number;
}

/** Creates a venue with pages: bounds inclusive or not, newest or oldest first. */
const venueOf =
  (rows: readonly Row[], size: number, down: boolean, inclusive: boolean) =>
  ({ since = -Infinity, end = Infinity }: Span): readonly Row[] =>
    rows
      .filter(({ at }) => (inclusive ? at >= since && at <= end : at > since && at < end))
      .sort((a, b) => (down ? b.at - a.at || b.id - a.id : a.at - b.at || a.id - b.id))
      .slice(0, size);

const readAll = (page: (span: Span) => readonly Row[], pageSize: number, first: Span = {}): Promise<Row[]> =>
  lastValueFrom(
    allRows(
      {
        endpoint: 'GET /rows',
        page: (span) => defer(() => of(page(span))),
        pageSize,
        shortPage: Number.isFinite(pageSize) ? pageSize / 2 : 0,
        keyOf: ({ id }: Row) => id,
        timeOf: ({ at }: Row) => at,
      },
      first,
    ).pipe(toArray()),
  );

describe('allRows', () => {
  it('emits every row once, however the venue pages', async () => {
    const sparse = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        sparse,
        fc.integer({ min: 4, max: 12 }),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        async (times, size, down, inclusive, sizeKnown) => {
          const rows = times.map((at, id) => ({ id, at }));
          const read = await readAll(venueOf(rows, size, down, inclusive), sizeKnown ? size : Infinity);
          const order = down ? (a: Row, b: Row) => b.at - a.at : (a: Row, b: Row) => a.at - b.at;
          expect(read).toEqual([...rows].sort(order));
        },
      ),
    );
  });

  it('keeps rows of one millisecond that fall on two pages', async () => {
    const rows = [1, 2, 3, 4, 5, 6, 7].map((id) => ({ id, at: id <= 5 ? 100 : 200 }));
    expect(await readAll(venueOf(rows, 6, true, true), 6)).toHaveLength(7);
    expect(await readAll(venueOf(rows, 6, true, false), 6)).toHaveLength(7);
  });

  it.each([true, false])('takes a page of more rows than a call takes arguments (down: %s)', async (down) => {
    const rows = Array.from({ length: 200_000 }, (_, id) => ({ id, at: id }));
    expect(await readAll(venueOf(rows, Infinity, down, true), Infinity)).toHaveLength(rows.length);
  });

  it('stays within the span that was asked for', async () => {
    const rows = Array.from({ length: 20 }, (_, id) => ({ id, at: id * 10 }));
    const read = await readAll(venueOf(rows, 5, true, true), 5, { since: 50, end: 120 });
    expect(read.map(({ at }) => at)).toEqual([120, 110, 100, 90, 80, 70, 60, 50]);
  });

  it('sends no request after a short page', async () => {
    let asked = 0;
    const venue = venueOf([{ id: 1, at: 1 }], 5, true, true);
    const page = (span: Span): readonly Row[] => {
      asked += 1;
      return venue(span);
    };
    expect(await readAll(page, 5)).toHaveLength(1);
    expect(asked).toBe(1);
  });

  it('goes on after a page that a cap cut, or that lacks a row that could not be read', async () => {
    const rows = Array.from({ length: 17 }, (_, id) => ({ id, at: 100 + id }));
    expect(await readAll(venueOf(rows, 5, true, true), 10)).toHaveLength(17);
    const lacking = (span: Span): readonly Row[] =>
      venueOf(rows, 5, true, true)(span).filter(({ id }) => id !== 15);
    expect(await readAll(lacking, 5)).toHaveLength(16);
  });

  it('turns no page at a row without a time', async () => {
    const rows = Array.from({ length: 17 }, (_, id) => ({ id, at: 100 + id }));
    const page = (span: Span): readonly Row[] =>
      venueOf(rows, 5, true, true)(span).map((row) => (row.id === 14 ? { ...row, at: 0 } : row));
    expect(await readAll(page, 5)).toHaveLength(17);
  });

  it('says so when more rows share a millisecond than a page holds', async () => {
    const rows = Array.from({ length: 9 }, (_, id) => ({ id, at: 100 }));
    await expect(readAll(venueOf(rows, 4, true, true), 4)).rejects.toMatchObject({
      _tag: 'PagingError',
      at: 100,
      effect: 'none',
    });
  });
});
