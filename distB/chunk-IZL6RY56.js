import {
  hasTwoTimes
} from "./chunk-34SWKVHE.js";

// src/operators/leaps.ts
import {
  defer,
  EMPTY,
  fromEvent,
  ignoreElements,
  interval,
  merge,
  NEVER,
  Subject,
  tap
} from "rxjs";
var awake$ = defer(
  () => typeof document === "undefined" ? EMPTY : merge(
    fromEvent(globalThis, "online"),
    fromEvent(globalThis, "pageshow"),
    fromEvent(document, "visibilitychange")
  )
);
var tolerance = 2e3;
var lookEvery = 1e3;
var slewing = 1e-3;
var watchTwoTimes = (clock) => {
  const leaps = new Subject();
  let lookedAt = clock.elapsed();
  let offset = clock.now() - lookedAt;
  const look = () => {
    const elapsed = clock.elapsed();
    const by = clock.now() - elapsed - offset;
    const followed = (elapsed - lookedAt) * slewing;
    lookedAt = elapsed;
    if (Math.abs(by) <= tolerance) {
      offset += Math.max(-followed, Math.min(followed, by));
      return;
    }
    offset += by;
    leaps.next({ by: Math.round(by) });
  };
  const looking = (work) => function(state) {
    look();
    work.call(this, state);
  };
  return {
    clock: {
      now: () => clock.now(),
      elapsed: () => clock.elapsed(),
      schedule: (work, delay, state) => clock.schedule(looking(work), delay, state)
    },
    leaps$: leaps.asObservable(),
    looking$: merge(interval(lookEvery, clock), awake$).pipe(tap(look), ignoreElements())
  };
};
var watchLeaps = (clock) => hasTwoTimes(clock) ? watchTwoTimes(clock) : { clock, leaps$: NEVER, looking$: EMPTY };

export {
  watchLeaps
};
//# sourceMappingURL=chunk-IZL6RY56.js.map