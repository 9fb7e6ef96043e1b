import { createHash } from 'node:crypto';
import type { Observable, Subscription } from 'rxjs';
import type { DataClient } from '../../../src/data/client';
import { createDataClient } from '../../../src/index';
import type { Diagnostic } from '../../../src/model/diagnostic';
import { virtualClock } from '../../../src/simulator/market/clock';
import { marketProfiles } from '../../../src/simulator/market/profiles';
import { randomOf } from '../../../src/simulator/market/random';
import { createSimulation } from '../../../src/simulator/simulation';
import { urlsAt } from '../../../src/simulator/urls';
import { inProcessPorts } from '../../../src/simulator/wire/in-process';
import type { Outcome } from '../storm';
import { createCoverage } from './coverage';
import { doDeed, openTaker } from './deeds';
import { lawOf } from './laws';
import { announcementLaw } from './laws/repairs';
import { createRoomLaws } from './laws/joins';
import { createMachine } from './machine';
import {
  missedDiffs,
  type Oracle,
  type Sleep,
  type Strike,
  type TickerRead,
  type TradesRead,
  type Watch,
} from './oracle';
import { type FeedScript, type Observer, pairs, unknownPair, type Upset } from './script';
import { hearAnew } from './recipe';
import { tapRest } from './rest-tap';
import { followTruth } from './truth';
import { isJoined, type Link, tapSocket } from './wiretap';

/**
 * The length of the calm in ms: the longest time until a client notices a dead link and then has its trades proved by
 * REST.
 */
const calm = 130_000;
const tick = 250;
/** The time in ms in which a client notices that its clock was set, or that it slept. */
const noticed = 3_000;
/** The time in ms in which every trade reaches all observers. */
const quiet = 2_000;

interface Present {
  readonly observer: Observer;
  readonly watch: Watch;
  subscription: Subscription;
}

const subscribeTo = (client: DataClient, observer: Observer): Observable<unknown> => {
  const { pair } = observer;
  switch (observer.feed) {
    case 'book':
      return client.book$(pair, observer.depth === null ? {} : { depth: observer.depth });
    case 'candles':
      return client.candles$(pair, observer.type, { history: observer.history });
    case 'unknown':
      return client.ticker$(unknownPair);
    default:
      return client[`${observer.feed}$`](pair);
  }
};

const nameOf = (observer: Observer): string => {
  const detail =
    observer.feed === 'book'
      ? `, ${observer.depth}`
      : observer.feed === 'candles'
        ? `, ${observer.type}`
        : '';
  return `${observer.feed}$(${observer.pair}${detail})`;
};

const isOfBook = ({ feed }: Observer): boolean => feed === 'book' || feed === 'quotes';

const isLong = (part: unknown): part is readonly unknown[] => Array.isArray(part) && part.length > 12;

/** Returns the part of a value that goes into the log of events. */
const digest = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    isLong(part) ? [part.length, ...part.slice(0, 5), ...part.slice(-5)] : part,
  );

/** Only the pairs of the script trade, because the others cost time. */
const quietProfiles = Object.fromEntries(
  [...marketProfiles.keys()]
    .filter((pair) => !(pairs as readonly string[]).includes(pair))
    .map((pair) => [pair, { turnover: 0 }]),
);

/** Plays a script once, to its end. */
export const play = (script: FeedScript): Outcome => {
  const { start } = script;
  const clock = virtualClock(start);
  const hash = createHash('sha256');
  const violations: string[] = [];
  const history: string[] = [];
  const diagnostics: Diagnostic[] = [];
  const strikes: Strike[] = [];
  const tickersRead: TickerRead[] = [];
  const tradesRead: TradesRead[] = [];
  const sleeps: Sleep[] = [];
  const present = new Set<Present>();
  const time = (): string => `${((clock.now() - start) / 1_000).toFixed(3)} s`;
  const log = (text: string): void => void hash.update(`${clock.now()} ${text}\n`);
  const tell = (text: string): void => {
    history.push(`${time()}  ${text}`);
    log(text);
  };
  const violate = (law: string): void => {
    tell(`VIOLATION ${law}`);
    if (violations.length < 50) violations.push(`${time()} ${law}`);
  };

  const simulation = createSimulation(
    { seed: script.seed, accounts: [], profiles: quietProfiles, journalCapacity: 0 },
    { wall: clock, market: clock },
  );
  const truth = followTruth(simulation, pairs, () => clock.now(), violate);
  const ports = inProcessPorts(simulation.wire, { wall: clock, latency: script.latency });
  const machine = createMachine(clock);

  const bookSeen = new Map<string, number>();
  const bookLeft = new Map<string, number>();
  const announcements = announcementLaw(
    { clock, diagnostics, violate },
    (pair) => bookSeen.get(pair) ?? null,
  );
  /** The time at which the clock was last set, or the machine last woke. */
  let upsetAt = -Infinity;
  const joins = new Map<string, number[]>();
  const takeJoin = (link: Link, room: string): void => {
    const arrives = Math.max(clock.now() + script.latency, link.frozenUntil);
    if (arrives === Infinity) return;
    clock.schedule(() => {
      if (!link.isUp || !isJoined(link, room)) return;
      if (link.frozenUntil > clock.now()) takeJoin(link, room);
      else joins.set(room, [...(joins.get(room) ?? []), clock.now()]);
    }, arrives - clock.now());
  };
  const each = (act: (watch: Watch) => void): void => {
    for (const { watch } of [...present]) act(watch);
  };
  const tap = tapSocket((url, most) => machine.received(ports.openSocket(url, most)), clock, {
    onBefore: (arrival) => {
      announcements.onBefore(arrival);
      each((watch) => watch.onBefore?.(arrival));
    },
    onAfter: (arrival) => {
      announcements.onAfter(arrival);
      each((watch) => watch.onArrival?.(arrival));
    },
    onJoin: (link, room) => {
      if (isJoined(link, room)) violate(`${room} is joined twice`);
      log(`join ${room}`);
      takeJoin(link, room);
    },
    onLeave: (link, room) => {
      if (!isJoined(link, room)) violate(`${room} is left without having been joined`);
      log(`leave ${room}`);
    },
    hasLeapt: () => clock.now() <= upsetAt + noticed,
    onUp: ({ number }) => tell(`link ${number} is tried`),
    onDown: (link) => {
      tell(`link ${link.number} is down`);
      roomLaws.onDown(link);
      each((watch) => watch.onLoss?.(link));
    },
  });
  const coverage = createCoverage({
    now: () => clock.now(),
    tap,
    hasMissed: (link, pair) => missedDiffs({ truth }, link, pair, Infinity).length > 0,
  });
  simulation.wire.faults.strikes$.subscribe(({ fault, about }) => {
    coverage.hit(fault, about);
    strikes.push({ at: clock.now(), kind: fault.kind, room: about.room ?? null, path: about.path ?? null });
    tell(
      `${fault.kind} strikes ${about.room ?? about.path ?? 'the venue'}${'ms' in fault ? ` for ${fault.ms} ms` : ''}`,
    );
    const link = tap.link();
    if (fault.kind === 'stream-freeze' && link !== null) {
      link.frozenUntil = Math.max(link.frozenUntil, clock.now() + (fault.ms ?? Infinity));
    }
  });

  const client = createDataClient({
    ...urlsAt('127.0.0.1', 80),
    openSocket: tap.openSocket,
    sendRequest: tapRest(
      (request) => machine.received(ports.sendRequest(request)),
      () => clock.now(),
      {
        ticker: (read) => void tickersRead.push(read),
        trades: (read) => void tradesRead.push(read),
      },
    ),
    scheduler: machine.clock,
    linger: script.linger,
    random: randomOf(script.seed, 'client').next,
  });
  client.diagnostics$.subscribe((diagnostic) => {
    // The diagnostic's own stamp is of a clock that may have been set.
    diagnostics.push({ ...diagnostic, at: clock.now() });
    tell(`diagnostic ${digest(diagnostic)}`);
    const leaptAt = clock.now();
    // This comes before rooms that are joined again can have sent anything.
    if (diagnostic.kind !== 'clock-leapt') return;
    roomLaws.onLeap();
    clock.schedule(() => each((watch) => watch.onUpset?.(leaptAt)), 1);
  });
  client.connection$.subscribe((connection) => log(`connection ${digest(connection)}`));

  const oracle: Oracle = {
    clock,
    start,
    script,
    simulation,
    client,
    truth,
    tap,
    diagnostics,
    tickersRead,
    tradesRead,
    strikes,
    sleeps,
    joins: (room) => joins.get(room) ?? [],
    violate,
  };
  const roomLaws = createRoomLaws(oracle);

  // ------------------------------------------------------------------------------ observers

  let closing = false;
  const enter = (observer: Observer): void => {
    const name = nameOf(observer);
    tell(`${name} is subscribed`);
    const own: Oracle = { ...oracle, violate: (law) => violate(`${name}: ${law}`) };
    const watch = lawOf(own, observer);
    const { pair } = observer;
    if (isOfBook(observer) && !bookSeen.has(pair)) {
      // After the linger, nothing is kept of a book without observers.
      const isKept = clock.now() - (bookLeft.get(pair) ?? -Infinity) <= script.linger;
      const link = tap.link();
      if (!isKept && link !== null) hearAnew(link.heard(pair));
      bookSeen.set(pair, clock.now());
    }
    const here: Present = { observer, watch, subscription: subscribeTo(client, observer).subscribe() };
    here.subscription.unsubscribe();
    present.add(here);
    roomLaws.enter(observer);
    here.subscription = subscribeTo(client, observer).subscribe({
      next: (value) => {
        log(`${name} ${digest(value)}`);
        watch.next(value as never);
      },
      error: (error: unknown) => {
        tell(`${name} fails: ${String(error)}`);
        if (observer.feed !== 'unknown') violate(`${name} fails: ${String(error)}`);
        present.delete(here);
        roomLaws.leave(observer);
      },
      complete: () => {
        if (!closing) violate(`${name} completes`);
        present.delete(here);
      },
    });
    watch.onSubscribed?.();
    if (observer.until !== null)
      clock.schedule(() => machine.whenAwake(() => leave(here)), observer.until - observer.at);
  };
  const leave = (here: Present): void => {
    if (!present.delete(here)) return;
    const { observer, watch, subscription } = here;
    watch.onLeave?.();
    tell(`${nameOf(observer)} is left`);
    subscription.unsubscribe();
    roomLaws.leave(observer);
    const { pair } = observer;
    if (![...present].some((other) => other.observer.pair === pair && isOfBook(other.observer))) {
      if (bookSeen.delete(pair)) bookLeft.set(pair, clock.now());
    }
  };

  // ------------------------------------------------------------------------------ the storm and the calm

  const befall = (upset: Upset): void => {
    // A change during a sleep is noticed when the machine wakes.
    upsetAt = Math.max(upsetAt, clock.now() + (upset.type === 'sleep' ? upset.ms : 0));
    if (upset.type === 'sleep') {
      sleeps.push({ from: clock.now(), to: clock.now() + upset.ms });
      machine.sleep(upset.ms);
    } else machine.set(upset.by);
    const over = upsetAt;
    at(over + noticed - clock.now(), () => each((watch) => watch.onUpset?.(over)));
    tell(upset.type === 'sleep' ? `sleeps for ${upset.ms} ms` : `the clock is set by ${upset.by} ms`);
  };

  const taker = openTaker(simulation.venue);
  const at = (ms: number, act: () => void): void => void clock.schedule(act, ms);
  for (const observer of script.observers) at(observer.at, () => machine.whenAwake(() => enter(observer)));
  for (const deed of script.deeds) at(deed.at, () => doDeed(simulation.venue, clock, taker, deed, tell));
  for (const { at: when, fault } of script.faults) at(when, () => void simulation.wire.faults.add(fault));
  for (const upset of script.upsets) at(upset.at, () => befall(upset));
  at(script.length, () => {
    tell('the calm begins');
    simulation.wire.faults.clear();
  });

  const wasTradeWithin = (ms: number): boolean =>
    pairs.some((pair) => (truth(pair).newestTradeAt() ?? -Infinity) > clock.now() - ms);

  try {
    const end = start + script.length + calm;
    while (clock.now() < end) {
      clock.advanceBy(tick);
      // A machine that sleeps, or has just woken, can't have noticed anything.
      if (clock.now() < upsetAt + noticed) continue;
      roomLaws.onTick();
      each((watch) => watch.onTick?.());
    }
    while (wasTradeWithin(quiet) && clock.now() < end + calm) clock.advanceBy(tick);
    each((watch) => watch.onEnd?.());
    for (const here of [...present]) leave(here);
    clock.advanceBy(script.linger + 1_001);
    roomLaws.onTick();
    announcements.onEnd();
    if (tap.link() !== null) violate('the socket stays open with nobody there');
    closing = true;
    void client.close();
  } catch (error) {
    violate(`the client throws ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  simulation.close();
  return { hash: hash.digest('hex'), violations, cells: coverage.cells(), history };
};
