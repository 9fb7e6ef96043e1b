import {
  retryBackoff
} from "./chunk-QCQMARG6.js";

// src/data/context.ts
import { pipe, tap, timeout } from "rxjs";
var snapshotRoom$ = ({ rooms }, kind, pair) => rooms.room$(kind, pair).pipe(
  tap((event) => {
    if (event.type === "joined" && !event.fresh) rooms.rejoin(kind, pair);
  })
);
var isWithoutRest = (error) => error._tag === "NoRestError";
var insisting = ({ random, clock }, due, backoff) => pipe(
  retryBackoff({
    maxDelay: 2e3,
    ...backoff,
    shouldRetry: (error) => !isWithoutRest(error),
    random,
    scheduler: clock
  }),
  timeout({ first: due, scheduler: clock })
);

// src/operators/one-by-one.ts
import { Observable } from "rxjs";
var oneByOne = (listOf) => (source) => new Observable((subscriber) => {
  const waiting = [];
  let isOver = false;
  const complete = () => {
    isOver = true;
    if (waiting.length === 0) subscriber.complete();
  };
  return source.subscribe({
    next: (value) => {
      waiting.push(listOf(value));
      if (waiting.length > 1) return;
      for (let [list] = waiting; list !== void 0; [list] = waiting) {
        for (const one of list) subscriber.next(one);
        waiting.shift();
      }
      if (isOver) subscriber.complete();
    },
    error: (error) => subscriber.error(error),
    complete
  });
});

export {
  snapshotRoom$,
  insisting,
  oneByOne
};
//# sourceMappingURL=chunk-H42KMDU5.js.map