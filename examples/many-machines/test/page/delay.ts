/**
 * Measures the delay that NATS adds to a frame on its way into a page: `npm run delay`. A page in Chromium receives
 * each diff twice, over NATS and from the venue itself, in nine runs at the pace of a venue of many pairs. It prints
 * the median and the 99th percentile of each.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { openPageDesk } from './page';

const runs = 9;
const runTime = 10_000;

const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN;

const desk = await openPageDesk({ marketSpeed: 20 });
await desk.page.waitForFunction(() => Object.keys(window.received().overNats).length > 50, undefined, {
  timeout: 60_000,
});
const figures: { readonly median: number; readonly late: number }[] = [];
for (let run = 1; run <= runs; run += 1) {
  await desk.page.evaluate(() => window.forget());
  await pause(runTime);
  const { overNats, direct } = await desk.page.evaluate(() => window.received());
  const added = Object.entries(overNats)
    .flatMap(([sequence, at]) => {
      const first = direct[sequence];
      return first === undefined ? [] : [at - first];
    })
    .sort((a, b) => a - b);
  const figure = { median: quantile(added, 0.5), late: quantile(added, 0.99) };
  figures.push(figure);
  console.log(
    `run ${run}: ${added.length} diffs, median ${figure.median.toFixed(2)} ms, 99th percentile ${figure.late.toFixed(2)} ms`,
  );
}
const middle = (values: readonly number[]): string =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  ).toFixed(2);
console.log(
  `of ${runs} runs: median ${middle(figures.map(({ median }) => median))} ms, 99th percentile ${middle(figures.map(({ late }) => late))} ms`,
);
await desk.close();
process.exit(0);
