/**
 * `npm run market` lets the simulated market run for a day of its time and compares that day with the same day made up,
 * and a year of days, for three seeds. Options: `--hours N`, `--seeds 1,2,3`. The exit code is 1 if a figure misses its
 * aim.
 */
import { parseArgs } from 'node:util';
import { type Aim, aims, figuresOf, isMet, median } from './aims';
import { correlationsOf, largestPairs, type PairDay, type Shape } from './measure';
import { measureApart } from './seed';
import { mean } from './statistics';

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '24' },
    seeds: { type: 'string', default: '1,2,3' },
  },
});
const hours = Number(values.hours);
const seeds = values.seeds.split(',').map(Number);

const ten = largestPairs(10);
let missed = 0;

const judged = (value: number, aim: Aim): string => {
  if (isMet(value, aim)) return value.toFixed(2);
  missed += 1;
  return `${value.toFixed(2)} !`;
};

const row = (cells: readonly (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);
const head = (cells: readonly string[]): void => {
  row(cells);
  row(cells.map(() => '---'));
};

/**
 * Returns the ratios of the days of all seeds together. A day of a small pair has some 50 minutes in which its price
 * moves, which are too few for a comparison of their own.
 */
const ratiosOf = (days: readonly PairDay[]) => {
  const ratio = (of: keyof Omit<Shape, 'closes'>): number =>
    mean(days.map(({ live }) => live[of])) / mean(days.map(({ madeUp }) => madeUp[of]));
  return { range: ratio('range'), volume: ratio('volume'), empty: ratio('empty') };
};

const done = new Map<number, number>();
const progress = (seed: number, hoursDone: number): void => {
  done.set(seed, hoursDone);
  const text = Array.from(done, ([of, known]) => `seed ${of}: ${known} of ${hours} h`).join(', ');
  if (process.stderr.isTTY) process.stderr.write(`\r${text} `);
};

const measured = await Promise.all(seeds.map((seed) => measureApart({ seed, hours }, progress)));

console.log(`\nCorrelation of returns; ${hours} hours of minutes, a year of days.\n`);
head([
  'seed',
  'BTC–ETH, mids',
  'closes',
  'days',
  'large coins with BTC, mids',
  'days',
  'small coins, mids',
  'days',
]);
for (const { seed, days, year } of measured) {
  const mids = figuresOf(correlationsOf(new Map(days.map(({ pair, mids: own }) => [pair, own]))));
  const closes = figuresOf(correlationsOf(new Map(days.map(({ pair, live }) => [pair, live.closes]))));
  row([
    seed,
    judged(mids.leaders, aims.leaders.minute),
    closes.leaders.toFixed(2),
    judged(year.leaders, aims.leaders.day),
    judged(median(mids.large), aims.large),
    judged(median(year.large), aims.large),
    judged(median(mids.small), aims.small),
    judged(median(year.small), aims.small),
  ]);
}

console.log('\nLive minutes against the same minutes made up, the days of all seeds together.\n');
head(['pair', 'range', 'volume', 'empty minutes']);
for (const pair of ten) {
  const own = measured.flatMap(({ days }) => days.filter((one) => one.pair === pair));
  const { range, volume, empty } = ratiosOf(own);
  row([pair, judged(range, aims.ratio), judged(volume, aims.ratio), judged(empty, aims.ratio)]);
}
console.log(missed === 0 ? '\nEvery figure is within its aim.' : `\n${missed} figures miss their aim (!).`);
process.exitCode = missed === 0 ? 0 : 1;
