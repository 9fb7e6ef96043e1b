// src/operators/clock.ts
import { asyncScheduler } from "rxjs";
var stampOf = (clock) => clock.now();
var monotonic = () => Math.floor(performance.now());
var isWall = (scheduler) => scheduler.now === asyncScheduler.now && Math.abs(scheduler.now() - Date.now()) < 1e3;
var isClock = (scheduler) => "elapsed" in scheduler;
var clockOf = (scheduler = asyncScheduler) => {
  if (isClock(scheduler)) return scheduler;
  const now = () => scheduler.now();
  return {
    now,
    elapsed: isWall(scheduler) ? monotonic : now,
    schedule: (work, delay, state) => scheduler.schedule(work, delay, state)
  };
};
var elapsing = (clock) => ({
  now: () => clock.elapsed(),
  schedule: (work, delay, state) => clock.schedule(work, delay, state)
});
var hasTwoTimes = (times) => times.now !== times.elapsed;

export {
  stampOf,
  clockOf,
  elapsing,
  hasTwoTimes
};
//# sourceMappingURL=chunk-34SWKVHE.js.map