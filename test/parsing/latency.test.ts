import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { medianOf } from '../../src/model/latency';
import { latencyText, parseLatency } from '../../src/parsing/latency';

const samples = { measuredAt: 1_790_000_000_000, order: [10.5, 12], reply: [11], news: [] };

describe('a file of latencies', () => {
  it('is read as it was written', () => {
    const times = fc.array(fc.double({ min: 0, max: 600_000, noNaN: true }).map((ms) => Math.abs(ms)));
    fc.assert(
      fc.property(times, times, times, (order, reply, news) => {
        const written = { ...samples, order, reply, news };
        expect(parseLatency(latencyText(written))).toMatchObject({ _tag: 'Right', right: written });
      }),
    );
  });

  it.each([
    ['no JSON', 'hello', 'JSON'],
    ['another form', latencyText(samples).replace('latency"', 'else"'), 'rx-bitbank latency'],
    ['a newer version', latencyText(samples).replace('"version":1', '"version":2'), '1'],
    ['a negative time', latencyText(samples).replace('10.5', '-1'), 'a time in ms'],
    ['a time that is none', latencyText(samples).replace('10.5', '"10"'), 'a time in ms'],
    ['a part that is missing', latencyText(samples).replace('news', 'mews'), 'a list of times'],
  ])('is refused if it is %s', (_, text, expected) => {
    expect(parseLatency(text, 'lat.json')).toMatchObject({
      _tag: 'Left',
      left: { expected: expect.stringContaining(expected) as string },
    });
  });
});

describe('medianOf', () => {
  it.each([
    [[], null],
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 3, 100], 3.5],
  ])('of %j is %s', (values, median) => {
    expect(medianOf(values)).toBe(median);
  });
});
