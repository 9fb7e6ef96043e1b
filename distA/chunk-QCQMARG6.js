import {
  clockOf
} from "./chunk-34SWKVHE.js";

// src/operators/retry-backoff.ts
import {
  asyncScheduler,
  defer,
  retry,
  tap,
  throwError,
  timer
} from "rxjs";
var retryBackoff = ({
  initialDelay = 1e3,
  maxDelay = 3e4,
  maxAttempts = Infinity,
  shouldRetry = () => true,
  resetOn = () => true,
  steadyAfter = 1e4,
  onRetry,
  random = Math.random,
  scheduler = asyncScheduler
} = {}) => (source) => defer(() => {
  const clock = clockOf(scheduler);
  let failures = 0;
  let provenAt = null;
  return source.pipe(
    tap((value) => {
      if (failures === 0 || !resetOn(value)) return;
      provenAt ??= clock.elapsed();
      if (clock.elapsed() - provenAt >= steadyAfter) failures = 0;
    }),
    retry({
      delay: (error) => {
        failures += 1;
        provenAt = null;
        if (failures > maxAttempts || !shouldRetry(error)) return throwError(() => error);
        const bound = failures === 1 ? 0 : Math.min(maxDelay, initialDelay * 2 ** (failures - 2));
        const delay = random() * bound;
        onRetry?.({ error, attempt: failures, delay });
        return timer(delay, scheduler);
      }
    })
  );
});

export {
  retryBackoff
};
//# sourceMappingURL=chunk-QCQMARG6.js.map