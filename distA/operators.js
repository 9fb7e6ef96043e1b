import {
  learnTime,
  readTime,
  unknownTime
} from "./chunk-FO7L6T3T.js";
import {
  longestDelay
} from "./chunk-QGYAYUWP.js";
import {
  addTrade,
  firstBar,
  rollBar
} from "./chunk-NOLZXJ3J.js";
import {
  closeTimeOf,
  openTimeOf
} from "./chunk-TYI3HCJN.js";
import {
  shareByKey
} from "./chunk-PDJ2ASDK.js";
import {
  idleTimer
} from "./chunk-HPGSV6QT.js";

import {
  shareLinger
} from "./chunk-CXHI4X4L.js";
import {
  exactlyOnce
} from "./chunk-2CZU4EOK.js";
import {
  shareCurrent
} from "./chunk-IPVQDIIZ.js";

import {
  retryBackoff
} from "./chunk-QCQMARG6.js";
import {
  clockOf
} from "./chunk-34SWKVHE.js";
import {
  taggedError
} from "./chunk-OLZLLHMU.js";

// src/operators/bars.ts
import { Observable, Subscription } from "rxjs";
var bars = ({ type, grace = 1500, scheduler }) => (source) => new Observable((subscriber) => {
  const clock = clockOf(scheduler);
  let bar = null;
  let learnt = unknownTime;
  let atEnd = Subscription.EMPTY;
  const show = (next) => {
    bar = next;
    subscriber.next(next);
  };
  const rollTo = (time) => {
    if (bar === null || closeTimeOf(type, bar.openTime) > time) return;
    const { closed, open } = rollBar(bar, time);
    for (const candle of closed) subscriber.next(candle);
    show(open);
  };
  const awaitEnd = () => {
    atEnd.unsubscribe();
    const now = readTime(learnt, clock.elapsed());
    if (bar === null || now === null) return;
    const due = closeTimeOf(type, bar.openTime) + grace - now;
    atEnd = clock.schedule(
      () => {
        rollTo((readTime(learnt, clock.elapsed()) ?? now) - grace);
        awaitEnd();
      },
      Math.min(Math.max(0, due), longestDelay)
    );
  };
  subscriber.add(() => atEnd.unsubscribe());
  subscriber.add(
    source.subscribe({
      next: (trade) => {
        learnt = learnTime(learnt, trade.timestamp, clock.elapsed());
        if (bar === null) show(firstBar(type, openTimeOf(type, trade.timestamp), trade));
        else {
          rollTo(trade.timestamp);
          if (trade.timestamp >= bar.openTime) show(addTrade(bar, trade));
        }
        awaitEnd();
      },
      error: (error) => subscriber.error(error),
      complete: () => subscriber.complete()
    })
  );
});

// src/operators/watchdog.ts
import {
  from,
  Observable as Observable2,
  throwError
} from "rxjs";
var silenceError = (due) => taggedError("SilenceError", `silent for ${due} ms`, { due });
var watchdog = ({ due, with: fallback, scheduler }) => (source) => new Observable2((subscriber) => {
  const timer = idleTimer(
    due,
    () => {
      live.unsubscribe();
      subscriber.add(from(fallback?.() ?? throwError(() => silenceError(due))).subscribe(subscriber));
    },
    clockOf(scheduler)
  );
  subscriber.add(timer.stop);
  const live = source.subscribe({
    next: (value) => {
      timer.touch();
      subscriber.next(value);
    },
    error: (error) => subscriber.error(error),
    complete: () => subscriber.complete()
  });
  subscriber.add(live);
});

// src/operators/to-async-iterable.ts
var overflowError = (most) => taggedError(
  "OverflowError",
  `more than ${most} values wait for a reader that is slower than their source`,
  {
    most
  }
);
var usualMost = 1e3;
var iteratorOf = (source, isLatest, most) => {
  const waiting = [];
  const readers = [];
  let end = null;
  let subscription;
  const finish = (how) => {
    end ??= how;
    subscription?.unsubscribe();
    for (const { give, fail } of readers.splice(0))
      if (how === "complete") give({ value: void 0, done: true });
      else fail(how.error);
  };
  const take = (value) => {
    const reader = readers.shift();
    if (reader !== void 0) {
      reader.give({ value, done: false });
      return;
    }
    if (isLatest) waiting.length = 0;
    else if (waiting.length >= most) {
      finish({ error: overflowError(most) });
      return;
    }
    waiting.push(value);
  };
  const start = () => {
    subscription = source.subscribe({
      next: (value) => {
        if (end === null) take(value);
      },
      error: (error) => finish({ error }),
      complete: () => finish("complete")
    });
    if (end !== null) subscription.unsubscribe();
  };
  return {
    next: () => new Promise((give, fail) => {
      if (subscription === void 0 && end === null) start();
      const [value] = waiting;
      if (waiting.length > 0) {
        waiting.shift();
        give({ value, done: false });
      } else if (end === null) readers.push({ give, fail });
      else if (end === "complete") give({ value: void 0, done: true });
      else {
        const { error } = end;
        end = "complete";
        fail(error);
      }
    }),
    return: () => {
      waiting.length = 0;
      finish("complete");
      return Promise.resolve({ value: void 0, done: true });
    },
    [Symbol.asyncIterator]() {
      return this;
    }
  };
};
var toAsyncIterable = (source, { overflow }) => ({
  [Symbol.asyncIterator]: () => iteratorOf(source, overflow === "latest", typeof overflow === "number" ? overflow : usualMost)
});
export {
  bars,
  clockOf,
  exactlyOnce,
  overflowError,
  retryBackoff,
  shareByKey,
  shareCurrent,
  shareLinger,
  silenceError,
  toAsyncIterable,
  watchdog
};
//# sourceMappingURL=operators.js.map