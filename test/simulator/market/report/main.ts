/**
 * `npm run market`: lets the simulated market run for a day of its time and compares that day with the same day made
 * up, and a year of days, for three seeds. `--hours N`, `--seeds 1,2,3`. Exit code 1 where a figure misses its aim.
 */
import { parseArgs } from 'node:util';
import { type Aim, aims, figuresOf, isMet, largeCoins, median, smallCoins } from './aims';
import { closesOfYear, correlationsOf, largestPairs, measureDay, type PairDay } from './measure';

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '24' },
    seeds: { type: 'string', default: '1,2,3' },
  },
});
const hours = Number(values.hours);
const seeds = values.seeds.split(',').map(Number);

const ten = largestPairs(10);
const all = [...new Set([...ten, ...largeCoins, ...smallCoins])];
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

const ratiosOf = (days: readonly PairDay[]) => ({
  range: median(days.map(({ live, madeUp }) => live.range / madeUp.range)),
  volume: median(days.map(({ live, madeUp }) => live.volume / madeUp.volume)),
  empty: median(days.map(({ live, madeUp }) => live.empty / madeUp.empty)),
});

const progress = (seed: number) => (done: number) => {
  if (process.stderr.isTTY) process.stderr.write(`\rseed ${seed}: ${done} of ${hours} h `);
};

const measured = seeds.map((seed) => ({
  seed,
  days: measureDay(seed, all, hours, progress(seed)),
  year: figuresOf(correlationsOf(closesOfYear(seed, all))),
}));

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

console.log('\nLive minutes against the same minutes made up, each pair the median of the seeds.\n');
head(['pair', 'range', 'volume', 'empty minutes']);
for (const pair of ten) {
  const own = measured.flatMap(({ days }) => days.filter((one) => one.pair === pair));
  const { range, volume, empty } = ratiosOf(own);
  row([pair, judged(range, aims.ratio), judged(volume, aims.ratio), judged(empty, aims.ratio)]);
}
console.log(missed === 0 ? '\nEvery figure is within its aim.' : `\n${missed} figures miss their aim (!).`);
process.exitCode = missed === 0 ? 0 : 1;
