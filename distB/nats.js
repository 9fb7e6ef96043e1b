import {
  createBookStart,
  createRoomMemory,
  framePlaces
} from "./chunk-6LCQ3FES.js";
import {
  decodePacket,
  encodePacket,
  isControlFrame,
  roomKinds
} from "./chunk-P2TATV3H.js";
import {
  idleTimer
} from "./chunk-HPGSV6QT.js";
import {
  likelyRoomOf
} from "./chunk-TDNM2LA7.js";
import {
  serveTrading
} from "./chunk-S425FQDJ.js";

import {
  endpointOf
} from "./chunk-WAWVYRRB.js";
import {
  baseUrl,
  isLoopback
} from "./chunk-BC7GS32U.js";
import {
  atLeast,
  func,
  having,
  hidden,
  maybe,
  optionsOf,
  resolveOptions,
  withDefault
} from "./chunk-FDEMZEWP.js";
import {
  Finite,
  Flag,
  Id,
  NonEmptyText,
  Text,
  Timestamp,
  decodeJson,
  decoder,
  dictionary,
  failure,
  isObject,
  list,
  mapped,
  nullable,
  oneOf,
  ownRecord,
  same,
  success
} from "./chunk-XI2AHRTT.js";


import {
  httpError,
  linkError
} from "./chunk-442TD3LK.js";
import {
  retryBackoff
} from "./chunk-QCQMARG6.js";
import {
  clockOf,
  stampOf
} from "./chunk-34SWKVHE.js";
import {
  causeOf,
  taggedError
} from "./chunk-OLZLLHMU.js";

// src/nats/index.ts
import { connect } from "@nats-io/transport-node";

// src/nats/port.ts
import { createInbox, headers as headers2 } from "@nats-io/nats-core";
import { interval, Observable as Observable2, startWith, switchMap as switchMap2 } from "rxjs";

// src/nats/connection.ts
import { Observable } from "rxjs";

// src/nats/errors.ts
var natsError = (reason, message) => taggedError("NatsError", message, { reason });
var isNatsError = (error) => error?._tag === "NatsError";
var reasons = [
  [/permissions? violation/i, "not-allowed", "the user of NATS lacks a right"],
  [/authorization|authentication|user authentication/i, "refused", "NATS refuses the user"],
  [
    /jetstream not enabled|jetstream is not enabled|no responders|503/i,
    "no-jetstream",
    "JetStream is off in this NATS server (start it with -js)"
  ],
  [/subjects overlap|name already in use/i, "other-stream", "another stream has these subjects"],
  [
    /ECONNREFUSED|connection refused|ENOTFOUND|EAI_AGAIN|ECONNRESET|timeout/i,
    "no-server",
    "NATS does not answer"
  ]
];
var asNatsError = (error) => {
  if (isNatsError(error)) return error;
  const { name: name2 = "", cause } = Object(error);
  const text = [name2, causeOf(error), cause === void 0 ? "" : causeOf(cause)].join(" ");
  const known = reasons.find(([pattern]) => pattern.test(text));
  const detail = causeOf(error);
  return known === void 0 ? natsError("failed", detail) : natsError(known[1], `${known[2]}: ${detail}`);
};

// src/nats/options.ts
var schemes = ["nats:", "tls:", "ws:", "wss:"];
var asHttp = (url) => new URL(url.replace(/^\w+:/, "http:"));
var NatsUrl = decoder(
  "a url of NATS without a password, tls: or wss: (nats: or ws:, to this machine or with allowInsecure)",
  (input, context) => {
    const isUrl = typeof input === "string" && URL.canParse(input) && schemes.includes(new URL(input).protocol);
    if (!isUrl) return failure(input, context, "something else");
    const url = asHttp(input);
    const options = context.find(({ actual }) => isObject(actual) && !Array.isArray(actual))?.actual;
    const { allowInsecure } = Object(options);
    const isSafe = /^(?:tls|wss):/.test(input) || isLoopback(url) || String(allowInsecure) === "true";
    return isSafe && url.username + url.password === "" ? success(input) : failure(input, context, "something else");
  }
);
var one = (codec) => decoder(
  codec.name,
  (input, context) => Array.isArray(input) ? list("servers", codec).validate(input, context) : mapped(codec, (url) => [url]).validate(input, context)
);
var Word = same(
  "letters, digits, _ and -",
  (input) => typeof input === "string" && /^[\w-]{1,40}$/.test(input)
);
var natsFields = {
  servers: withDefault(one(NatsUrl), ["nats://127.0.0.1:4222"]),
  user: maybe(NonEmptyText),
  password: maybe(hidden(NonEmptyText)),
  token: maybe(hidden(NonEmptyText)),
  prefix: withDefault(Word, "bitbank"),
  inboxPrefix: withDefault(Word, "_INBOX"),
  allowInsecure: withDefault(Flag, false),
  connectTimeout: withDefault(atLeast(1), 5e3),
  scheduler: maybe(having("a scheduler", ["now", "schedule"])),
  random: withDefault(func(), Math.random)
};
var withClock = ({
  scheduler,
  ...rest
}) => ({ ...rest, clock: clockOf(scheduler) });

// src/nats/connection.ts
var leastVersion = "2.10.27";
var isOlder = (version) => {
  const [a = 0, b = 0, c = 0] = version.split(/[.-]/, 3).map(Number);
  const [x = 0, y = 0, z = 0] = leastVersion.split(".").map(Number);
  return a !== x ? a < x : b !== y ? b < y : c < z;
};
var versionWarning = ({ info }, servers) => {
  const isHere = servers.every((server) => isLoopback(asHttp(server)));
  return info === void 0 || isHere || !isOlder(info.version) ? null : `nats-server ${info.version} is older than ${leastVersion}, and has known security holes`;
};
var natsConnection$ = (connect2, options) => new Observable((subscriber) => {
  let isLeft = false;
  let connection;
  const { servers, user, password, token, inboxPrefix, connectTimeout } = options;
  const isEncrypted = servers.some((server) => server.startsWith("tls:"));
  connect2({
    servers: servers.map((server) => server.startsWith("ws") ? server : server.replace(/^\w+:\/\//, "")),
    reconnect: false,
    // A half-open connection is found in seconds.
    pingInterval: 2e3,
    maxPingOut: 2,
    timeout: connectTimeout,
    inboxPrefix,
    ...isEncrypted ? { tls: {} } : {},
    ...user === void 0 ? {} : { user },
    ...password === void 0 ? {} : { pass: password },
    ...token === void 0 ? {} : { token }
  }).then(
    (made) => {
      if (isLeft) {
        void made.close();
        return;
      }
      connection = made;
      void made.closed().then((error) => {
        const cause = error instanceof Error ? asNatsError(error).message : "NATS ended the connection";
        subscriber.error(linkError("closed", cause));
      });
      subscriber.next(made);
    },
    (error) => {
      const known = asNatsError(error);
      subscriber.error(known.reason === "failed" ? natsError("no-server", known.message) : known);
    }
  );
  return () => {
    isLeft = true;
    queueMicrotask(() => void connection?.drain().catch(() => void 0));
  };
});

// src/nats/parts.ts
import { headers } from "@nats-io/nats-core";
var partSize = 4e5;
var longestText = 16777216;
var more = "More";
var toBytes = new TextEncoder();
var toText = new TextDecoder();
var cutText = (text) => {
  const bytes = toBytes.encode(text);
  const count = Math.max(1, Math.ceil(bytes.length / partSize));
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * partSize, (i + 1) * partSize));
};
var publishText = (connection, subject, text, reply) => {
  const options = reply === void 0 ? {} : { reply };
  const parts = cutText(text);
  for (const [i, part] of parts.entries()) {
    if (i === parts.length - 1) connection.publish(subject, part, options);
    else {
      const unfinished = headers();
      unfinished.set(more, "1");
      connection.publish(subject, part, { ...options, headers: unfinished });
    }
  }
};
var joinText = (parts) => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return toText.decode(whole);
};
var createTextReader = () => {
  let parts = [];
  let size = 0;
  return ({ data, headers: given }) => {
    parts.push(data);
    size += data.length;
    const isUnfinished = given?.has(more) === true;
    if (isUnfinished && size <= longestText) return null;
    const text = joinText(parts);
    parts = [];
    size = 0;
    return isUnfinished ? void 0 : text;
  };
};

// src/nats/rights.ts
import { filter, from, map, switchMap, throwError } from "rxjs";
var missingRight$ = (connection, prefix) => from(connection.status()).pipe(
  filter((status) => status.type === "error"),
  map(({ error }) => asNatsError(error)),
  filter(({ reason, message }) => reason === "not-allowed" && isOurs(message, prefix)),
  switchMap((error) => throwError(() => error))
);
var isOurs = (message, prefix) => [`${prefix}.`, "$KV.", "$JS."].some((start) => message.includes(`"${start}`));

// src/nats/subjects.ts
var subjectsOf = (prefix) => ({
  stream: `${prefix}_frames`,
  allFrames: `${prefix}.frames.>`,
  frames: (pair, kind) => `${prefix}.frames.${pair}.${kind}`,
  beat: `${prefix}.beat`,
  whole: `${prefix}.whole`,
  rest: `${prefix}.rest`,
  leases: `${prefix}_leases`,
  trading: (owner, link) => `${prefix}.trading.${owner}.${link}`
});
var kinds = Object.keys(roomKinds);
var roomParts = (room) => {
  const kind = kinds.find((candidate) => room.startsWith(`${candidate}_`));
  return kind === void 0 ? null : { kind, pair: room.slice(kind.length + 1) };
};
var isInbox = (reply, prefix) => !reply.startsWith("$") && !reply.startsWith(`${prefix}.`);

// src/nats/port.ts
var Options = mapped(
  optionsOf({ ...natsFields, owner: Word }),
  withClock
);
var aliveEvery = 3e3;
var bye = "Bye";
var lastWord = () => {
  const made = headers2();
  made.set(bye, "1");
  return made;
};
var natsPortBy = (connect2) => (given, ...stray) => {
  const options = resolveOptions(Options, given, stray);
  const { clock, prefix, owner, inboxPrefix, random } = options;
  let send = null;
  const link = (connection) => new Observable2((subscriber) => {
    const name2 = `${random().toString(36).slice(2)}${random().toString(36).slice(2)}`;
    const subject = subjectsOf(prefix).trading(owner, name2);
    const inbox = createInbox(inboxPrefix);
    const read = createTextReader();
    const answers = connection.subscribe(inbox, {
      callback: (error, message) => {
        if (error !== null || message.headers?.code === 503) {
          subscriber.error(linkError("refused", "no gateway answers"));
          return;
        }
        if (message.headers?.has(bye) === true) {
          subscriber.error(linkError("closed", "the gateway has ended the link"));
          return;
        }
        const text = read(message);
        if (text === void 0)
          subscriber.error(linkError("frame-too-large", "the gateway sends too much"));
        else if (text !== null) subscriber.next(text);
      }
    });
    send = (text) => publishText(connection, subject, text, inbox);
    subscriber.add(
      missingRight$(connection, prefix).subscribe({ error: (error) => subscriber.error(error) })
    );
    subscriber.add(
      interval(aliveEvery, clock).pipe(startWith(0)).subscribe(() => connection.publish(subject, "", { reply: inbox }))
    );
    subscriber.add(() => {
      send = null;
      answers.unsubscribe();
      if (!connection.isClosed()) connection.publish(subject, "", { headers: lastWord() });
    });
  });
  return {
    messages$: natsConnection$(connect2, options).pipe(switchMap2(link)),
    send: (text) => {
      if (send === null) return false;
      send(text);
      return true;
    }
  };
};

// src/nats/publish-frames.ts
import {
  catchError as catchError4,
  concat,
  concatMap as concatMap2,
  defer as defer4,
  EMPTY as EMPTY2,
  endWith,
  filter as filter2,
  ignoreElements,
  interval as interval3,
  map as map4,
  merge as merge2,
  NEVER,
  Observable as Observable6,
  of as of4,
  share,
  Subject as Subject2,
  switchMap as switchMap5,
  takeUntil,
  tap,
  throwError as throwError4
} from "rxjs";

// src/nats/frame-run.ts
import { createHash } from "crypto";

// src/nats/beat.ts
var BeatValue = ownRecord("a beat", {
  epoch: Id,
  isOpen: Flag,
  rooms: dictionary("ages", Finite)
});
var encodeBeat = (beat) => JSON.stringify(beat);
var decodeBeat = (text) => decodeJson(BeatValue, text);

// src/nats/frame-message.ts
import { headers as headers3 } from "@nats-io/nats-core";
var name = "Frame";
var stampHeaders = ({ epoch, n, at }) => {
  const made = headers3();
  made.set(name, `${epoch} ${n} ${at}`);
  return made;
};
var readStamp = (from6) => {
  const [epoch, n, at, ...more2] = (from6?.get(name) ?? "").split(" ").map(Number);
  const isStamp = [epoch, n, at].every((part) => Number.isSafeInteger(part)) && more2.length === 0;
  return isStamp ? { epoch, n, at } : null;
};

// src/nats/frame-run.ts
var createFrameRun = (config) => {
  const { connection, stream, subjects, venue, isHeld, onNotStored } = config;
  const counts = /* @__PURE__ */ new Map();
  let epoch = 0;
  const publish = (room, { t, frame }) => {
    const parts = roomParts(room);
    if (parts === null || !isHeld()) return;
    const n = (counts.get(room) ?? 0) + 1;
    counts.set(room, n);
    const content = createHash("sha1").update(frame).digest("base64");
    stream.publish(subjects.frames(parts.pair, parts.kind), frame, {
      headers: stampHeaders({ epoch, n, at: t }),
      // A message that the client of NATS sends again is stored once, but a whole may come again on purpose.
      msgID: `${epoch} ${room} ${n} ${content}`
    }).catch(onNotStored);
  };
  return {
    begin: (next) => {
      epoch = next;
      counts.clear();
      for (const copy of venue.copies()) publish(likelyRoomOf(copy.frame), copy);
    },
    publish,
    beat: () => {
      if (!isHeld()) return;
      connection.publish(subjects.beat, encodeBeat({ epoch, isOpen: venue.isOpen(), rooms: venue.ages() }));
    }
  };
};

// src/nats/lease.ts
import { Kvm } from "@nats-io/kv";
import {
  catchError,
  concatMap,
  defer,
  distinctUntilChanged,
  EMPTY,
  exhaustMap,
  finalize,
  from as from2,
  interval as interval2,
  map as map2,
  merge,
  of,
  startWith as startWith2,
  switchMap as switchMap3,
  throwError as throwError2
} from "rxjs";
var Claim = ownRecord("a claim", { holder: Text, isIdle: Flag });
var noLease = { revision: 0, claim: null, at: 0, isOurs: false };
var onLease = (state, event) => {
  switch (event.type) {
    case "read": {
      const { revision, claim, at } = event;
      return revision === state.revision ? { ...state, isOurs: false } : { revision, claim, at, isOurs: false };
    }
    case "written": {
      const { revision, claim, at } = event;
      return { revision, claim, at, isOurs: true };
    }
    case "refused":
      return { ...state, isOurs: false };
  }
};
var holds = ({ isOurs: isOurs2, at }, now, { term: term2 }) => isOurs2 && now - at < term2;
var isFree = ({ at, revision }, now, times) => revision === 0 || now - at >= times.term + times.grace;
var passing = (error) => {
  const known = asNatsError(error);
  return known.reason === "not-allowed" ? throwError2(() => known) : EMPTY;
};
var createLease = ({
  connection,
  bucket,
  key,
  holder,
  clock,
  isAble,
  ...times
}) => {
  let state = noLease;
  const now = () => clock.elapsed();
  const isHeld = () => holds(state, now(), times);
  const read$ = (kv) => defer(() => kv.get(key)).pipe(
    map2((entry) => {
      const claim = entry === null ? null : decodeJson(Claim, entry.string());
      return {
        type: "read",
        revision: entry?.revision ?? 0,
        claim: claim?._tag === "Right" ? claim.right : null,
        at: now()
      };
    })
  );
  const write$ = (kv) => defer(() => {
    const at = now();
    const claim = { holder, isIdle: !isAble() };
    const text = JSON.stringify(claim);
    return from2(state.revision === 0 ? kv.create(key, text) : kv.update(key, text, state.revision)).pipe(
      map2((revision) => ({ type: "written", revision, claim, at })),
      catchError(
        (error) => /wrong last sequence/i.test(String(error)) ? of({ type: "refused" }) : throwError2(() => error)
      )
    );
  });
  const step$ = (kv) => state.isOurs ? write$(kv) : read$(kv).pipe(
    concatMap((event) => {
      const seen = onLease(state, event);
      const isGiven = seen.claim?.isIdle === true || seen.claim?.holder === holder;
      if (!isAble() || !(isFree(seen, now(), times) || isGiven)) return of(event);
      state = seen;
      look();
      return write$(kv);
    })
  );
  const period = times.term / 4;
  let held = null;
  let before2 = null;
  const look = () => {
    if (!isHeld()) {
      held = null;
      before2 = state.revision === 0 ? null : state.claim?.holder ?? "";
    } else held ??= { revision: state.revision, isInherited: before2 !== null && before2 !== holder };
    return held;
  };
  const release = (kv) => {
    if (!isHeld() || connection.isClosed()) return;
    const text = JSON.stringify({ holder, isIdle: true });
    kv.update(key, text, state.revision).catch(() => void 0);
  };
  const steps$ = defer(() => new Kvm(connection).create(bucket, { history: 1 })).pipe(
    switchMap3(
      (kv) => interval2(period, clock).pipe(
        startWith2(0),
        exhaustMap(() => step$(kv).pipe(catchError(passing))),
        finalize(() => release(kv))
      )
    ),
    map2((event) => {
      look();
      state = onLease(state, event);
      return look();
    }),
    catchError((error) => throwError2(() => asNatsError(error)))
  );
  const terms$ = interval2(period, clock).pipe(map2(look));
  const isTaken = () => !state.isOurs && !isFree(state, now(), times);
  return { isHeld, isTaken, held$: merge(steps$, terms$).pipe(distinctUntilChanged()) };
};

// src/nats/mixed-link.ts
import { Observable as Observable3 } from "rxjs";

// src/nats/frame-mix.ts
var remembered = 500;
var createFrameMix = (links) => {
  const rooms = /* @__PURE__ */ new Map();
  return {
    isNew: (link, room, frame) => {
      const frames = rooms.get(room) ?? /* @__PURE__ */ new Map();
      rooms.set(room, frames);
      const counts = frames.get(frame) ?? new Array(links).fill(0);
      const most = Math.max(...counts);
      const count = (counts[link] ?? 0) + 1;
      counts[link] = count;
      frames.set(frame, counts);
      if (frames.size > remembered) frames.delete(frames.keys().next().value);
      return count > most;
    },
    restart: (link) => {
      for (const frames of rooms.values()) for (const counts of frames.values()) counts[link] = 0;
    }
  };
};

// src/nats/mixed-link.ts
var mixedLink = (links, { clock, random }) => new Observable3((subscriber) => {
  const rooms = /* @__PURE__ */ new Set();
  const sends = /* @__PURE__ */ new Map();
  const mix = createFrameMix(links.length);
  let isOpen = false;
  let left = links.length;
  const send = (frame) => {
    const packet = decodePacket(frame);
    const room = packet.type === "event" ? String(packet.args[0]) : "";
    if (packet.type === "event" && packet.name === "join-room") rooms.add(room);
    if (packet.type === "event" && packet.name === "leave-room") rooms.delete(room);
    for (const each of sends.values()) each(frame);
  };
  const onEvent = (link, event) => {
    if (typeof event === "string") {
      if (!isControlFrame(event) && mix.isNew(link, likelyRoomOf(event), event)) subscriber.next(event);
      return;
    }
    mix.restart(link);
    sends.set(link, event.send);
    if (isOpen) {
      for (const room of rooms)
        event.send(encodePacket({ type: "event", name: "join-room", args: [room] }));
      return;
    }
    isOpen = true;
    subscriber.next({ type: "open", send });
  };
  const lose = (link, error) => {
    sends.delete(link);
    if (isOpen && sends.size === 0) subscriber.error(error);
  };
  for (const [link, link$] of links.entries())
    subscriber.add(
      link$.pipe(
        retryBackoff({
          random,
          scheduler: clock,
          resetOn: (event) => typeof event === "string",
          onRetry: ({ error }) => lose(link, error)
        })
      ).subscribe({
        next: (event) => onEvent(link, event),
        error: (error) => subscriber.error(error),
        complete: () => {
          sends.delete(link);
          left -= 1;
          if (left === 0) subscriber.complete();
        }
      })
    );
});

// src/nats/publish-options.ts
var PublishOptions = mapped(
  optionsOf({
    ...natsFields,
    transport: having("a transport", ["link$", "sendRequest"]),
    mixWith: maybe(having("a transport", ["link$"])),
    pairs: list("pairs", NonEmptyText),
    keep: withDefault(atLeast(1e3), 36e5),
    term: withDefault(atLeast(100), 2e3),
    quietAfter: withDefault(atLeast(100), 2e3),
    wait: withDefault(Flag, false),
    publicUrl: withDefault(baseUrl("http"), "https://public.bitbank.cc"),
    apiUrl: withDefault(baseUrl("http"), "https://api.bitbank.cc/v1")
  }),
  withClock
);

// src/nats/rest-gateway.ts
import { headers as headers4 } from "@nats-io/nats-core";
import { catchError as catchError2, defer as defer2, Observable as Observable4, of as of2, shareReplay, take, timer } from "rxjs";

// src/nats/rest-head.ts
var GivenValue = ownRecord("the head of a reply", {
  status: maybe(Id),
  date: maybe(nullable(Timestamp)),
  reason: maybe(oneOf("a reason", ["refused", "timeout", "cut-off", "too-large"])),
  detail: maybe(Text)
});
var encodeRestHead = (answer) => {
  const head = "status" in answer ? { status: answer.status, date: answer.date } : { reason: answer.reason, detail: answer.detail };
  return JSON.stringify(head);
};
var readRestHead = (endpoint, text) => {
  const given = decodeJson(GivenValue, text);
  if (given._tag === "Left") return httpError(endpoint, "cut-off", "none", given.left.message);
  const { status, date = null, reason = "cut-off", detail = "no reply" } = given.right;
  return status === void 0 ? httpError(endpoint, reason, "none", detail) : { status, date };
};

// src/nats/rest-gateway.ts
var freshFor = 1e3;
var mostKept = 1e3;
var publicPath = /^\/(?!.*\/user\/)[\w./-]{1,200}(?:\?[\w=&%.,-]{0,300})?$/;
var createRestGateway = ({ sendRequest, publicUrl, apiUrl }, clock) => {
  const kept = /* @__PURE__ */ new Map();
  const ask = (path) => {
    const url = `${path.startsWith("/v1/") ? apiUrl.replace(/\/v1$/, "") : publicUrl}${path}`;
    const request = { method: "GET", url, timeout: 1e4, maxReplyBytes: 32e6 };
    const refused = () => of2(httpError(`GET ${path}`, "refused", "none", "the gateway serves only public pages"));
    if (!publicPath.test(path)) return refused();
    const known = kept.get(path);
    if (known !== void 0) return known;
    const answer$ = defer2(() => sendRequest(request)).pipe(
      catchError2((error) => of2(error)),
      take(1),
      shareReplay(1)
    );
    if (kept.size >= mostKept) kept.clear();
    kept.set(path, answer$);
    answer$.subscribe(() => {
      timer(freshFor, clock).subscribe(() => kept.delete(path));
    });
    return answer$;
  };
  return { answer: ask };
};
var serveRest = (connection, prefix, { answer }) => new Observable4((subscriber) => {
  const subscription = connection.subscribe(subjectsOf(prefix).rest, {
    callback: (error, message) => {
      const { reply } = message;
      if (error !== null || reply === void 0 || !isInbox(reply, prefix)) return;
      subscriber.add(
        answer(message.string()).subscribe((said) => {
          const parts = cutText("status" in said ? said.body : "");
          for (const [i, part] of parts.entries()) {
            const of7 = headers4();
            if (i === 0) of7.set("Head", encodeRestHead(said));
            if (i === parts.length - 1) of7.set("Last", "1");
            connection.publish(reply, part, { headers: of7 });
          }
        })
      );
    }
  });
  subscriber.add(() => subscription.unsubscribe());
});

// src/nats/stream.ts
import { JetStreamApiError, jetstreamManager } from "@nats-io/jetstream";
import { catchError as catchError3, defer as defer3, from as from3, map as map3, of as of3, switchMap as switchMap4, throwError as throwError3 } from "rxjs";
var nanos = 1e6;
var isMissing = (error) => error instanceof JetStreamApiError && error.status === 404;
var framesStream$ = (connection, { stream: name2, allFrames }, keep) => defer3(() => jetstreamManager(connection)).pipe(
  switchMap4((manager) => {
    const maxAge = keep * nanos;
    const shape = { subjects: [allFrames], max_age: maxAge, allow_direct: true };
    const made$ = defer3(
      () => manager.streams.add({
        ...shape,
        name: name2,
        discard: "old",
        duplicate_window: Math.min(maxAge, 12e4 * nanos)
      })
    );
    return from3(manager.streams.info(name2)).pipe(
      switchMap4(({ config }) => {
        const { subjects, max_age, retention } = config;
        if (String(subjects) !== allFrames || retention !== "limits")
          return throwError3(
            () => natsError("other-stream", `the stream ${name2} holds ${String(subjects)}, not ${allFrames}`)
          );
        return max_age === maxAge ? of3(config) : from3(manager.streams.update(name2, { ...config, max_age: maxAge }));
      }),
      catchError3((error) => isMissing(error) ? made$ : throwError3(() => error)),
      map3(() => manager)
    );
  }),
  catchError3((error) => throwError3(() => asNatsError(error)))
);

// src/nats/venue-link.ts
import { Observable as Observable5, Subject } from "rxjs";
var tradesKept = 15e3;
var createVenueLink = ({ link$, pairs, clock, random }) => {
  const memory = createRoomMemory();
  const lastAt = /* @__PURE__ */ new Map();
  let trades = [];
  let send = null;
  let receivedAt = clock.elapsed();
  const say = (name2, room) => send?.(encodePacket({ type: "event", name: name2, args: [room] }));
  const receive = (frame) => {
    const room = likelyRoomOf(frame);
    const at = clock.elapsed();
    const held = { t: stampOf(clock), frame };
    receivedAt = at;
    lastAt.set(room, at);
    memory.onFrame(held.t, frame);
    if (room.startsWith("transactions_")) {
      trades.push({ ...held, at });
      if (at - (trades[0]?.at ?? at) > 2 * tradesKept)
        trades = trades.filter((trade) => at - trade.at <= tradesKept);
    }
    return { type: "frame", room, held };
  };
  const lose = (cause) => {
    send = null;
    memory.onDrop();
    return { type: "lost", cause };
  };
  const events$ = new Observable5((subscriber) => {
    const lost = new Subject();
    subscriber.add(lost.subscribe(subscriber));
    subscriber.add(
      link$.pipe(
        retryBackoff({
          random,
          scheduler: clock,
          resetOn: (event) => typeof event === "string",
          onRetry: ({ error }) => lost.next(lose(causeOf(error)))
        })
      ).subscribe({
        next: (event) => {
          if (typeof event === "string") {
            if (!isControlFrame(event)) subscriber.next(receive(event));
            return;
          }
          ({ send } = event);
          subscriber.next({ type: "open" });
          for (const pair of pairs) for (const kind of kinds) say("join-room", `${kind}_${pair}`);
        },
        error: (error) => subscriber.error(error),
        complete: () => subscriber.complete()
      })
    );
  });
  return {
    events$,
    isOpen: () => send !== null,
    silence: () => clock.elapsed() - receivedAt,
    copies: () => {
      const now = clock.elapsed();
      return [...trades.filter(({ at }) => now - at <= tradesKept), ...memory.copies()];
    },
    ages: () => {
      const now = clock.elapsed();
      return Object.fromEntries([...lastAt].map(([room, at]) => [room, now - at]));
    },
    askWhole: (pair) => {
      say("leave-room", `depth_whole_${pair}`);
      say("join-room", `depth_whole_${pair}`);
    }
  };
};

// src/nats/publish-frames.ts
var beatEvery = 1e3;
var wholeEvery = 1e3;
var grace = 500;
var linksPerTerm = 1e6;
var wholes$ = (connection, { whole }, { askWhole }, pairs, clock) => new Observable6((subscriber) => {
  const askedAt = /* @__PURE__ */ new Map();
  const asked = connection.subscribe(whole, {
    callback: (error, message) => {
      const pair = error === null ? message.string() : "";
      const now = clock.elapsed();
      if (!pairs.includes(pair)) return;
      if (now - (askedAt.get(pair) ?? -Infinity) < wholeEvery) return;
      askedAt.set(pair, now);
      askWhole(pair);
    }
  });
  subscriber.add(() => asked.unsubscribe());
});
var publishOver = (connection, options, venue, events$, holder) => {
  const { clock, prefix, keep, term: term2, quietAfter, transport, pairs, wait } = options;
  const subjects = subjectsOf(prefix);
  const isAble = () => venue.isOpen() && venue.silence() <= quietAfter;
  const lease = createLease({
    connection,
    bucket: subjects.leases,
    key: "frames",
    holder,
    clock,
    isAble,
    term: term2,
    grace
  });
  const rest$ = transport.sendRequest === null ? EMPTY2 : serveRest(
    connection,
    prefix,
    createRestGateway({ ...options, sendRequest: transport.sendRequest }, clock)
  );
  const warning = versionWarning(connection, options.servers);
  const warned$ = warning === null ? EMPTY2 : of4({ type: "warning", cause: warning });
  return framesStream$(connection, subjects, keep).pipe(
    switchMap5((manager) => {
      const notStored = new Subject2();
      const run = createFrameRun({
        connection,
        stream: manager.jetstream(),
        subjects,
        venue,
        isHeld: lease.isHeld,
        onNotStored: (error) => notStored.next({ type: "not-stored", cause: asNatsError(error).message })
      });
      const publishing$ = (revision) => {
        let links = 0;
        const begin = () => {
          const epoch = revision * linksPerTerm + links;
          run.begin(epoch);
          run.beat();
          return { type: "publishing", epoch };
        };
        const followed$ = events$.pipe(
          concatMap2((event) => {
            if (event.type === "frame") {
              run.publish(event.room, event.held);
              return EMPTY2;
            }
            if (event.type === "lost") {
              run.beat();
              return EMPTY2;
            }
            links += 1;
            return of4(begin());
          })
        );
        const begun$ = concat(
          defer4(() => of4(begin())),
          followed$
        );
        const beats$ = interval3(beatEvery, clock).pipe(tap(run.beat), ignoreElements());
        return merge2(begun$, beats$, rest$, wholes$(connection, subjects, venue, pairs, clock));
      };
      const turns$ = lease.held$.pipe(
        switchMap5((held) => {
          if (held !== null) return publishing$(held.revision);
          return wait || !lease.isTaken() ? concat(of4({ type: "standing-by" }), NEVER) : throwError4(() => natsError("taken", "another gateway publishes these frames"));
        })
      );
      return merge2(missingRight$(connection, prefix), warned$, notStored, turns$);
    })
  );
};
var publishFramesBy = (connect2) => (given, ...stray) => {
  const options = resolveOptions(PublishOptions, given, stray);
  const { clock, random, wait } = options;
  return defer4(() => {
    const { transport, mixWith } = options;
    const venue = createVenueLink({
      ...options,
      link$: mixWith === void 0 ? transport.link$ : mixedLink([transport.link$, mixWith.link$], { clock, random })
    });
    const events$ = venue.events$.pipe(share());
    const noticed = new Subject2();
    const holder = random().toString(36).slice(2);
    let hasServed = false;
    const gateway$ = natsConnection$(connect2, options).pipe(
      switchMap5(
        (connection) => publishOver(connection, { ...options, wait: wait || hasServed }, venue, events$, holder)
      ),
      tap(() => {
        hasServed = true;
      }),
      retryBackoff({
        random,
        scheduler: clock,
        maxDelay: 5e3,
        shouldRetry: (error) => {
          const { reason } = asNatsError(error);
          return reason === "not-allowed" ? hasServed && wait : hasServed || wait && reason === "no-server";
        },
        onRetry: ({ error }) => noticed.next({ type: "nats-lost", cause: causeOf(error) })
      }),
      catchError4((error) => throwError4(() => asNatsError(error)))
    );
    const lost$ = events$.pipe(
      filter2((event) => event.type === "lost"),
      map4(({ cause }) => ({ type: "venue-lost", cause }))
    );
    const over$ = events$.pipe(ignoreElements(), endWith(null));
    return merge2(lost$, noticed, gateway$).pipe(takeUntil(over$));
  });
};

// src/nats/serve-trading.ts
import {
  defer as defer5,
  distinctUntilChanged as distinctUntilChanged2,
  filter as filter3,
  map as map5,
  Observable as Observable7,
  of as of5,
  Subject as Subject3,
  Subscription,
  switchMap as switchMap6,
  tap as tap2
} from "rxjs";
var silence = 3 * aliveEvery;
var Options2 = mapped(
  optionsOf({
    ...natsFields,
    lease: maybe(Word),
    settle: withDefault(atLeast(0), 2e4)
  }),
  withClock
);
var term = 5e3;
var grace2 = 1e3;
var always = { isOurs: () => true, acceptsOrders: () => true };
var office$ = (connection, { lease: key, prefix, settle, clock }, tenure) => {
  if (key === void 0) return of5(always);
  const lease = createLease({
    connection,
    bucket: subjectsOf(prefix).leases,
    key: `trading-${key}`,
    holder: tenure.holder,
    clock,
    isAble: () => true,
    term,
    grace: grace2
  });
  const office = {
    isOurs: () => lease.isHeld() || tenure.acceptsFrom !== Infinity && !lease.isTaken(),
    acceptsOrders: () => lease.isHeld() && clock.elapsed() >= tenure.acceptsFrom
  };
  return lease.held$.pipe(
    tap2((held) => {
      if (held === null) return;
      const now = clock.elapsed();
      if (held.isInherited) tenure.acceptsFrom = now + settle;
      else if (tenure.acceptsFrom === Infinity) tenure.acceptsFrom = now;
    }),
    filter3((held) => held !== null),
    map5(() => office)
  );
};
var serveOver = (connection, exec, policyOf, { prefix, clock, random }, { isOurs: isOurs2, acceptsOrders }) => new Observable7((subscriber) => {
  const links = /* @__PURE__ */ new Map();
  const refuse = (owner, error) => subscriber.next({ call: null, reason: "not-allowed", message: causeOf(error), owner });
  const policyFor = (owner) => {
    try {
      return policyOf(owner) ?? null;
    } catch (error) {
      refuse(owner, error);
      return null;
    }
  };
  const mayOrder = (policy) => () => acceptsOrders() && (policy.acceptsOrders?.() ?? true);
  const open = (subject, owner, reply) => {
    const policy = policyFor(owner);
    if (policy === null) {
      connection.publish(reply, "", { headers: lastWord() });
      return;
    }
    const messages = new Subject3();
    const read = createTextReader();
    const quiet = idleTimer(silence, () => end(), clock);
    const serving = new Subscription();
    const end = (error) => {
      quiet.stop();
      links.delete(subject);
      if (error === void 0) messages.complete();
      else messages.error(error);
      serving.unsubscribe();
      if (!connection.isClosed()) connection.publish(reply, "", { headers: lastWord() });
    };
    const port = {
      messages$: messages,
      send: (text) => {
        if (connection.isClosed()) return false;
        publishText(connection, reply, text);
        return true;
      }
    };
    links.set(subject, {
      onMessage: (message) => {
        quiet.touch();
        const text = read(message);
        if (text === void 0) end();
        else if (text !== null && text !== "") messages.next(text);
      },
      end
    });
    serving.add(
      // A policy that can't be served is a refusal for its owner, and ends nothing for others.
      defer5(
        () => serveTrading(exec, port, { random, ...policy, owner, acceptsOrders: mayOrder(policy) })
      ).subscribe({
        next: (refusal) => subscriber.next({ ...refusal, owner }),
        error: (error) => {
          refuse(owner, error);
          end();
        }
      })
    );
  };
  const asked = connection.subscribe(subjectsOf(prefix).trading("*", "*"), {
    callback: (error, message) => {
      if (error !== null) {
        subscriber.error(asNatsError(error));
        return;
      }
      const { subject, reply } = message;
      if (message.headers?.has(bye) === true) {
        links.get(subject)?.end();
        return;
      }
      const owner = subject.split(".").at(-2) ?? "";
      if (!isOurs2()) {
        links.get(subject)?.end(linkError("closed", "another gateway has the account"));
        return;
      }
      if (!links.has(subject) && reply !== void 0 && isInbox(reply, prefix)) open(subject, owner, reply);
      links.get(subject)?.onMessage(message);
    }
  });
  subscriber.add(() => {
    asked.unsubscribe();
    for (const { end } of [...links.values()]) end(linkError("closed", "the gateway was cut off"));
  });
});
var serveTradingOverNatsBy = (connect2) => (exec, policyOf, given = {}, ...stray) => {
  const options = resolveOptions(Options2, given, stray);
  const tenure = { holder: options.random().toString(36).slice(2), acceptsFrom: Infinity };
  return natsConnection$(connect2, options).pipe(
    switchMap6(
      (connection) => office$(connection, options, tenure).pipe(
        distinctUntilChanged2(),
        switchMap6((office) => serveOver(connection, exec, policyOf, options, office))
      )
    )
  );
};

// src/nats/transport.ts
import { jetstreamManager as jetstreamManager2 } from "@nats-io/jetstream";
import {
  catchError as catchError7,
  from as from5,
  Observable as Observable9,
  ReplaySubject,
  share as share2,
  Subject as Subject4,
  switchMap as switchMap9,
  throwError as throwError7,
  timer as timer2
} from "rxjs";

// src/nats/follower.ts
import { Subscription as Subscription2 } from "rxjs";

// src/nats/catch-up.ts
import {
  catchError as catchError5,
  defer as defer6,
  EMPTY as EMPTY3,
  filter as filter4,
  finalize as finalize2,
  from as from4,
  map as map6,
  mergeMap,
  of as of6,
  switchMap as switchMap7,
  throwError as throwError5,
  toArray
} from "rxjs";
var before = 2e3;
var nanos2 = 1e6;
var kindOf = (subject) => subject.slice(subject.lastIndexOf(".") + 1);
var stampedOf = (message) => {
  const stamp = readStamp(message.headers);
  return stamp === null ? null : { ...stamp, kind: kindOf(message.subject), frame: message.string() };
};
var newest$ = ({ manager, subjects }, pair, kind) => defer6(() => manager.direct.getMessage(subjects.stream, { last_by_subj: subjects.frames(pair, kind) })).pipe(
  catchError5((error) => isMissing(error) ? of6(null) : throwError5(() => error)),
  mergeMap((message) => {
    if (message === null) return EMPTY3;
    const stamp = readStamp(message.header);
    return stamp === null ? EMPTY3 : of6({ ...stamp, kind, frame: message.string(), storedAt: message.time.getTime() });
  })
);
var since$ = ({ manager, subjects }, pair, start) => defer6(
  () => manager.consumers.add(subjects.stream, {
    ack_policy: "none",
    deliver_policy: "by_start_time",
    opt_start_time: new Date(start).toISOString(),
    filter_subject: subjects.frames(pair, "*"),
    inactive_threshold: 1e4 * nanos2,
    mem_storage: true
  })
).pipe(
  switchMap7((info) => {
    const { num_pending: pending, name: name2 } = info;
    if (pending === 0) return EMPTY3;
    const consumer = manager.jetstream().consumers.getConsumerFromInfo(info);
    return defer6(() => consumer.fetch({ max_messages: pending, expires: 1e4 })).pipe(
      switchMap7((messages) => from4(messages)),
      map6(stampedOf),
      filter4((stamped) => stamped !== null),
      finalize2(() => {
        manager.consumers.delete(subjects.stream, name2).catch(() => void 0);
      })
    );
  })
);
var history$ = (history, pair, kinds2, start) => {
  const isOurs2 = ({ kind }) => kinds2.has(kind);
  const hasBook = kinds2.has("depth_whole") || kinds2.has("depth_diff");
  const book$ = start === null ? newest$(history, pair, "depth_whole").pipe(
    switchMap7(({ storedAt }) => since$(history, pair, storedAt - before))
  ) : since$(history, pair, start);
  const states = [...kinds2].filter((kind) => kind === "ticker" || kind === "circuit_break_info");
  return (hasBook || start !== null ? book$ : EMPTY3).pipe(
    toArray(),
    map6((frames) => frames.filter(isOurs2)),
    switchMap7(
      (frames) => from4(states.filter((kind) => !frames.some((each) => each.kind === kind))).pipe(
        mergeMap((kind) => newest$(history, pair, kind)),
        toArray(),
        map6((latest) => [...latest, ...frames])
      )
    )
  );
};

// src/nats/room-order.ts
var noOrder = /* @__PURE__ */ new Map();
var isDepth = (kind) => kind === "depth_whole" || kind === "depth_diff";
var epochOfBook = (order) => Math.max(order.get("depth_whole")?.epoch ?? 0, order.get("depth_diff")?.epoch ?? 0);
var sequenceOfDiff = (frame) => /"s":"?(\d+)/.exec(frame)?.[1];
var beyondWhole = (whole, diffs) => {
  const { sequence } = framePlaces.ofWhole(whole);
  return diffs.filter((diff) => !(framePlaces.ofDiff(diff).sequence <= sequence));
};
var asOnJoin = (frames) => {
  const epoch = Math.max(...frames.map((each) => each.kind === "depth_whole" ? each.epoch : 0));
  const start = createBookStart(framePlaces);
  const numbers = /* @__PURE__ */ new Set();
  for (const each of frames) {
    if (each.kind === "depth_diff") start.onDiff(each);
    if (each.kind !== "depth_whole" || each.epoch !== epoch || numbers.has(each.n)) continue;
    numbers.add(each.n);
    start.onWhole(each);
  }
  const whole = start.whole();
  if (whole === null) return frames;
  const n = Math.max(...numbers);
  const rest = frames.filter(({ kind }) => kind !== "depth_whole" && kind !== "depth_diff");
  return [{ ...whole, n }, ...rest, ...start.diffs()];
};
var judge = (order, stamped, needsWhole) => {
  const { kind, epoch, n, at } = stamped;
  const last = order.get(kind);
  const known = isDepth(kind) ? epochOfBook(order) : last?.epoch ?? 0;
  if (epoch < known) return { type: "skip" };
  if (kind === "depth_diff" && needsWhole && order.get("depth_whole")?.epoch !== epoch)
    return { type: "wait" };
  if (last?.epoch === epoch) {
    if (n <= last.n) return { type: "skip" };
    if (n > last.n + 1) return { type: "gap", missing: n - last.n - 1, since: last.at };
  }
  return { type: "emit", order: new Map(order).set(kind, { epoch, n, at }) };
};

// src/nats/follower.ts
var wholeWithin = 4e3;
var remembered2 = 2e3;
var createFollower = (config) => {
  const { connection, history, pair, clock, emit, onGap, fail } = config;
  const joined = /* @__PURE__ */ new Map();
  const emitted = /* @__PURE__ */ new Set();
  let shown = createBookStart(framePlaces);
  let order = noOrder;
  let epoch = 0;
  let isAgain = false;
  let start = config.from;
  let held = null;
  let waiting = [];
  let reading = new Subscription2();
  let whole = new Subscription2();
  const hasBook = () => joined.has("depth_whole") && joined.has("depth_diff");
  const hasWhole = () => (order.get("depth_whole")?.epoch ?? -1) >= epoch;
  const without = (kind) => {
    const rest = new Map(order);
    rest.delete(kind);
    order = rest;
  };
  const expectWhole = () => {
    whole.unsubscribe();
    whole = clock.schedule(
      () => fail(linkError("silent", `no whole of ${pair} within ${wholeWithin} ms`)),
      wholeWithin
    );
  };
  const askWhole = () => {
    without("depth_whole");
    expectWhole();
    connection.publish(history.subjects.whole, pair);
  };
  const isRepeated = ({ kind, frame }) => {
    if (kind !== "depth_diff") return false;
    const sequence = sequenceOfDiff(frame);
    if (sequence === void 0) return false;
    if (emitted.has(sequence)) return true;
    emitted.add(sequence);
    if (emitted.size > remembered2) emitted.delete(emitted.values().next().value);
    return false;
  };
  const isBehind = (stamped) => stamped.kind === "depth_whole" && shown.onWhole(stamped) === "late";
  const give = (stamped, next) => {
    order = next;
    if (stamped.kind === "depth_whole") whole.unsubscribe();
    if (!isRepeated(stamped) && !isBehind(stamped)) emit(stamped.frame);
  };
  const awaitWhole = (diff) => {
    if (waiting.push(diff) === 1) expectWhole();
  };
  const released = (stamped) => {
    if (stamped.kind !== "depth_whole") return [];
    const due = waiting.sort((a, b) => a.epoch - b.epoch || a.n - b.n);
    waiting = [];
    return beyondWhole(stamped, due);
  };
  const giveOld = (stamped) => {
    const { kind, epoch: epoch2, n, at } = stamped;
    if (!joined.has(kind)) return false;
    const verdict = judge(order, stamped, hasBook());
    if (verdict.type === "wait") awaitWhole(stamped);
    if (verdict.type === "emit") {
      give(stamped, verdict.order);
      return released(stamped).map(giveOld).includes(true);
    }
    if (verdict.type !== "gap") return false;
    onGap(kind, verdict.missing);
    give(stamped, new Map(order).set(kind, { epoch: epoch2, n, at }));
    return kind === "depth_diff";
  };
  const read = (since, onRead) => {
    held ??= [];
    reading.unsubscribe();
    reading = history$(history, pair, new Set(joined.keys()), since).subscribe({
      next: (frames) => {
        const live = held ?? [];
        held = null;
        const known = [...frames, ...live];
        const due = since === null ? asOnJoin(known) : known;
        onRead(!due.map(giveOld).includes(true));
      },
      error: fail
    });
  };
  const begin = () => {
    const isLate = order.has("depth_diff") && !order.has("depth_whole");
    if ((isLate || isAgain) && hasBook()) askWhole();
    isAgain = false;
    const from6 = start;
    start = null;
    read(from6, (isWhole) => {
      if (hasBook() && !(isWhole && hasWhole())) askWhole();
    });
  };
  const onStamped = (stamped) => {
    if (held !== null) {
      held.push(stamped);
      return;
    }
    const verdict = judge(order, stamped, hasBook());
    if (verdict.type === "wait") awaitWhole(stamped);
    if (verdict.type === "emit") {
      give(stamped, verdict.order);
      released(stamped).forEach(onStamped);
    }
    if (verdict.type !== "gap") return;
    held = [stamped];
    read(verdict.since - before, (isWhole) => {
      if (!isWhole)
        fail(linkError("closed", `${verdict.missing} frames of ${stamped.kind}_${pair} are missing`));
    });
  };
  return {
    join: (kind) => {
      if (joined.has(kind)) return;
      const subscription = connection.subscribe(history.subjects.frames(pair, kind), {
        callback: (error, message) => {
          const stamp = error === null ? readStamp(message.headers) : null;
          if (stamp !== null) onStamped({ ...stamp, kind, frame: message.string() });
        }
      });
      joined.set(kind, subscription);
      held ??= [];
      reading.unsubscribe();
      reading = clock.schedule(begin);
    },
    leave: (kind) => {
      joined.get(kind)?.unsubscribe();
      isAgain ||= isDepth(kind) && hasBook() && order.has(kind);
      joined.delete(kind);
      without(kind);
      waiting = [];
      if (kind === "depth_diff") emitted.clear();
      if (kind === "depth_whole") shown = createBookStart(framePlaces);
      if (joined.size > 0) return;
      isAgain = false;
      reading.unsubscribe();
      whole.unsubscribe();
      held = null;
    },
    onEpoch: (next) => {
      epoch = next;
      if (hasBook() && !hasWhole() && held === null) askWhole();
    },
    stop: () => {
      for (const subscription of joined.values()) subscription.unsubscribe();
      reading.unsubscribe();
      whole.unsubscribe();
    }
  };
};

// src/nats/rest-over.ts
import { createInbox as createInbox2 } from "@nats-io/nats-core";
import { catchError as catchError6, Observable as Observable8, switchMap as switchMap8, take as take2, throwError as throwError6, timeout } from "rxjs";
var restOver = ({ connected$, subject, inboxPrefix, clock }) => {
  const ask = (connection, request) => new Observable8((subscriber) => {
    const endpoint = endpointOf(request);
    const fail = (reason, detail) => subscriber.error(httpError(endpoint, reason, "none", detail));
    const inbox = createInbox2(inboxPrefix);
    const parts = [];
    let head = "";
    let size = 0;
    const answers = connection.subscribe(inbox, {
      callback: (error, { headers: headers5, data }) => {
        if (error !== null || headers5?.code === 503) {
          fail("refused", "no gateway answers");
          return;
        }
        if (headers5?.has("Head") === true) head = headers5.get("Head");
        parts.push(data);
        size += data.length;
        if (size > request.maxReplyBytes) {
          fail("too-large", `more than ${request.maxReplyBytes} bytes`);
          return;
        }
        if (headers5?.has("Last") !== true) return;
        const said = readRestHead(endpoint, head);
        if ("status" in said) {
          subscriber.next({ ...said, body: joinText(parts) });
          subscriber.complete();
        } else subscriber.error(said);
      }
    });
    subscriber.add(() => answers.unsubscribe());
    const { pathname, search } = new URL(request.url);
    connection.publish(subject, pathname + search, { reply: inbox });
  });
  return (request) => {
    const fail = (reason, detail) => httpError(endpointOf(request), reason, "none", detail);
    if (request.method !== "GET")
      return throwError6(() => fail("refused", "the gateway serves only public pages"));
    return connected$.pipe(
      take2(1),
      catchError6(() => throwError6(() => fail("refused", "there is no link to the gateway"))),
      switchMap8((connection) => ask(connection, request)),
      timeout({
        first: request.timeout,
        scheduler: clock,
        with: () => throwError6(() => fail("timeout", "the gateway has not answered"))
      })
    );
  };
};

// src/nats/transport.ts
var Options3 = mapped(
  optionsOf({ ...natsFields, from: maybe(Timestamp) }),
  withClock
);
var silence2 = 6e3;
var linger = 1e3;
var natsTransportBy = (connect2) => (given = {}, ...stray) => {
  const options = resolveOptions(Options3, given, stray);
  const { clock, prefix, inboxPrefix } = options;
  const subjects = subjectsOf(prefix);
  const notices = new Subject4();
  const begun = /* @__PURE__ */ new Set();
  const connection$ = natsConnection$(connect2, options).pipe(
    share2({
      connector: () => new ReplaySubject(1),
      resetOnRefCountZero: () => timer2(linger, clock)
    })
  );
  const follow = (connection) => from5(jetstreamManager2(connection, { checkAPI: false })).pipe(
    switchMap9(
      (manager) => new Observable9((subscriber) => {
        const followers = /* @__PURE__ */ new Map();
        let epoch = 0;
        let isOpen = false;
        const fail = (error) => subscriber.error(error);
        const followerOf = (pair) => {
          const known = followers.get(pair);
          if (known !== void 0) return known;
          const follower = createFollower({
            connection,
            history: { manager, subjects },
            pair,
            clock,
            from: begun.has(pair) ? null : options.from ?? null,
            emit: (frame) => subscriber.next(frame),
            onGap: (kind, missing) => notices.next({ type: "frames-missing", room: `${kind}_${pair}`, missing }),
            fail: (error) => fail(linkError("closed", causeOf(error)))
          });
          begun.add(pair);
          followers.set(pair, follower);
          return follower;
        };
        const send = (text) => {
          const packet = decodePacket(text);
          if (packet.type !== "event") return;
          const room = roomParts(String(packet.args[0]));
          if (room === null) return;
          if (packet.name === "join-room") followerOf(room.pair).join(room.kind);
          if (packet.name === "leave-room") followerOf(room.pair).leave(room.kind);
        };
        const quiet = idleTimer(
          silence2,
          () => {
            void connection.close();
            fail(linkError("silent", `no message of a gateway for ${silence2} ms`));
          },
          clock
        );
        const beats = connection.subscribe(subjects.beat, {
          callback: (error, message) => {
            const beat = decodeBeat(error === null ? message.string() : "");
            if (beat._tag === "Left" || beat.right.epoch < epoch) return;
            quiet.touch();
            const isNew = epoch !== 0 && beat.right.epoch !== epoch;
            ({ epoch } = beat.right);
            if (!beat.right.isOpen) {
              if (isOpen) fail(linkError("closed", "the gateway has lost its link to the venue"));
              return;
            }
            if (!isOpen) {
              isOpen = true;
              subscriber.next({ type: "open", send });
              return;
            }
            if (!isNew) return;
            notices.next({ type: "new-run", epoch });
            for (const follower of followers.values()) follower.onEpoch(epoch);
          }
        });
        subscriber.add(() => {
          quiet.stop();
          beats.unsubscribe();
          for (const follower of followers.values()) follower.stop();
        });
      })
    )
  );
  return {
    link$: connection$.pipe(
      switchMap9(follow),
      catchError7(
        (error) => throwError7(
          () => Object(error)._tag === "LinkError" ? error : linkError("connect-failed", asNatsError(error).message)
        )
      )
    ),
    sendRequest: restOver({ connected$: connection$, subject: subjects.rest, inboxPrefix, clock }),
    notices$: notices.asObservable()
  };
};

// src/nats/index.ts
var publishFrames = publishFramesBy(connect);
var natsTransport = natsTransportBy(connect);
var natsPort = natsPortBy(connect);
var serveTradingOverNats = serveTradingOverNatsBy(connect);
export {
  natsPort,
  natsTransport,
  publishFrames,
  serveTradingOverNats
};
//# sourceMappingURL=nats.js.map