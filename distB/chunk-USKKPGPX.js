import {
  begunOnce,
  courseOf,
  isEnding
} from "./chunk-6WBXMUVT.js";
import {
  untilEnd
} from "./chunk-X5QL2LSY.js";
import {
  closedError
} from "./chunk-S2B5S6DE.js";

// src/execution/leaving.ts
import {
  catchError,
  concatMap,
  defer,
  EMPTY,
  filter,
  ignoreElements,
  merge,
  noop,
  Observable,
  of,
  Subject,
  take,
  takeUntil,
  takeWhile,
  tap,
  throwError
} from "rxjs";
var createClosing = (clock, diagnose) => {
  const unsubscribed = watchUnsubscribed(clock, (verb) => {
    diagnose({ kind: "not-subscribed", verb });
  });
  const closing = new Subject();
  const ending = new Subject();
  const untilClosed = untilEnd(closing);
  let isClosed = false;
  const closed = (verb) => throwError(() => closedError(verb));
  return {
    untilClosed,
    untilEnded: untilEnd(ending),
    unlessLeft: (isLeft) => (source) => isClosed ? EMPTY : source.pipe(takeUntil(merge(closing.pipe(filter(() => !isLeft())), ending))),
    asked: (verb, source) => {
      const subscribed = unsubscribed.made(verb);
      return defer(() => {
        subscribed();
        return isClosed ? closed(verb) : untilClosed(source);
      });
    },
    command: (verb, begin) => {
      const subscribed = unsubscribed.made(verb);
      return begunOnce(() => {
        subscribed();
        return isClosed ? courseOf(closed(verb)) : begin();
      });
    },
    close: () => {
      isClosed = true;
      unsubscribed.stop();
      closing.next();
    },
    end: () => {
      ending.next();
    }
  };
};
var patience = 1e3;
var watchUnsubscribed = (clock, tell) => {
  const waiting = /* @__PURE__ */ new Set();
  let timer = null;
  const arm = (delay) => {
    timer = clock.schedule(look, delay);
    timer.id?.unref?.();
  };
  const look = () => {
    timer = null;
    for (const one of waiting) {
      if (one.due > clock.elapsed()) {
        arm(one.due - clock.elapsed());
        return;
      }
      waiting.delete(one);
      tell(one.verb);
    }
  };
  let isStopped = false;
  return {
    made: (verb) => {
      if (isStopped) return noop;
      const one = { verb, due: clock.elapsed() + patience };
      waiting.add(one);
      if (timer === null) arm(patience);
      return () => waiting.delete(one);
    },
    stop: () => {
      isStopped = true;
      waiting.clear();
      timer?.unsubscribe();
      timer = null;
    }
  };
};
var cancelLeft = ({ cancel, diagnose, exclusiveAccount }) => {
  const owed = /* @__PURE__ */ new Map();
  const settled = new Subject();
  const settle = (life) => {
    if (owed.delete(life)) settled.next();
  };
  const cancelAndTell = (order, settleIt) => {
    const failed = ({ message: cause }) => {
      diagnose({ kind: "cancel-failed", order, cause });
    };
    return cancel(order).pipe(
      tap((outcome) => {
        if (outcome.type === "Refused" || outcome.type === "Unresolved") failed(outcome);
        settleIt();
      }),
      catchError((error) => {
        failed(error);
        settleIt();
        return EMPTY;
      })
    );
  };
  return {
    settled$: defer(
      () => owed.size === 0 ? EMPTY : settled.pipe(
        takeWhile(() => owed.size > 0),
        ignoreElements()
      )
    ),
    leave: (life) => {
      const settleIt = () => {
        settle(life);
      };
      const leftAlone = /* @__PURE__ */ new Set();
      const leaveAlone = (order) => {
        if (leftAlone.has(order.orderId)) return;
        leftAlone.add(order.orderId);
        diagnose({ kind: "inferred-not-canceled", order });
      };
      const tellIfOpen = () => {
        const ref = owed.get(life);
        if (ref !== void 0) diagnose({ kind: "left-open", ref });
        settleIt();
      };
      life.pipe(
        tap((transition) => {
          if (transition.type === "Submitted") owed.set(life, null);
          if (transition.type === "Unresolved") transition.candidates.forEach(leaveAlone);
        }),
        concatMap((transition) => {
          if (isEnding(transition)) return of(null);
          return transition.type === "Accepted" ? of(transition) : EMPTY;
        }),
        take(1),
        concatMap((accepted) => {
          if (accepted !== null && (accepted.attribution === "reply" || exclusiveAccount)) {
            const { pair, orderId } = accepted.order;
            owed.set(life, { pair, orderId });
            return cancelAndTell(accepted.order, settleIt);
          }
          if (accepted !== null) leaveAlone(accepted.order);
          settleIt();
          return EMPTY;
        })
      ).subscribe({ complete: tellIfOpen, error: settleIt });
    }
  };
};
var onLeave = (source, leave) => {
  let observers = 0;
  let isLeft = false;
  return new Observable((subscriber) => {
    observers += 1;
    let isOver = false;
    const end = () => {
      isOver = true;
    };
    const subscription = source.pipe(tap({ error: end, complete: end })).subscribe(subscriber);
    return () => {
      subscription.unsubscribe();
      observers -= 1;
      if (isOver || observers > 0 || isLeft) return;
      isLeft = true;
      leave(source);
    };
  });
};

export {
  createClosing,
  cancelLeft,
  onLeave
};
//# sourceMappingURL=chunk-USKKPGPX.js.map