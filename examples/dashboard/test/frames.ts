/**
 * Measures the cost of the screen while the market runs at ten times the live rate: `npm run frames [seconds]`. It
 * reports drawn frames, the load of the main thread, its longest tasks, and the memory that stays: in a run of an hour,
 * every minute.
 */
import { startDashboard } from '../gateway/dashboard';
import { launchChromium } from './chromium';

const seconds = Number(process.argv[2] ?? 60);
const parts = Math.max(4, Math.round(seconds / 60));

const dashboard = await startDashboard({ live: false, port: 0, seed: 3, marketSpeed: 10 });
const browser = await launchChromium();
const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
await page.goto(dashboard.url);
await page.locator('#bids tr:first-child button').filter({ hasText: /\d/ }).waitFor();
const cdp = await page.context().newCDPSession(page);
await cdp.send('Performance.enable');

const metrics = async (): Promise<ReadonlyMap<string, number>> => {
  const { metrics: all } = await cdp.send('Performance.getMetrics');
  return new Map(all.map(({ name, value }) => [name, value]));
};
/** Returns the MB that are left after a full collection, and the number of nodes of the page. */
const kept = async (): Promise<{ readonly heap: number; readonly nodes: number }> => {
  await cdp.send('HeapProfiler.collectGarbage');
  const all = await metrics();
  return { heap: (all.get('JSHeapUsedSize') ?? 0) / 1e6, nodes: all.get('Nodes') ?? 0 };
};
/**
 * Returns a function as text, which runs in the page. The code that tsx makes of a function needs helpers that the page
 * doesn't have.
 */
const countFrames = (ms: number): string => `new Promise((resolve) => {
  const times = [];
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ type: 'longtask' });
  requestAnimationFrame(function frame(now) {
    times.push(now);
    if (now - times[0] < ${ms}) requestAnimationFrame(frame);
    else {
      observer.disconnect();
      resolve({ gaps: times.slice(1).map((time, i) => time - times[i]), tasks });
    }
  });
})`;

// The start of the page is not measured.
await page.waitForTimeout(10_000);
const heaps: number[] = [];
const [before, begun] = [await metrics(), performance.now()];
const all: { gaps: readonly number[]; tasks: readonly number[] }[] = [];
let paused = 0;
for (let part = 0; part < parts; part += 1) {
  const pause = performance.now();
  const { heap, nodes } = await kept();
  heaps.push(heap);
  paused += performance.now() - pause;
  if (part % 10 === 0 && parts > 4)
    console.log(`after ${part} min: ${heap.toFixed(1)} MB, ${nodes} nodes of the page`);
  all.push(await page.evaluate(countFrames((seconds / parts) * 1000)));
}
const [after, ended] = [await metrics(), performance.now()];
heaps.push((await kept()).heap);
const gaps = all.flatMap((part) => part.gaps).sort((a, b) => a - b);
const tasks = all.flatMap((part) => part.tasks).sort((a, b) => b - a);
const busy =
  ((after.get('TaskDuration') ?? 0) - (before.get('TaskDuration') ?? 0)) / ((ended - begun - paused) / 1000);
const quantile = (share: number): string => gaps[Math.floor(gaps.length * share)]?.toFixed(1) ?? '–';
console.log(
  `frames/s ${(gaps.length / seconds).toFixed(1)}, median gap ${quantile(0.5)} ms, p99 ${quantile(0.99)} ms`,
);
console.log(`main thread busy ${(busy * 100).toFixed(0)} %`);
console.log(
  `tasks over 50 ms: ${tasks.length}${
    tasks.length === 0
      ? ''
      : `, the longest ${tasks
          .map((ms) => ms.toFixed(0))
          .slice(0, 5)
          .join(', ')} ms`
  }`,
);
console.log(
  `memory after collection, at the start and after each ${parts === 4 ? 'quarter' : 'minute'}: ${heaps.map((mb) => mb.toFixed(1)).join(', ')} MB`,
);
await browser.close();
await dashboard.close();
