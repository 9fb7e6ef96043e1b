import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { defer, Subscription } from 'rxjs';
import { createExecutionClient } from '../../execution/index';
import { createDataClient } from '../../index';
import { disposedBy } from '../../model/disposed-by';
import { fromUnits } from '../../model/decimal';
import type { Pair } from '../../model/pair';
import { decimalOfUnits, unitsOf } from '../../profit/money';
import { type RecordingEvent, recordedEvents } from '../../recording/index';
import {
  createVirtualSimulator,
  type FillBasis,
  type VenueEvent,
  recordedMarket,
  type Recorded,
  type VirtualClock,
  type RecordedDescription,
} from '../../simulator/index';
import { eventsBefore } from '../../simulator/outside/events-before';
import { recordRun } from '../../strategy/record-run';
import type { Strategy, World } from '../../strategy/world';
import type { BreakSpan, RunFacts } from '../result/facts';
import { recordPacker } from '../result/packed-records';
import { backtestError, placeIn } from '../run/backtest-error';
import type { BacktestConfig } from '../run/config';
import type { Gate } from './no-real-io';
import { withRecordedPairs } from './recorded-pairs';

/** A run on a clock that a driver advances. */
export interface Play {
  /** Begins the strategy, `warmUp` after the market. */
  readonly begin: (strategy: Strategy) => void;
  readonly frames: () => number;
  /** Returns how the run ended; `null` while it goes on. */
  readonly ended: () => 'completed' | 'left' | null;
  readonly failure: () => { readonly of: 'strategy' | 'recording'; readonly error: unknown } | null;
  readonly facts: () => RunFacts;
}

const eventsOf = ({ recorded, from = 0, to }: RecordedDescription): Iterator<RecordingEvent, unknown> =>
  eventsBefore(
    typeof recorded === 'object' && 'events' in recorded
      ? recorded.events[Symbol.iterator]()
      : recordedEvents(recorded, from),
    to,
  );

/** The most characters of frames that are hashed in one go. Each go costs as much as some hundred characters. */
const hashedAtOnce = 65_536;

/** Hashes what is played. The text of the frames counts, not their division into goes. */
const inputDigest = () => {
  const digest = createHash('sha256');
  let frames = '';
  const flush = (): void => {
    digest.update(frames);
    frames = '';
  };
  return {
    addFile: (content: Buffer): void => void digest.update(content),
    addFrame: (frame: string): void => {
      frames += frame;
      if (frames.length > hashedAtOnce) flush();
    },
    hash: (): string => {
      flush();
      return digest.copy().digest('hex');
    },
  };
};

export const createPlay = (
  module: string,
  { market: described, balances, fills, latency, seed, warmUp }: BacktestConfig,
  clock: VirtualClock,
  start: number,
  gate: Gate,
  strategyHash: string,
): Play => {
  const input = inputDigest();
  for (const path of described.candles ?? []) input.addFile(gate.through(() => readFileSync(path)));
  let frames = 0;
  let ended: 'completed' | 'left' | null = null;
  let failure: ReturnType<Play['failure']> = null;
  let isPlaying = false;
  /** Each read event counts as input once, and nothing else reads. */
  const events = {
    [Symbol.iterator]: (): Iterator<RecordingEvent, unknown> => {
      const read = gate.through(() => eventsOf(described));
      const readNext = (): IteratorResult<RecordingEvent, unknown> => read.next();
      return {
        next: () => {
          const next = gate.through(readNext);
          if (isPlaying && next.done !== true && next.value.type === 'frame') {
            frames += 1;
            input.addFrame(next.value.frame);
          }
          return next;
        },
        return: () => gate.through(() => read.return?.()) ?? { done: true, value: undefined },
      };
    },
  };
  const end = (how: 'completed' | 'left'): void => {
    ended ??= how;
  };
  const onEnd = (error?: unknown): void => {
    if (error !== undefined) failure ??= { of: 'recording', error };
    end('left');
  };
  const market = gate.through(() =>
    recordedMarket({ events } as unknown as Recorded, { ...described, onEnd }),
  );
  isPlaying = true;
  const account = { apiKey: 'backtest', apiSecret: 'backtest', balances, margin: false };
  // Only the driver moves the clock. Its two times are one, so that the clients need not compare them.
  const now = (): number => clock.now();
  const scheduler = { now, elapsed: now, schedule: clock.schedule.bind(clock) };
  const sim = createVirtualSimulator({
    scheduler,
    market,
    accounts: [account],
    fills,
    latency,
    seed,
    journalCapacity: 0,
  });
  const { urls, openSocket, sendRequest, openPubnub } = sim;
  const data = createDataClient({ ...urls, scheduler, openSocket, sendRequest });
  const exec = createExecutionClient({
    ...account,
    ...urls,
    scheduler,
    sendRequest,
    openPubnub,
    exclusiveAccount: true,
  });
  const close = (): Promise<void> => {
    end('completed');
    return Promise.resolve();
  };
  const base: World = { data, exec, scheduler, notices$: sim.notices$, close, ...disposedBy(close) };
  const records = recordPacker();
  const bases: Record<number, FillBasis> = {};
  const breaks: BreakSpan[] = [];
  const inBreak = new Map<string, number>();
  const onVenue = (event: VenueEvent): void => {
    if (event.type === 'fill' && event.fill.basis !== undefined) bases[event.fill.tradeId] = event.fill.basis;
    if (event.type === 'print') volumes.set(event.pair, (volumes.get(event.pair) ?? 0n) + event.amount);
    if (event.type !== 'circuit-break') return;
    const { pair, mode } = event.info;
    const from = inBreak.get(pair);
    if (mode !== 'NONE') inBreak.set(pair, from ?? clock.now());
    else if (from !== undefined) {
      breaks.push({ pair, from, to: clock.now() });
      inBreak.delete(pair);
    }
  };
  /** The amounts that others traded, in lots. */
  const volumes = new Map<string, bigint>();
  const life = new Subscription();
  const pairs = market.instruments.map(({ pair }) => pair);

  const onForeign = (pair: Pair): never => {
    const detail = `it asks for ${pair}, of which the market has nothing: it has ${pairs.join(', ')}`;
    const error = backtestError('pair', detail, placeIn(new Error().stack ?? '', module));
    failure ??= { of: 'strategy', error };
    throw error;
  };

  return {
    begin: (strategy) => {
      const recording = recordRun(base, { pairs });
      const world = withRecordedPairs(recording.world, pairs, onForeign);
      recording.records$.subscribe(records.add);
      life.add(sim.venue.events$.subscribe(onVenue));
      const begin = (): void => {
        life.add(
          // What a strategy throws is its error. If it returns no Observable, the error says so, as in any other world.
          defer(() => strategy(world)).subscribe({
            error: (error: unknown) => {
              failure ??= { of: 'strategy', error };
            },
            complete: () => end('completed'),
          }),
        );
      };
      clock.schedule(begin, warmUp);
    },
    frames: () => frames,
    ended: () => ended,
    failure: () => failure,
    facts: () => {
      life.unsubscribe();
      return {
        from: start,
        to: clock.now(),
        begun: start + warmUp,
        frames,
        inputHash: input.hash(),
        ended: ended ?? 'left',
        strategyHash,
        fees: Object.fromEntries(
          market.instruments.map(({ pair, fees }) => [
            pair,
            { maker: fees.makerQuote, taker: fees.takerQuote },
          ]),
        ),
        breaks: [...breaks, ...[...inBreak].map(([pair, since]) => ({ pair, from: since, to: clock.now() }))],
        records: records.pack(),
        bases,
        volumes: Object.fromEntries(
          market.instruments.flatMap(({ pair, amountDigits }) => {
            const lots = volumes.get(pair);
            return lots === undefined ? [] : [[pair, decimalOfUnits(unitsOf(fromUnits(lots, amountDigits)))]];
          }),
        ),
      };
    },
  };
};
