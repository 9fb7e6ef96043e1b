/** Counts the frames that the screen draws while the market runs at ten times the live rate: `npm run frames`. */
import { startDashboard } from '../gateway/dashboard';
import { launchChromium } from './chromium';

const seconds = 10;

const dashboard = await startDashboard({ live: false, port: 0, seed: 3, marketSpeed: 10 });
const browser = await launchChromium();
const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
await page.goto(dashboard.url);
await page.locator('#bids tr:first-child button').filter({ hasText: /\d/ }).waitFor();
/** Runs in the page, as text: what tsx makes of a function needs helpers that the page doesn't have. */
const countFrames = `new Promise((resolve) => {
  const times = [];
  requestAnimationFrame(function frame(now) {
    times.push(now);
    if (now - times[0] < ${seconds * 1000}) requestAnimationFrame(frame);
    else resolve(times.slice(1).map((time, i) => time - times[i]));
  });
})`;
const gaps: readonly number[] = await page.evaluate(countFrames);
const sorted = [...gaps].sort((a, b) => a - b);
const quantile = (share: number): string => sorted[Math.floor(sorted.length * share)]?.toFixed(1) ?? '–';
console.log(
  `${(gaps.length / seconds).toFixed(1)} frames/s; between frames: ` +
    `median ${quantile(0.5)} ms, p99 ${quantile(0.99)} ms`,
);
await browser.close();
await dashboard.close();
