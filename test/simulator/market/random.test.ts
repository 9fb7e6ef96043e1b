import { describe, expect, it } from 'vitest';
import { hashOf, randomOf } from '../../../src/simulator/market/random';

const draws = 20_000;
const sample = (draw: () => number): { mean: number; variance: number } => {
  const values = Array.from({ length: draws }, draw);
  const mean = values.reduce((a, b) => a + b, 0) / draws;
  return { mean, variance: values.reduce((a, b) => a + (b - mean) ** 2, 0) / draws };
};

const poisson = (rate: number) => {
  const random = randomOf('poisson', rate);
  return () => random.poisson(rate);
};
const dice = randomOf('dice');
const die = () => dice.between(1, 6);

describe('seeded random numbers', () => {
  it.each([
    ['uniform', () => randomOf(1).next, 0.5, 1 / 12],
    ['normal', () => randomOf(2).normal, 0, 1],
    ['exponential', () => randomOf(3).exponential, 1, 1],
    ['few events', () => poisson(0.3), 0.3, 0.3],
    ['several events', () => poisson(12), 12, 12],
    ['many events', () => poisson(400), 400, 400],
    ['a die', () => die, 3.5, 35 / 12],
  ] as const)('%s: have the mean and the variance of their law', (_, drawOf, mean, variance) => {
    const found = sample(drawOf());
    expect(Math.abs(found.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / draws));
    expect(found.variance / variance).toBeGreaterThan(0.94);
    expect(found.variance / variance).toBeLessThan(1.06);
  });

  it('are one stream for the same parts and another for others', () => {
    const firstOf = (...parts: (string | number)[]) => randomOf(...parts).next();
    expect(firstOf(1, 'btc_jpy')).toBe(firstOf(1, 'btc_jpy'));
    const seeds = Array.from({ length: 1_000 }, (_, i) => firstOf(i, 'btc_jpy'));
    expect(new Set(seeds).size).toBeGreaterThan(995);
    expect(hashOf('a', 'b')).not.toBe(hashOf('ab'));
  });
});
