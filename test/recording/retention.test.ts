import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyEntry, type SegmentEntry } from '../../src/recording/manifest';
import { outlived } from '../../src/recording/retention';
import { hourOf, hourOfPath, segmentPath, startOfHour } from '../../src/recording/segment-path';

const hour = 3_600_000;
const firstHour = hourOf(Date.UTC(2026, 0, 1));

const entry = (size: number, closed = true): SegmentEntry => ({
  ...emptyEntry,
  size,
  sha256: closed ? 'x' : null,
});

const recordingOf = (sizes: readonly number[]) =>
  Object.fromEntries(sizes.map((size, i) => [segmentPath(firstHour + i), entry(size)]));

describe('the path of a segment', () => {
  it('contains the hour, and belongs to the hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000 }), (n) => {
        expect(hourOfPath(segmentPath(n))).toBe(n);
        expect(hourOfPath(`some/where/${segmentPath(n)}`)).toBe(n);
        expect(hourOf(startOfHour(n))).toBe(n);
      }),
    );
    expect(segmentPath(hourOf(Date.UTC(2026, 10, 28, 20, 59, 59, 999)))).toBe('2026-11-28/20.frames.gz');
    for (const other of [
      'manifest.json',
      '2026-11-28/24.frames.gz',
      '2026-13-28/20.frames.gz',
      '20.frames.gz',
    ])
      expect(hourOfPath(other)).toBeNull();
  });
});

describe('the part of a recording that is deleted', () => {
  it('is empty without an option', () => {
    expect(outlived({ segments: recordingOf([1, 2, 3]) }, {}, Infinity)).toEqual([]);
  });

  it('is the segments that were over for longer than the option says', () => {
    const segments = recordingOf([1, 1, 1]);
    const now = startOfHour(firstHour + 3) + 1;
    expect(outlived({ segments }, { keep: 2 * hour }, now)).toEqual([segmentPath(firstHour)]);
    expect(outlived({ segments }, { keep: 2 * hour }, now - 1)).toEqual([]);
  });

  it('is the oldest segments, until the rest is no larger than the option says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 12 }),
        fc.nat({ max: 400 }),
        (sizes, maxBytes) => {
          const gone = outlived({ segments: recordingOf(sizes) }, { maxBytes }, 0);
          const sum = (from: number) => sizes.slice(from).reduce((total, size) => total + size, 0);
          expect(gone).toEqual(sizes.slice(0, gone.length).map((_, i) => segmentPath(firstHour + i)));
          expect(sum(gone.length)).toBeLessThanOrEqual(maxBytes);
          if (gone.length > 0) expect(sum(gone.length - 1)).toBeGreaterThan(maxBytes);
        },
      ),
    );
  });

  it('never includes the segment that is being written', () => {
    const path = segmentPath(firstHour);
    expect(
      outlived({ segments: { [path]: entry(100, false) } }, { keep: hour, maxBytes: 1 }, Infinity),
    ).toEqual([]);
  });
});
