import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartOf, type ChartLine, type ChartSpan } from '../../src/backtest/report/chart';
import { timeTicks, valueTicks } from '../../src/backtest/report/ticks';

const line: ChartLine = {
  name: 'bid',
  label: ['best bid', '最良買気配'],
  points: [
    { at: 1_000, value: 100 },
    { at: 2_000, value: 110 },
  ],
};
const span: ChartSpan = { from: 1_500, to: 9_000, value: 105, kind: 'sell', title: 'sell 1 105: open' };

const spansIn = (chart: string): readonly string[] => chart.match(/<path class="span.*?<\/path>/g) ?? [];

describe('the chart of a report', () => {
  it('draws an order from its placing to its end, or to the end of the chart', () => {
    const [first, ...rest] = spansIn(chartOf('JPY', [line], [], [span]));
    expect(rest).toEqual([]);
    expect(first).toContain('class="span sell" d="M500.0 500.0H1000.0"');
    expect(first).toContain('<title>sell 1 105: open</title>');
  });

  it('leaves out an order beyond the prices, which would flatten them', () => {
    const far = { ...span, value: 5 };
    expect(spansIn(chartOf('JPY', [line], [], [far]))).toEqual([]);
    expect(chartOf('JPY', [line], [], [far])).toBe(chartOf('JPY', [line]));
  });

  it('writes the unit at every value of its scale, and names its lines where it has several', () => {
    const labels = chartOf('JPY', [line]).match(/<b class="value".*?<\/b>/g) ?? [];
    expect(labels.map((label) => label.replace(/<.*?>/g, ''))).toEqual(['100 JPY', '105 JPY', '110 JPY']);
    expect(chartOf('JPY', [line])).not.toContain('figcaption');
    expect(chartOf('JPY', [line, { ...line, name: 'ask', label: ['best ask', '最良売気配'] }])).toContain(
      '最良売気配',
    );
  });

  it('is drawn of a value that never changes, and is empty without one', () => {
    const flat = { ...line, points: [{ at: 1_000, value: 0 }] };
    expect(chartOf('JPY', [flat])).not.toMatch(/NaN|Infinity/);
    expect(chartOf('JPY', [{ ...line, points: [] }])).toBe('');
  });
});

describe('the scale of a chart', () => {
  it('has two to six round values within, in even steps', () => {
    const place = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(place, fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (low, length) => {
        const high = low + length;
        fc.pre(high - low > Math.abs(low) * 1e-9);
        const ticks = valueTicks(low, high);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(6);
        const slack = Math.abs(low) * 1e-9 + length * 1e-9;
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(low - slack);
          expect(tick).toBeLessThanOrEqual(high + slack);
        }
      }),
    );
    expect(valueTicks(-0.12, 0.31)).toEqual([-0.1, 0, 0.1, 0.2, 0.3]);
    expect(valueTicks(3, 3)).toEqual([]);
  });

  it('has at most five round times, by day where the chart is of days', () => {
    const start = Date.UTC(2026, 10, 22, 9, 7);
    const texts = (length: number): readonly string[] =>
      timeTicks(start, start + length).map(({ text }) => text);
    expect(texts(2 * 3_600_000)).toEqual(['09:30', '10:00', '10:30', '11:00']);
    expect(texts(3_000)).toEqual(['09:07:00', '09:07:01', '09:07:02', '09:07:03']);
    expect(texts(86_400_000)).toEqual(['12:00', '18:00', '11-23', '06:00']);
    expect(texts(9 * 86_400_000)).toEqual(['11-23', '11-28']);
  });
});
