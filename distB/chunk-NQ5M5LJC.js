import {
  askSign,
  bidSign,
  decodePacket,
  encodePacket,
  flatten,
  roomKinds,
  toLevels
} from "./chunk-P2TATV3H.js";
import {
  shareByKey
} from "./chunk-PDJ2ASDK.js";
import {
  idleTimer
} from "./chunk-HPGSV6QT.js";
import {
  isLikelyOf,
  likelyRoomOf,
  roomOf
} from "./chunk-TDNM2LA7.js";
import {
  shareLinger
} from "./chunk-CXHI4X4L.js";
import {
  beginningOf
} from "./chunk-XI2AHRTT.js";
import {
  linkError
} from "./chunk-442TD3LK.js";
import {
  shareCurrent
} from "./chunk-IPVQDIIZ.js";
import {
  retryBackoff
} from "./chunk-QCQMARG6.js";
import {
  clockOf,
  stampOf
} from "./chunk-34SWKVHE.js";
import {
  causeOf
} from "./chunk-OLZLLHMU.js";

// src/connectivity/rooms.ts
import {
  BehaviorSubject,
  EMPTY,
  ignoreElements,
  NEVER,
  Observable,
  Subject,
  tap
} from "rxjs";

// src/connectivity/liveness.ts
var livenessOf = {
  depth_whole: { mustSpeak: { within: 2e4, always: true } },
  circuit_break_info: { mustSpeak: { within: 5e3, always: false }, renewedAfter: 6e4 }
};

// src/connectivity/room-member.ts
var parsers = roomKinds;
var createMember = ({
  kind,
  pair,
  clock,
  meter,
  diagnose,
  rejoin,
  subscriber
}) => {
  const { mustSpeak, renewedAfter } = livenessOf[kind] ?? {};
  const name = `${kind}_${pair}`;
  let odd = [];
  const parse = parsers[kind](pair, (row) => {
    odd.push(row);
  });
  let silence;
  let received = false;
  const onSilence = () => {
    diagnose({ kind: "room-silent", room: name, due: mustSpeak?.within ?? 0 });
    subscriber.next({ kind, type: "silent" });
    rejoin();
  };
  const onChange = (change) => {
    silence?.stop();
    received = false;
    if (change.type === "joined" && mustSpeak !== void 0) {
      silence = idleTimer(mustSpeak.within, onSilence, clock);
    }
    subscriber.next({ kind, ...change });
  };
  const reportOdd = () => {
    const fields = odd.flatMap(({ what, field }) => what === "lossy" ? [field] : []);
    if (fields.length > 0) diagnose({ kind: "lossy-total", room: name, fields });
    for (const row of odd) if (row.what !== "lossy") diagnose({ kind: "odd-row", source: name, ...row });
    return odd.some(({ what }) => what === "lost");
  };
  const onFrame = (frame) => {
    received = true;
    if (odd.length > 0) odd = [];
    const message = parse(frame);
    if (meter.isRead) meter.count(name, frame, message._tag === "Right" ? message.right : null);
    if (message._tag === "Left") {
      diagnose({ kind: "undecodable-frame", room: name, cause: message.left.message });
      subscriber.next({ kind, type: "undecodable" });
      return;
    }
    if (mustSpeak?.always === true) silence?.touch();
    else silence?.stop();
    if (renewedAfter !== void 0) silence = idleTimer(renewedAfter, rejoin, clock);
    const isRowLost = odd.length > 0 && reportOdd();
    subscriber.next({ kind, type: "message", message: message.right });
    if (isRowLost) subscriber.next({ kind, type: "undecodable" });
  };
  return { quoted: `${name}"`, onFrame, onChange, hasReceived: () => received, stop: () => silence?.stop() };
};

// src/connectivity/room-meter.ts
import { defer, endWith, finalize, interval, map, takeUntil } from "rxjs";
var period = 1e3;
var silent = { frames: 0, bytes: 0, lastAt: null, lag: null };
var stampIn = (message) => {
  const { timestamp } = Object(Array.isArray(message) ? message.at(-1) : message);
  return typeof timestamp === "number" ? timestamp : null;
};
var createRoomMeter = (clock, joinedRooms, ended$) => {
  const counted = /* @__PURE__ */ new Map();
  const look2 = () => new Map([...joinedRooms()].map((name) => [name, counted.get(name) ?? silent]));
  const meter = {
    isRead: false,
    count: (name, frame, message) => {
      const { frames, bytes, lag } = counted.get(name) ?? silent;
      const lastAt = stampOf(clock);
      const stamp = stampIn(message);
      counted.set(name, {
        frames: frames + 1,
        bytes: bytes + frame.length,
        lastAt,
        lag: stamp === null ? lag : lastAt - stamp
      });
    },
    rooms$: defer(() => {
      meter.isRead = true;
      return interval(period, clock).pipe(takeUntil(ended$), endWith(null), map(look2));
    }).pipe(
      finalize(() => {
        meter.isRead = false;
        counted.clear();
      }),
      shareCurrent({ scheduler: clock })
    )
  };
  return meter;
};

// src/connectivity/rooms.ts
var command = (name, room) => encodePacket({ type: "event", name, args: [room] });
var standing = 1e4;
var idle = { state: "idle", attempt: 0, cause: null };
var createRooms = ({
  link$: transportLink$,
  backoff = {},
  diagnose,
  scheduler,
  looking$ = EMPTY,
  leaps$ = NEVER
}) => {
  const clock = clockOf(scheduler);
  const members = /* @__PURE__ */ new Map();
  const connection$ = new BehaviorSubject(idle);
  const lost$ = new Subject();
  const ended$ = new Subject();
  const meter = createRoomMeter(clock, () => members.keys(), ended$);
  let link = null;
  let latest;
  const report = (change) => connection$.next({ ...connection$.value, ...change });
  const join = (name, { onChange }) => {
    link?.send(command("join-room", name));
    onChange({ type: "joined", fresh: true });
  };
  const rejoinRoom = (name) => {
    const member = members.get(name);
    if (link === null || member === void 0) return;
    link.send(command("leave-room", name));
    join(name, member);
  };
  const onOpen = (open) => {
    link = open;
    report({ state: "open" });
    for (const [name, member] of [...members]) join(name, member);
  };
  const onFrame = (frame) => {
    if (latest === void 0 || !isLikelyOf(latest.quoted, frame)) latest = members.get(likelyRoomOf(frame));
    if (latest !== void 0) {
      latest.onFrame(frame);
      return;
    }
    const name = roomOf(frame);
    if (name !== null) members.get(name)?.onFrame(frame);
    else diagnose({ kind: "undecodable-frame", room: null, cause: `not a room's: ${beginningOf(frame)}` });
  };
  const emitChange = (change) => {
    for (const { onChange } of [...members.values()]) onChange(change);
    lost$.next();
  };
  const onLost = () => {
    if (link === null) return;
    link = null;
    emitChange({ type: "lost" });
  };
  const onLeap = () => {
    if (link === null) return;
    const before = [...members.keys()];
    emitChange({ type: "leapt" });
    for (const name of before) rejoinRoom(name);
  };
  const onEnd = () => {
    link = null;
    report(idle);
  };
  const openLink = new Observable((subscriber) => {
    let isProven = false;
    let hasStood = false;
    const onStanding = () => {
      hasStood = true;
      isProven = false;
    };
    report({ state: "connecting" });
    subscriber.add(looking$.subscribe());
    subscriber.add(leaps$.subscribe(onLeap));
    return transportLink$.subscribe({
      next: (event) => {
        if (typeof event !== "string") {
          onOpen(event);
          subscriber.next(event);
          return;
        }
        if (!isProven) {
          isProven = true;
          if (connection$.value.cause !== null) report({ attempt: 0, cause: null });
          if (hasStood) subscriber.next(event);
          else subscriber.add(clock.schedule(onStanding, standing));
        }
        onFrame(event);
      },
      error: (error) => {
        onLost();
        subscriber.error(error);
      },
      complete: () => subscriber.complete()
    });
  });
  const link$ = openLink.pipe(
    retryBackoff({
      ...backoff,
      scheduler: clock,
      // A text is the proof of a link that has worked for long enough; see `openLink`.
      resetOn: (event) => typeof event === "string",
      steadyAfter: 0,
      onRetry: ({ error, attempt, delay }) => {
        const cause = causeOf(error);
        report({ state: "waiting", attempt, cause });
        diagnose({ kind: "link-lost", cause, attempt, delay });
      }
    }),
    tap({
      complete: () => {
        ended$.next();
        onEnd();
      },
      unsubscribe: onEnd
    }),
    // Frames have reached their rooms already: subscribers of the link need only its end.
    ignoreElements(),
    shareLinger({ scheduler: clock })
  );
  const joinRoom = (kind, pair) => new Observable((subscriber) => {
    const name = `${kind}_${pair}`;
    const rejoin = () => rejoinRoom(name);
    const member = createMember({ kind, pair, clock, meter, diagnose, rejoin, subscriber });
    members.set(name, member);
    const leave = () => {
      member.stop();
      if (members.get(name) !== member) return;
      members.delete(name);
      latest = void 0;
      link?.send(command("leave-room", name));
    };
    subscriber.add(leave);
    if (link !== null) join(name, member);
    subscriber.add(
      link$.subscribe({
        error: (error) => {
          leave();
          subscriber.error(error);
        },
        complete: () => {
          leave();
          subscriber.complete();
        }
      })
    );
  });
  const shared = Object.fromEntries(
    Object.keys(roomKinds).map((kind) => [
      kind,
      shareByKey(
        (pair) => joinRoom(kind, pair),
        () => shareLinger({ scheduler: clock })
      )
    ])
  );
  const room$ = (kind, pair) => new Observable((subscriber) => {
    const member = members.get(`${kind}_${pair}`);
    if (link !== null && member !== void 0) {
      subscriber.next({ kind, type: "joined", fresh: !member.hasReceived() });
    }
    return shared[kind](pair).subscribe(subscriber);
  });
  return {
    room$,
    rejoin: (kind, pair) => rejoinRoom(`${kind}_${pair}`),
    connection$: connection$.asObservable(),
    rooms$: meter.rooms$,
    lost$: lost$.asObservable()
  };
};

// src/connectivity/stream-socket.ts
import { NEVER as NEVER2, Observable as Observable2 } from "rxjs";
var proofWithin = 5e3;
var isEvent = (text) => text.startsWith("42");
var streamSocket = ({
  openSocket,
  streamUrl,
  connectTimeout = 1e4,
  maxFrameBytes = 1e6,
  scheduler,
  leaps$ = NEVER2
}) => new Observable2((subscriber) => {
  let send = () => void 0;
  let silence;
  let proof;
  let opened = false;
  const clock = clockOf(scheduler);
  const fail = (reason, detail) => subscriber.error(linkError(reason, detail));
  const connecting = clock.schedule(
    () => fail("connect-timeout", `no link to the venue within ${connectTimeout} ms`),
    connectTimeout
  );
  const onOpen = ({ pingInterval, pingTimeout }) => {
    if (silence !== void 0) return;
    const due = pingInterval + pingTimeout;
    silence = idleTimer(due, () => fail("silent", `no frame from the venue for ${due} ms`), clock);
    send(encodePacket({ type: "connect", sid: null }));
  };
  const onConnect = () => {
    if (opened || silence === void 0) return;
    opened = true;
    connecting.unsubscribe();
    subscriber.next({ type: "open", send });
  };
  const onText = (text, cause) => {
    if (opened) subscriber.next(text);
    else fail("refused", `expected the venue's handshake, ${cause ?? `got ${beginningOf(text)}`}`);
  };
  const onControl = (text) => {
    const packet = decodePacket(text);
    switch (packet.type) {
      case "open":
        onOpen(packet);
        break;
      case "ping":
        send(encodePacket({ type: "pong" }));
        break;
      case "connect":
        onConnect();
        break;
      case "connect-error":
        fail("refused", `the venue refused the connection: ${beginningOf(packet.message)}`);
        break;
      case "close":
      case "disconnect":
        fail("closed", "the venue ended the session");
        break;
      case "bad":
        onText(text, packet.cause);
        break;
      case "event":
      case "pong":
      case "noop":
        break;
    }
  };
  const askForProof = () => {
    if (!opened) return;
    proof?.stop();
    proof = idleTimer(
      proofWithin,
      () => fail("silent", `no frame from the venue for ${proofWithin} ms after the clock leapt`),
      clock
    );
  };
  const prove = () => {
    proof?.stop();
    proof = void 0;
  };
  subscriber.add(leaps$.subscribe(askForProof));
  subscriber.add(prove);
  subscriber.add(() => silence?.stop());
  subscriber.add(connecting);
  subscriber.add(
    openSocket(`${streamUrl}/socket.io/?EIO=4&transport=websocket`, maxFrameBytes).subscribe({
      next: (event) => {
        if (event.type === "open") {
          send = event.send;
          return;
        }
        if (isEvent(event.text)) onText(event.text, null);
        else onControl(event.text);
        silence?.touch();
        if (proof !== void 0) prove();
      },
      error: (error) => subscriber.error(error),
      complete: () => fail("closed", "the venue closed the socket")
    })
  );
});

// src/orderbook/run.ts
var flatRun = (flat) => ({ flat, levels: null });
var runOf = (levels) => ({ flat: null, levels });
var look = (run) => {
  if (run.levels !== null) return run.levels;
  const levels = toLevels(run.flat ?? []);
  run.levels = levels;
  run.flat = null;
  return levels;
};
var flatOfRun = ({ flat, levels }) => flat ?? flatten(levels ?? []);
var lengthOf = ({ flat, levels }) => levels?.length ?? (flat ?? []).length / 2;
var bestPriceOf = ({ flat, levels }) => levels === null ? flat?.[0] : levels[0]?.price;
var joinRuns = (a, b) => a.flat !== null && b.flat !== null ? flatRun(a.flat.concat(b.flat)) : runOf(look(a).concat(look(b)));
var partOf = ({ flat, levels }, from, to) => levels === null ? flatRun((flat ?? []).slice(2 * from, 2 * to)) : runOf(levels.slice(from, to));

// src/orderbook/side.ts
var levelsOf = (side) => {
  const [best] = side;
  if (best === void 0) return [];
  const others = [];
  for (let i = 1; i < side.length; i += 1) others.push(look(side[i]));
  return look(best).concat(...others);
};
var flatOf = (side) => [].concat(...side.map(flatOfRun));
var bestOf = (side) => {
  const [run] = side;
  return run === void 0 ? void 0 : look(run)[0];
};
var worstPriceOf = (side) => {
  const worst = side.at(-1);
  return worst?.levels === null ? worst.flat?.at(-2) : worst?.levels.at(-1)?.price;
};
var isMadeOf = (side, levels) => {
  let at = 0;
  for (const run of side) {
    if (run.flat !== null) {
      for (let i = 0; i < run.flat.length; i += 1, at += 1) if (run.flat[i] !== levels[at]) return false;
    } else {
      for (const { price, amount } of look(run)) {
        if (price !== levels[at] || amount !== levels[at + 1]) return false;
        at += 2;
      }
    }
  }
  return at === levels.length;
};
var differencesOf = (side, levels, sign) => {
  if (isMadeOf(side, levels)) return [];
  const known = flatOf(side);
  const differences = [];
  let i = 0;
  let j = 0;
  while (i < known.length || j < levels.length) {
    const ours = i < known.length ? known[i] * sign : Infinity;
    const theirs = j < levels.length ? levels[j] * sign : Infinity;
    const kept = ours <= theirs ? known[i + 1] : 0;
    const actual = theirs <= ours ? levels[j + 1] : 0;
    if (kept !== actual) differences.push({ price: Math.min(ours, theirs) * sign, kept, actual });
    if (ours <= theirs) i += 2;
    if (theirs <= ours) j += 2;
  }
  return differences;
};
var bestLevels = (side, depth) => {
  let runs = 0;
  let known = 0;
  while (known < depth && runs < side.length) {
    known += lengthOf(side[runs]);
    runs += 1;
  }
  const levels = runs === 1 ? look(side[0]) : levelsOf(runs === side.length ? side : side.slice(0, runs));
  return known > depth ? levels.slice(0, depth) : levels;
};
var topOf = (side, depth, before) => {
  const levels = bestLevels(side, depth);
  if (levels.length !== before.length) return levels;
  for (let i = 0; i < levels.length; i += 1) if (levels[i] !== before[i]) return levels;
  return before;
};

// src/orderbook/views.ts
var viewOfBooks = (depth) => {
  let lastBook = { bids: [], asks: [] };
  let last = { bids: [], asks: [] };
  return (book) => {
    const view = {
      pair: book.pair,
      bids: book.bids === lastBook.bids ? last.bids : topOf(book.bids, depth, last.bids),
      asks: book.asks === lastBook.asks ? last.asks : topOf(book.asks, depth, last.asks),
      sequence: book.sequence,
      timestamp: book.timestamp,
      crossed: book.crossed,
      stale: book.stale,
      outside: book.outside
    };
    lastBook = book;
    last = view;
    return view;
  };
};
var quoteOf = ({ pair, bids, asks, timestamp }) => {
  const bid = bestOf(bids);
  const ask = bestOf(asks);
  return {
    pair,
    bid: bid?.price ?? null,
    bidAmount: bid?.amount ?? null,
    ask: ask?.price ?? null,
    askAmount: ask?.amount ?? null,
    timestamp
  };
};
var sameQuote = (a, b) => a.bid === b.bid && a.bidAmount === b.bidAmount && a.ask === b.ask && a.askAmount === b.askAmount;

// src/orderbook/kept-book.ts
var noBook = {
  book: null,
  base: null,
  since: 0,
  diffs: null,
  held: 0,
  doubt: null,
  show: null,
  report: null
};
var leaveAsIs = (kept) => ({ ...kept, show: null, report: null });
var markStale = (kept) => {
  if (kept.book === null || kept.book.stale) return leaveAsIs(kept);
  const book = { ...kept.book, stale: true };
  return { ...kept, book, show: book, report: null };
};
var forget = (kept) => ({ ...noBook, show: markStale(kept).show });
var maxHeldLevels = 5e4;
var maxSideLevels = 1e4;
var sizeOf = ({ bids, asks }) => (bids.length + asks.length) / 2 + 1;
var overgrow = (kept, { pair, sequence, timestamp }, levels) => {
  const { book, show } = markStale(kept);
  return {
    ...noBook,
    book,
    doubt: { after: timestamp, sequence, refused: kept.doubt?.refused ?? 0 },
    show,
    report: { kind: "book-overgrown", pair, sequence, levels }
  };
};
var refuseLarge = (kept, whole) => {
  const levels = Math.max(whole.bids.length, whole.asks.length) / 2;
  return levels > maxSideLevels ? overgrow(kept, whole, levels) : null;
};
var holdDiff = (kept, diff, next, show) => {
  const held = kept.held + sizeOf(diff);
  if (held > maxHeldLevels) return overgrow(kept, diff, held);
  return {
    book: next,
    base: kept.base,
    since: kept.since,
    diffs: { diff, older: kept.diffs },
    held,
    doubt: kept.doubt,
    show,
    report: null
  };
};

// src/orderbook/changes.ts
var shortestRun = 24;
var usualRun = 32;
var longestRun = 64;
var even = (runs) => {
  const side = [];
  for (const run of runs) {
    const before = side.at(-1);
    const isShort = before !== void 0 && lengthOf(before) < shortestRun;
    if (isShort) side.pop();
    const whole = isShort ? joinRuns(before, run) : run;
    const length = lengthOf(whole);
    if (length > longestRun) {
      for (let at = 0; at < length; at += usualRun) side.push(partOf(whole, at, at + usualRun));
    } else if (length > 0) side.push(whole);
  }
  return side;
};
var createChanger = () => {
  const ordered = [0.5];
  const merged = [0.5];
  const short = 200;
  const sorted = (changes, sign) => [...toLevels(changes)].sort((a, b) => (a.price - b.price) * sign).flatMap(({ price, amount }) => [price, amount]);
  const putInOrder = (changes, sign) => {
    for (let i = 0; i < changes.length; i += 2) {
      const price = changes[i];
      let at = i;
      for (; at > 0 && (ordered[at - 2] - price) * sign > 0; at -= 2) {
        ordered[at] = ordered[at - 2];
        ordered[at + 1] = ordered[at - 1];
      }
      ordered[at] = price;
      ordered[at + 1] = changes[i + 1];
    }
  };
  const applyToLevels = (levels, first, end, sign) => {
    const { length } = levels;
    const next = new Array(length + (end - first) / 2);
    let isChanged = false;
    let from = 0;
    let to = 0;
    for (let i = first; i < end; i += 2) {
      const price = ordered[i];
      const amount = ordered[i + 1];
      if (i + 2 < end && ordered[i + 2] === price) continue;
      let present = 0;
      for (; from < length; from += 1, to += 1) {
        const level = levels[from];
        const ahead = (level.price - price) * sign;
        if (ahead === 0) present = level.amount;
        if (ahead >= 0) break;
        next[to] = level;
      }
      if (amount === present) continue;
      isChanged = true;
      if (present > 0) from += 1;
      if (amount > 0) next[to++] = { price, amount };
    }
    if (!isChanged) return levels;
    for (; from < length; from += 1, to += 1) next[to] = levels[from];
    while (next.length > to) next.pop();
    return next;
  };
  const applyToFlat = (flat, first, end, sign) => {
    const { length } = flat;
    let isChanged = false;
    let from = 0;
    let to = 0;
    for (let i = first; i < end; i += 2) {
      const price = ordered[i];
      const amount = ordered[i + 1];
      if (i + 2 < end && ordered[i + 2] === price) continue;
      for (; from < length && (flat[from] - price) * sign < 0; from += 2, to += 2) {
        merged[to] = flat[from];
        merged[to + 1] = flat[from + 1];
      }
      const present = from < length && flat[from] === price ? flat[from + 1] : 0;
      if (amount === present) continue;
      isChanged = true;
      if (present > 0) from += 2;
      if (amount > 0) {
        merged[to] = price;
        merged[to + 1] = amount;
        to += 2;
      }
    }
    if (!isChanged) return flat;
    for (; from < length; from += 1, to += 1) merged[to] = flat[from];
    return merged.slice(0, to);
  };
  const applyToRun = (run, first, end, sign) => {
    if (run.levels !== null) {
      const levels = applyToLevels(run.levels, first, end, sign);
      return levels === run.levels ? run : runOf(levels);
    }
    const before = run.flat ?? [];
    const flat = applyToFlat(before, first, end, sign);
    return flat === before ? run : flatRun(flat);
  };
  const applyOrdered = (side, end, sign) => {
    const runs = side.length === 0 ? [flatRun([])] : side;
    let next = null;
    let uneven = false;
    let first = 0;
    for (let i = 0; first < end; i += 1) {
      const run = runs[i];
      const isLast = i === runs.length - 1;
      let past = end;
      if (!isLast) {
        const price = bestPriceOf(runs[i + 1]);
        for (past = first; past < end && (ordered[past] - price) * sign < 0; ) past += 2;
      }
      const nextRun = past === first ? run : applyToRun(run, first, past, sign);
      first = past;
      if (nextRun === run) continue;
      next ??= runs.slice();
      next[i] = nextRun;
      const length = lengthOf(nextRun);
      uneven ||= length > longestRun || length < (isLast ? 1 : shortestRun);
    }
    if (next === null) return side;
    return uneven ? even(next) : next;
  };
  const applyChanges2 = (side, changes, sign) => {
    putInOrder(changes.length > short ? sorted(changes, sign) : changes, sign);
    return applyOrdered(side, changes.length, sign);
  };
  const changeTo2 = (side, differences, sign) => {
    differences.forEach(({ price, actual }, i) => {
      ordered[2 * i] = price;
      ordered[2 * i + 1] = actual;
    });
    return applyOrdered(side, 2 * differences.length, sign);
  };
  return { applyChanges: applyChanges2, changeTo: changeTo2 };
};
var { applyChanges, changeTo } = createChanger();

// src/orderbook/doubt.ts
var mostDifferences = 100;
var reported = (differences) => ({
  levels: differences.length,
  differences: differences.slice(0, mostDifferences)
});
var mostRefused = 2;
var contradict = (kept, { pair, sequence, timestamp }, by, known, differences = []) => {
  const { book, show } = markStale(kept);
  const times = [
    timestamp,
    kept.doubt?.after,
    book?.timestamp,
    kept.base?.timestamp,
    kept.diffs?.diff.timestamp
  ];
  return {
    ...noBook,
    book,
    doubt: {
      after: Math.max(...times.map((time) => time ?? 0)),
      sequence,
      refused: kept.doubt?.refused ?? 0
    },
    show,
    report: {
      kind: "book-contradicted",
      pair,
      by,
      sequence,
      known,
      ...reported(differences)
    }
  };
};
var isTooOld = ({ after, refused }, { timestamp }) => timestamp < after && refused < mostRefused;
var refuse = (kept, doubt, { pair, sequence }) => ({
  ...kept,
  doubt: { ...doubt, refused: doubt.refused + 1 },
  show: null,
  report: { kind: "stale-whole", pair, sequence, known: kept.book?.sequence ?? kept.since }
});
var isSame = (one, other) => one.length === other.length && one.every((number, i) => number === other[i]);
var isRepeated = (diffs, diff) => {
  for (let at = diffs; at !== null && at.diff.sequence >= diff.sequence; at = at.older) {
    if (at.diff.sequence > diff.sequence) continue;
    const { timestamp, bids, asks } = at.diff;
    return timestamp === diff.timestamp && isSame(bids, diff.bids) && isSame(asks, diff.asks);
  }
  return false;
};
var isCovered = ({ base, since }, { sequence, timestamp }) => base !== null && sequence <= since && timestamp <= base.timestamp;
var applyOddDiff = (kept, diff, known) => {
  const { doubt, diffs } = kept;
  const { pair, sequence, timestamp } = diff;
  const isOld = doubt === null ? isCovered(kept, diff) : timestamp < doubt.after;
  if (isOld || isRepeated(diffs, diff)) {
    return { ...kept, show: null, report: { kind: "stale-diff", pair, sequence, known } };
  }
  const isNext = doubt !== null && sequence > (diffs?.diff ?? doubt).sequence;
  return isNext ? holdDiff(kept, diff, kept.book, null) : contradict(kept, diff, "diff", known);
};

// src/orderbook/verify.ts
var reachOf = (side, nearCut, sign) => {
  const best = bestOf(side);
  const worst = worstPriceOf(side);
  return {
    near: nearCut && best !== void 0 ? best.price * sign : -Infinity,
    far: worst !== void 0 ? worst * sign : Infinity
  };
};
var within = (side, differences, reaches, sign) => {
  const near = Math.max(...reaches.map((reach) => reach.near));
  const far = Math.min(...reaches.map((reach) => reach.far));
  return differences.filter(({ price }) => price * sign >= near && price * sign <= far).map((difference) => ({ side, ...difference }));
};
var withinReach = (differences, wholes) => {
  const { bids, asks } = differences;
  if (bids.length + asks.length === 0) return [];
  const bidReaches = wholes.map((whole) => reachOf(whole.bids, whole.outside.bidsOver !== 0, bidSign));
  const askReaches = wholes.map((whole) => reachOf(whole.asks, whole.outside.asksUnder !== 0, askSign));
  return [...within("bid", bids, bidReaches, bidSign), ...within("ask", asks, askReaches, askSign)];
};

// src/orderbook/reducer.ts
var isCrossed = (bids, asks) => {
  const bid = bestOf(bids);
  const ask = bestOf(asks);
  return bid !== void 0 && ask !== void 0 && bid.price >= ask.price;
};
var changed = (change, known) => change === void 0 ? known : change;
var newOutside = (outside, changes) => ({
  asksOver: changed(changes.asksOver, outside.asksOver),
  bidsUnder: changed(changes.bidsUnder, outside.bidsUnder),
  asksUnder: changed(changes.asksUnder, outside.asksUnder),
  bidsOver: changed(changes.bidsOver, outside.bidsOver),
  askMarket: changed(changes.askMarket, outside.askMarket),
  bidMarket: changed(changes.bidMarket, outside.bidMarket)
});
var applyToBook = (book, diff) => {
  const bids = applyChanges(book.bids, diff.bids, bidSign);
  const asks = applyChanges(book.asks, diff.asks, askSign);
  return {
    pair: book.pair,
    bids,
    asks,
    sequence: diff.sequence,
    timestamp: diff.timestamp,
    crossed: isCrossed(bids, asks),
    stale: book.stale,
    outside: newOutside(book.outside, diff.outside)
  };
};
var applyDiff = (kept, diff) => {
  const { book } = kept;
  const known = book?.sequence ?? kept.diffs?.diff.sequence ?? kept.since;
  if (kept.doubt !== null || diff.sequence <= known) return applyOddDiff(kept, diff, known);
  const next = book === null ? null : applyToBook(book, diff);
  return holdDiff(kept, diff, next, next);
};
var select = (diffs, of, sequence) => {
  const selected = [];
  for (let at = diffs; at !== null; at = at.older) {
    if (at.diff.sequence > sequence === (of === "later")) selected.push(at.diff);
  }
  return selected.reverse();
};
var repaired = ({ pair, sequence }, differences) => differences.length === 0 ? null : { kind: "book-repaired", pair, sequence, ...reported(differences) };
var noSides = { bids: [], asks: [] };
var bookAt = ({ book, base, diffs }, sequence) => {
  if (book === null || base === null) return null;
  return sequence >= book.sequence ? book : select(diffs, "up-to", sequence).reduce(applyToBook, base);
};
var sharing = (known, next) => ({
  ...next,
  bids: changeTo(known.bids, differencesOf(known.bids, flatOf(next.bids), bidSign), bidSign),
  asks: changeTo(known.asks, differencesOf(known.asks, flatOf(next.asks), askSign), askSign)
});
var applyWhole = (kept, whole) => {
  const { book, base, since, diffs, doubt } = kept;
  const { pair, sequence } = whole;
  const refused = refuseLarge(kept, whole);
  if (refused !== null) return refused;
  if (sequence < since || base !== null && whole.timestamp < base.timestamp)
    return contradict(kept, whole, "whole", since);
  if (doubt !== null && isTooOld(doubt, whole)) return refuse(kept, doubt, whole);
  const then = bookAt(kept, sequence);
  const { bids, asks } = then ?? book ?? noSides;
  const differences = {
    bids: differencesOf(bids, whole.bids, bidSign),
    asks: differencesOf(asks, whole.asks, askSign)
  };
  const sides = {
    bids: changeTo(bids, differences.bids, bidSign),
    asks: changeTo(asks, differences.asks, askSign)
  };
  const nextBase = {
    pair,
    bids: sides.bids,
    asks: sides.asks,
    sequence,
    timestamp: whole.timestamp,
    crossed: isCrossed(sides.bids, sides.asks),
    stale: false,
    outside: whole.outside
  };
  const wrong = then === null || base === null ? [] : withinReach(differences, [base, nextBase]);
  if (wrong.length > 0 && book !== null && sequence < book.sequence)
    return contradict(kept, whole, "whole", book.sequence, wrong);
  const later = select(diffs, "later", sequence);
  const brought = later.reduce(applyToBook, nextBase);
  const next = book === null || later.length === 0 ? brought : sharing(book, brought);
  return {
    book: next,
    base: nextBase,
    since: sequence,
    diffs: later.reduce((older, diff) => ({ diff, older }), null),
    held: later.reduce((sum, diff) => sum + sizeOf(diff), 0),
    doubt: null,
    show: next,
    report: repaired(whole, wrong)
  };
};

export {
  createRooms,
  streamSocket,
  flatOfRun,
  bestPriceOf,
  flatOf,
  worstPriceOf,
  viewOfBooks,
  quoteOf,
  sameQuote,
  noBook,
  leaveAsIs,
  markStale,
  forget,
  refuseLarge,
  applyDiff,
  applyWhole
};
//# sourceMappingURL=chunk-NQ5M5LJC.js.map