import { describe, expect, it } from 'vitest';
import { chartOf, type ChartSpan } from '../../src/backtest/report/chart';

const line = {
  name: 'bid',
  points: [
    { at: 1_000, value: 100 },
    { at: 2_000, value: 110 },
  ],
};
const span: ChartSpan = { from: 1_500, to: 9_000, value: 105, kind: 'sell', title: 'sell 1 105: open' };

const spansIn = (chart: string): readonly string[] => chart.match(/<line class="\w+ span".*?<\/line>/g) ?? [];

describe('the chart of a report', () => {
  it('draws an order from its placing to its end, or to the end of the chart', () => {
    const [first, ...rest] = spansIn(chartOf([line], [], [span]));
    expect(rest).toEqual([]);
    expect(first).toContain('class="sell span" x1="400.0" x2="792.0" y1="130.0" y2="130.0"');
    expect(first).toContain('<title>sell 1 105: open</title>');
  });

  it('leaves out an order beyond the prices, which would flatten them', () => {
    const far = { ...span, value: 5 };
    expect(spansIn(chartOf([line], [], [far]))).toEqual([]);
    expect(chartOf([line], [], [far])).toBe(chartOf([line]));
  });
});
