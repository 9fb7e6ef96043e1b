import {
  calls,
  decodeGatewayMessage,
  encodeCallerMessage,
  fillKey,
  serveTrading
} from "./chunk-S425FQDJ.js";
import {
  onLeave
} from "./chunk-ATDZTXWI.js";
import {
  cancelRefused,
  isEnding,
  rejected,
  runOnce
} from "./chunk-NKAGEFPH.js";

import {
  exactlyOnce
} from "./chunk-2CZU4EOK.js";
import {
  disposedBy
} from "./chunk-P2LLCTY6.js";
import {
  openWsSocket
} from "./chunk-VDEBM3DD.js";

import {
  isLoopback,
  urlOf
} from "./chunk-BC7GS32U.js";
import {
  atLeast,
  func,
  having,
  integer,
  maybe,
  optionsOf,
  resolveOptions,
  withDefault
} from "./chunk-FDEMZEWP.js";
import {
  Flag,
  decode,
  mapped
} from "./chunk-XI2AHRTT.js";


import {
  configError,
  httpError,
  refusedError,
  refusedReasons
} from "./chunk-442TD3LK.js";
import {
  shareCurrent
} from "./chunk-IPVQDIIZ.js";


import {
  clockOf,
  stampOf
} from "./chunk-34SWKVHE.js";
import {
  causeOf,
  taggedError
} from "./chunk-OLZLLHMU.js";

// src/trading/socket-port.ts
import { concatMap, defer, EMPTY, finalize, of, timer } from "rxjs";
var Options = optionsOf({
  initialDelay: withDefault(atLeast(0), 250),
  maxDelay: withDefault(atLeast(0), 1e4),
  standing: withDefault(atLeast(0), 1e4),
  maxMessageBytes: withDefault(integer(1e3, 2 ** 30), 16777216),
  allowInsecure: withDefault(Flag, false),
  openSocket: maybe(func()),
  scheduler: maybe(having("a scheduler", ["now", "schedule"])),
  random: withDefault(func(), Math.random)
});
var checkUrl = (url, allowInsecure) => {
  const parsed = urlOf(url, "ws");
  if (parsed && (parsed.protocol === "wss:" || isLoopback(parsed) || allowInsecure)) return;
  const expected = "a wss: url (or ws:, to this machine or with allowInsecure)";
  throw configError("url", expected, "something else");
};
var socketPortOn = (native) => (url, given = {}, ...stray) => {
  const { openSocket = native, scheduler, random, ...options } = resolveOptions(Options, given, stray);
  checkUrl(url, options.allowInsecure);
  const clock = clockOf(scheduler);
  let failures = 0;
  let send = null;
  const dial = () => {
    let openedAt = null;
    return openSocket(url, options.maxMessageBytes).pipe(
      concatMap((event) => {
        if (event.type === "message") return of(event.text);
        openedAt = clock.elapsed();
        ({ send } = event);
        return EMPTY;
      }),
      finalize(() => {
        send = null;
        const hasStood = openedAt !== null && clock.elapsed() - openedAt >= options.standing;
        failures = hasStood ? 0 : failures + 1;
      })
    );
  };
  return {
    messages$: defer(() => {
      if (failures === 0) return dial();
      const bound = Math.min(options.maxDelay, options.initialDelay * 2 ** Math.min(failures - 1, 30));
      return timer(random() * bound, clock).pipe(concatMap(dial));
    }),
    send: (text) => {
      if (send === null) return false;
      send(text);
      return true;
    }
  };
};

// src/trading/remote.ts
import {
  catchError as catchError4,
  concatMap as concatMap4,
  defer as defer5,
  EMPTY as EMPTY5,
  filter as filter4,
  from as from2,
  merge,
  of as of4,
  ReplaySubject,
  switchMap as switchMap3,
  takeUntil as takeUntil3,
  throwError as throwError4,
  timeout as timeout2,
  timer as timer5,
  toArray
} from "rxjs";

// src/trading/caller.ts
import {
  BehaviorSubject,
  catchError,
  defer as defer2,
  EMPTY as EMPTY2,
  filter,
  map,
  Observable,
  repeat,
  take,
  throwError,
  takeUntil,
  timeout,
  timer as timer2
} from "rxjs";
var lostError = (call) => taggedError("LostError", "the gateway has not answered", { call });
var isLost = (error) => error?._tag === "LostError";
var isForLater = (error) => {
  const { _tag, reason } = Object(error);
  return isLost(error) || _tag === "RefusedError" && (reason === "no-link" || reason === "busy");
};
var firstDelay = 250;
var longestDelay = 1e4;
var standing = 1e4;
var createPortCaller = ({
  port,
  clock,
  random,
  silence,
  answerTimeout,
  unreadable,
  closed$
}) => {
  const state = new BehaviorSubject({ linked: null, attempt: 0, cause: null });
  const open = /* @__PURE__ */ new Map();
  const name = random().toString(36).slice(2);
  let made = 0;
  let beat = null;
  let linkedAt = 0;
  let failures = 0;
  const answer = (incoming) => {
    const asked = incoming.call === null ? void 0 : open.get(incoming.call);
    if (asked === void 0) return;
    const { subscriber } = asked;
    switch (incoming.type) {
      case "taken": {
        subscriber.next({ type: "taken" });
        return;
      }
      case "next": {
        const value = decode(calls[asked.name].value.decoder, incoming.value, "value");
        if (value._tag === "Right") {
          subscriber.next({ type: "value", value: value.right });
          return;
        }
        unreadable(asked.name, value.left.message);
        return;
      }
      case "complete": {
        subscriber.complete();
        return;
      }
      case "error": {
        subscriber.error(incoming.error);
        return;
      }
      case "refused": {
        subscriber.error(refusedError(asked.name, incoming.reason, incoming.message));
        return;
      }
    }
  };
  const onMessage = (incoming) => {
    if (incoming.type !== "beat") {
      answer(incoming);
      return;
    }
    const { epoch, keepsIds, at } = incoming;
    if (beat === null) linkedAt = clock.elapsed();
    beat = { epoch, keepsIds, at, receivedAt: clock.elapsed() };
    if (state.value.linked?.epoch !== epoch)
      state.next({ linked: { epoch, keepsIds }, attempt: 0, cause: null });
  };
  const link$ = defer2(() => {
    let last = 0;
    return new Observable(
      (subscriber) => port.messages$.pipe(timeout({ each: silence, scheduler: clock })).subscribe({
        next: (text) => {
          const incoming = decodeGatewayMessage(text);
          if (incoming._tag === "Left") {
            subscriber.error(new Error(`unreadable: ${incoming.left.message}`));
            return;
          }
          const { type } = incoming.right;
          if (type === "beat" && beat !== null && incoming.right.epoch !== beat.epoch) {
            subscriber.error(new Error("another gateway answers"));
            return;
          }
          if (incoming.right.n <= last) return;
          if (incoming.right.n !== last + 1) {
            subscriber.error(new Error("messages of the gateway are missing"));
            return;
          }
          last = incoming.right.n;
          onMessage(incoming.right);
        },
        error: (error) => subscriber.error(error),
        complete: () => subscriber.complete()
      })
    );
  });
  const lose = (cause) => {
    const hasStood = beat !== null && beat.receivedAt - linkedAt >= standing;
    failures = hasStood ? 1 : failures + 1;
    beat = null;
    const asked = [...open];
    open.clear();
    state.next({ linked: null, attempt: state.value.attempt + 1, cause });
    for (const [call, { subscriber }] of asked) subscriber.error(lostError(call));
  };
  link$.pipe(
    catchError((error) => {
      lose(causeOf(error));
      return EMPTY2;
    }),
    repeat({
      delay: () => {
        if (state.value.linked !== null) lose("the link has ended");
        const bound = Math.min(longestDelay, firstDelay * 2 ** Math.min(failures - 1, 10));
        return timer2(bound / 2 + random() * bound / 2, clock);
      }
    }),
    takeUntil(closed$)
  ).subscribe();
  const stamp = ({ epoch, at, receivedAt }) => ({
    epoch,
    at: at + clock.elapsed() - receivedAt
  });
  const ask = (asked, args) => new Observable((subscriber) => {
    made += 1;
    const call = `${name}-${made}`;
    open.set(call, { name: asked, subscriber });
    const isSent = beat !== null && port.send(encodeCallerMessage({ type: "call", call, name: asked, args, ...stamp(beat) }));
    if (!isSent) {
      open.delete(call);
      subscriber.error(refusedError(asked, "no-link", "there is no link to the gateway; it was not sent"));
      return;
    }
    return () => {
      if (open.delete(call)) port.send(encodeCallerMessage({ type: "leave", call }));
    };
  }).pipe(
    timeout({ first: answerTimeout, scheduler: clock, with: () => throwError(() => lostError(asked)) })
  );
  return {
    state$: state,
    current: () => state.value.linked,
    linked$: state.pipe(
      map(({ linked }) => linked),
      filter((linked) => linked !== null),
      take(1)
    ),
    ask
  };
};

// src/trading/remote-cancel.ts
import {
  catchError as catchError2,
  concat,
  concatMap as concatMap2,
  defer as defer3,
  EMPTY as EMPTY3,
  filter as filter2,
  from,
  of as of2,
  switchMap,
  takeUntil as takeUntil2,
  tap,
  throwError as throwError2,
  timer as timer3
} from "rxjs";
var againAfter = 500;
var onTheWay = 2e3;
var createRemoteCancels = ({
  caller,
  clock,
  cancelTimeout,
  makeId,
  untilClosed
}) => {
  const insist = (name, args, sent = () => void 0) => {
    const asked = { ...args, id: makeId() };
    const attempt = caller.linked$.pipe(
      switchMap(() => caller.ask(name, asked)),
      concatMap2((answer) => {
        sent();
        return answer.type === "value" ? of2(answer.value) : EMPTY3;
      }),
      catchError2(
        (error) => isForLater(error) ? timer3(againAfter, clock).pipe(switchMap(() => attempt)) : throwError2(() => error)
      )
    );
    return attempt;
  };
  const outcomesOnce = () => {
    const reported = /* @__PURE__ */ new Set();
    return filter2(({ orderId }) => {
      const isNew = !reported.has(orderId);
      reported.add(orderId);
      return isNew;
    });
  };
  const cancelThese = (name, args, refs) => runOnce(
    defer3(() => {
      const missing = new Map(refs.map((ref) => [ref.orderId, ref]));
      let hasArrived = false;
      const conclude = (message, isKnown) => from(
        [...missing.values()].map(
          (ref) => isKnown ? cancelRefused(ref, null, message) : { ...ref, type: "Unresolved", message }
        )
      );
      return concat(
        insist(name, args, () => hasArrived = true).pipe(
          outcomesOnce(),
          tap(({ orderId }) => missing.delete(orderId)),
          takeUntil2(timer3(cancelTimeout, clock)),
          catchError2(
            (error) => conclude(causeOf(error), true).pipe(tap(({ orderId }) => missing.delete(orderId)))
          )
        ),
        defer3(
          () => conclude(hasArrived ? "the gateway has not answered" : "there is no link to the gateway", false)
        )
      );
    }).pipe(untilClosed)
  );
  const cancelAll = (which = {}) => runOnce(
    defer3(() => {
      let isAnswered = false;
      return concat(
        insist("cancelAll", which).pipe(
          outcomesOnce(),
          tap({ complete: () => isAnswered = true }),
          takeUntil2(timer3(cancelTimeout + onTheWay, clock))
        ),
        defer3(
          () => isAnswered ? EMPTY3 : of2({
            type: "Unresolved",
            pair: which.pair ?? null,
            orderId: null,
            message: "the gateway has not answered"
          })
        )
      );
    }).pipe(untilClosed)
  );
  const haltOn = (options) => {
    const reported = /* @__PURE__ */ new Set();
    const attempt = defer3(() => insist("halt", { options })).pipe(
      catchError2(
        (error) => concat(
          of2({ type: "Unreadable", message: causeOf(error) }),
          timer3(againAfter, clock).pipe(switchMap(() => attempt))
        )
      )
    );
    return attempt.pipe(
      filter2((event) => {
        const text = JSON.stringify(event);
        if (reported.has(text)) return false;
        reported.add(text);
        return true;
      })
    );
  };
  return {
    cancelOrder: (ref) => cancelThese("cancelOrder", { ref }, [ref]),
    cancelOrders: (orders) => cancelThese(
      "cancelOrders",
      { orders },
      orders.orderIds.map((orderId) => ({ pair: orders.pair, orderId }))
    ),
    cancelAll,
    halt: (options = {}) => runOnce(haltOn(options).pipe(untilClosed))
  };
};

// src/trading/remote-options.ts
var RemoteOptions = mapped(
  optionsOf({
    answerTimeout: withDefault(atLeast(1), 3e3),
    silence: withDefault(atLeast(1), 1e4),
    timeToLive: withDefault(atLeast(1), 2e3),
    readTimeout: withDefault(atLeast(1), 15e3),
    cancelTimeout: withDefault(atLeast(1), 3e4),
    cancelWhenGone: maybe(integer(0, 864e5)),
    scheduler: maybe(having("a scheduler", ["now", "schedule"])),
    random: withDefault(func(), Math.random)
  }),
  ({ scheduler, ...options }) => ({
    ...options,
    clock: clockOf(scheduler)
  })
);

// src/trading/remote-order.ts
import {
  catchError as catchError3,
  concat as concat2,
  concatMap as concatMap3,
  defer as defer4,
  delayWhen,
  EMPTY as EMPTY4,
  filter as filter3,
  of as of3,
  switchMap as switchMap2,
  take as take2,
  tap as tap2,
  throwError as throwError3,
  timer as timer4
} from "rxjs";
var idsAreKept = 828e5;
var againAfter2 = 1e3;
var distinctTransitions = () => {
  const emitted = /* @__PURE__ */ new Set();
  const keyOf = (transition) => {
    if (transition.type === "PartiallyFilled") return `fill ${transition.fill.tradeId}`;
    if (transition.type === "Unresolved") return JSON.stringify(transition);
    return isEnding(transition) ? "end" : transition.type;
  };
  return filter3((transition) => {
    const key = keyOf(transition);
    if (emitted.has("end") || emitted.has(key)) return false;
    emitted.add(key);
    return true;
  });
};
var lifeOf = (answer$) => defer4(() => {
  let isOver = false;
  return concat2(
    answer$.pipe(
      concatMap3((answer) => answer.type === "value" ? of3(answer.value) : EMPTY4),
      tap2((transition) => {
        isOver = isEnding(transition) || transition.type === "Unresolved";
      })
    ),
    defer4(() => isOver ? EMPTY4 : throwError3(() => lostError("life")))
  );
});
var notSent = (message) => rejected("client", "not-sent", message, null);
var unresolved = (message) => ({ type: "Unresolved", candidates: [], message });
var isUnknownId = (error) => {
  const { _tag, field } = Object(error);
  return _tag === "RequestError" && field === "id";
};
var createRemoteOrders = ({
  caller,
  clock,
  timeToLive,
  cancel,
  untilClosed
}) => {
  const askAgain = (id, sentAt, sentTo) => {
    const unknown = ({ epoch, keepsIds }) => {
      const isProof = (keepsIds || epoch === sentTo?.epoch) && clock.elapsed() - sentAt < idsAreKept;
      return isProof ? notSent("the gateway never got it") : unresolved("the gateway was restarted since, and does not know its outcome");
    };
    const look = caller.linked$.pipe(
      // Until then the order may still be on its way. Later the gateway would refuse it.
      delayWhen(() => timer4(Math.max(0, sentAt + timeToLive - clock.elapsed()), clock)),
      switchMap2(
        (linked) => lifeOf(caller.ask("trackOrder", { id })).pipe(
          catchError3(
            (error) => isUnknownId(error) ? of3(unknown(linked)) : timer4(againAfter2, clock).pipe(switchMap2(() => look))
          )
        )
      )
    );
    return look;
  };
  const live = (name, args) => defer4(() => {
    const sentTo = caller.current();
    const sentAt = clock.elapsed();
    let isPlaced = false;
    return lifeOf(caller.ask(name, args)).pipe(
      tap2(({ type }) => {
        isPlaced ||= type !== "Submitted" && type !== "Unresolved";
      }),
      catchError3((error) => {
        if (!isLost(error)) return of3(notSent(causeOf(error)));
        const report = isPlaced ? EMPTY4 : of3(unresolved("the gateway has not answered; it is asked again"));
        return concat2(report, askAgain(args.id, sentAt, sentTo));
      }),
      distinctTransitions()
    );
  });
  const leave = (life$) => {
    life$.pipe(
      filter3((transition) => transition.type === "Accepted" || isEnding(transition)),
      take2(1),
      concatMap3((transition) => transition.type === "Accepted" ? cancel(transition.order) : EMPTY4)
    ).subscribe({ error: () => void 0 });
  };
  const track = (which) => defer4(() => {
    const look = caller.linked$.pipe(
      switchMap2(() => lifeOf(caller.ask("trackOrder", which))),
      catchError3(
        (error) => isForLater(error) ? timer4(againAfter2, clock).pipe(switchMap2(() => look)) : throwError3(() => error)
      )
    );
    return look.pipe(distinctTransitions());
  });
  return {
    place: (name, args, cancelOnUnsubscribe) => {
      const life$ = runOnce(live(name, args).pipe(untilClosed));
      return cancelOnUnsubscribe ? onLeave(life$, leave) : life$;
    },
    track: (which) => track(which).pipe(untilClosed)
  };
};

// src/trading/remote.ts
var keptFills = 1e4;
var keptDiagnostics = 200;
var againAfter3 = 1e3;
var remoteTrading = (port, given = {}, ...stray) => {
  const { clock, random, readTimeout, timeToLive, cancelTimeout, silence, answerTimeout, cancelWhenGone } = resolveOptions(RemoteOptions, given, stray);
  const closed = new ReplaySubject(1);
  const untilClosed = takeUntil3(closed);
  const noticed = new ReplaySubject(100);
  const diagnose = (diagnostic) => {
    noticed.next({ ...diagnostic, at: stampOf(clock), count: 1 });
  };
  const caller = createPortCaller({
    port,
    clock,
    random,
    silence,
    answerTimeout,
    unreadable: (call, cause) => diagnose({ kind: "answer-unreadable", call, cause }),
    closed$: closed
  });
  let made = 0;
  const prefix = random().toString(36).slice(2);
  const makeId = () => {
    made += 1;
    return `${stampOf(clock)}-${prefix}-${made}`;
  };
  const valuesOf = (name, args) => caller.ask(name, args).pipe(concatMap4((answer) => answer.type === "value" ? of4(answer.value) : EMPTY5));
  const read = (name, args) => {
    const attempt = caller.linked$.pipe(
      switchMap3(() => valuesOf(name, args).pipe(toArray())),
      catchError4(
        (error) => isForLater(error) ? timer5(againAfter3, clock).pipe(switchMap3(() => attempt)) : throwError4(() => error)
      )
    );
    return attempt.pipe(
      timeout2({
        first: readTimeout,
        scheduler: clock,
        with: () => throwError4(() => httpError(name, "timeout", "none", "the gateway has not answered"))
      }),
      concatMap4((values) => from2(values)),
      untilClosed
    );
  };
  const onEachLink = (name, args) => {
    const again = defer5(() => valuesOf(name, args())).pipe(
      catchError4((error) => {
        return isForLater(error) ? timer5(againAfter3, clock).pipe(switchMap3(() => again)) : throwError4(() => error);
      })
    );
    return caller.state$.pipe(switchMap3(({ linked }) => linked === null ? EMPTY5 : again));
  };
  const lost$ = caller.state$.pipe(filter4(({ linked }) => linked === null));
  const nothing = () => void 0;
  const current = (source) => source.pipe(shareCurrent({ forgetOn: lost$, scheduler: clock }), untilClosed);
  const fills$ = defer5(() => {
    let after = null;
    return onEachLink("fills$", () => ({ after })).pipe(
      concatMap4(({ epoch, index, fill, missed }) => {
        after = { epoch, index };
        if (missed) diagnose({ kind: "fills-lost" });
        return fill === null ? EMPTY5 : of4(fill);
      }),
      exactlyOnce({ key: fillKey, remember: keptFills })
    );
  }).pipe(shareCurrent({ fold: () => [], scheduler: clock }), untilClosed);
  const connection$ = caller.state$.pipe(
    switchMap3(
      ({ linked, attempt, cause }) => linked === null ? of4({ state: attempt === 0 ? "connecting" : "waiting", attempt, cause }) : onEachLink("connection$", nothing)
    )
  );
  const ownDiagnostics$ = defer5(() => {
    const known = [];
    return onEachLink("diagnostics$", nothing).pipe(
      filter4((diagnostic) => {
        const text = JSON.stringify(diagnostic);
        if (known.includes(text)) return false;
        known.push(text);
        if (known.length > keptDiagnostics) known.shift();
        return true;
      }),
      // A gateway may keep its own diagnostics to itself.
      catchError4(
        (error) => Object(error)._tag === "RefusedError" ? EMPTY5 : throwError4(() => error)
      )
    );
  }).pipe(shareCurrent({ fold: (kept, value) => [...kept, value].slice(-100), scheduler: clock }));
  const cancels = createRemoteCancels({ caller, clock, cancelTimeout, makeId, untilClosed });
  const orders = createRemoteOrders({
    caller,
    clock,
    timeToLive,
    cancel: cancels.cancelOrder,
    untilClosed
  });
  if (cancelWhenGone !== void 0)
    onEachLink("cancelWhenGone", () => ({ after: cancelWhenGone })).pipe(untilClosed).subscribe({
      error: (error) => diagnose({ kind: "answer-unreadable", call: "cancelWhenGone", cause: causeOf(error) })
    });
  const close = () => {
    closed.next();
    closed.complete();
    return Promise.resolve();
  };
  return {
    submitOrder: (request, { id = makeId(), cancelOnUnsubscribe = false, allowEqualInFlight } = {}) => orders.place("submitOrder", { id, request, allowEqualInFlight }, cancelOnUnsubscribe),
    replaceOrder: (ref, changes, { id = makeId() } = {}) => orders.place("replaceOrder", { id, ref, changes }, false),
    trackOrder: orders.track,
    ...cancels,
    rest: {
      order: (ref) => read("rest.order", ref),
      ordersInfo: (which) => read("rest.ordersInfo", which),
      activeOrders: (query = {}) => read("rest.activeOrders", query),
      tradeHistory: (query = {}) => read("rest.tradeHistory", query),
      assets: () => read("rest.assets", void 0),
      marginStatus: () => read("rest.marginStatus", void 0),
      marginPositions: () => read("rest.marginPositions", void 0),
      all: {
        activeOrders: (query = {}) => read("rest.all.activeOrders", query),
        tradeHistory: (query = {}) => read("rest.all.tradeHistory", query)
      }
    },
    fills$,
    orders$: current(onEachLink("orders$", nothing)),
    assets$: current(onEachLink("assets$", nothing)),
    available$: current(onEachLink("available$", nothing)),
    positions$: current(onEachLink("positions$", nothing)),
    pnl$: current(onEachLink("pnl$", nothing)),
    privateEvents$: onEachLink("privateEvents$", nothing).pipe(untilClosed),
    connection$: current(connection$),
    diagnostics$: merge(noticed, ownDiagnostics$).pipe(untilClosed),
    close,
    ...disposedBy(close)
  };
};

// src/trading/web-socket-port.ts
import { Observable as Observable2 } from "rxjs";
var isOpen = 1;
var longestQueue = 8388608;
var webSocketPort = (socket) => ({
  messages$: new Observable2((subscriber) => {
    const onMessage = (event) => {
      const { data } = event;
      if (typeof data === "string") subscriber.next(data);
    };
    const end = () => subscriber.complete();
    if (socket.readyState !== isOpen) {
      subscriber.complete();
      return void 0;
    }
    socket.addEventListener("message", onMessage);
    socket.addEventListener("close", end);
    socket.addEventListener("error", () => void 0);
    return () => {
      socket.removeEventListener("message", onMessage);
      socket.removeEventListener("close", end);
      socket.close();
    };
  }),
  send: (text) => {
    if (socket.readyState !== isOpen) return false;
    if (socket.bufferedAmount > longestQueue) {
      socket.close();
      return false;
    }
    socket.send(text);
    return true;
  }
});

// src/trading/index.ts
var socketPort = socketPortOn(openWsSocket);
export {
  refusedReasons,
  remoteTrading,
  serveTrading,
  socketPort,
  webSocketPort
};
//# sourceMappingURL=trading.js.map