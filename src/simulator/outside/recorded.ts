import type { SchedulerLike } from 'rxjs';
import { configError } from '../../model/errors';
import type { Instrument } from '../../model/instrument';
import { isPairName, type Pair } from '../../model/pair';
import { recordingError } from '../../model/recording-error';
import { recordedEvents, type RecordingEvent } from '../../recording/index';
import { roomOf } from '../../parsing/room';
import type { MarketSource } from '../market/market';
import type { VenueInstrument } from '../venue/index';
import { createFrameReader, stampIn } from './outside-frame';
import { roomPartsOf } from './outside-rooms';
import { outsideMarket } from './outside-market';
import { eventsBefore } from './events-before';
import { readCandles } from './file-candles';
import { instrumentsIn, venueInstrument } from './replies';
import { startTimeline } from './timeline';

/** A recording: a path, several paths, or a source of its events. */
export type Recorded = string | readonly string[] | { readonly events: readonly RecordingEvent[] };

export interface RecordedMarketOptions {
  /** The time at which the market begins (wall time, Unix time in ms). Default: the beginning of the recording. */
  readonly from?: number | undefined;
  /** The time at which the market ends (wall time, Unix time in ms), exclusive. Default: the end of the recording. */
  readonly to?: number | undefined;
  /** The only pairs of the market. Default: all that were recorded. */
  readonly pairs?: readonly Pair[] | undefined;
  /** The rules of pairs for a recording that has none, or in place of its own at the start. */
  readonly instruments?: readonly (Instrument | VenueInstrument)[] | undefined;
  /**
   * Files that `rx-bitbank candles` wrote, as the history of indicators. The market shows a candle of them once its interval
   * is over by the clock, and only if the clock begins at `start`.
   */
  readonly candles?: readonly string[] | undefined;
  /** Runs when the recording is over, or can't be read further. */
  readonly onEnd?: ((error?: unknown) => void) | undefined;
}

/** A recording that is the market behind a venue. */
export interface RecordedMarket extends MarketSource {
  /** The beginning of the market: Unix time, ms. */
  readonly start: number;
  /** The parameters of the market, which can be sent to another thread. */
  readonly description: RecordedDescription;
}

/** The parameters of a recorded market, without functions. */
export interface RecordedDescription extends Omit<RecordedMarketOptions, 'onEnd'> {
  readonly recorded: Recorded;
}

/**
 * The beginning of the recording that is read before the market begins, to find its pairs, their rules, and the
 * difference of the clocks.
 */
const lookedAt = { ms: 60_000, events: 50_000 };

const isSource = (recorded: Recorded): recorded is { readonly events: readonly RecordingEvent[] } =>
  typeof recorded === 'object' && !Array.isArray(recorded);

const nameOf = (recorded: Recorded): string =>
  isSource(recorded) ? 'the recording' : [recorded].flat().join(', ');

interface Look {
  readonly start: number;
  readonly pairs: readonly Pair[];
  readonly instruments: ReadonlyMap<Pair, VenueInstrument>;
  readonly beginning: readonly RecordingEvent[];
}

/**
 * Reads the beginning of a recording. A recorder requests the rules of all pairs, but records only the requested pairs,
 * which its header names.
 */
const lookAt = (events: Iterator<RecordingEvent, unknown>): Look | null => {
  const beginning: RecordingEvent[] = [];
  const named = new Set<Pair>();
  const seen = new Set<Pair>();
  const instruments = new Map<Pair, VenueInstrument>();
  for (let next = events.next(); next.done !== true; next = events.next()) {
    const event = next.value;
    beginning.push(event);
    if (event.type === 'header') for (const pair of event.pairs) named.add(pair);
    else if (event.type === 'frame' || event.type === 'copy') {
      const pair = roomPartsOf(roomOf(event.frame) ?? '')?.pair;
      if (pair !== undefined) seen.add(pair);
    } else if (event.type === 'rest')
      for (const instrument of instrumentsIn(event))
        if (!instruments.has(instrument.pair)) instruments.set(instrument.pair, instrument);
    if (event.elapsed > lookedAt.ms || beginning.length >= lookedAt.events) break;
  }
  events.return?.();
  const [first] = beginning;
  if (first === undefined) return null;
  const pairs = [...(named.size > 0 ? named : seen)].filter(isPairName);
  return { start: first.t, pairs, instruments, beginning };
};

/** Returns the shortest time by which anything arrived after its stamp. */
const offsetOf = ({ beginning, pairs }: Look): number => {
  const readFrame = createFrameReader(pairs);
  let offset = Infinity;
  for (const event of beginning) {
    if (event.type === 'step') break;
    const stamp =
      event.type === 'frame' ? stampIn(readFrame(event.frame)?.content ?? { type: 'ticker' }) : null;
    if (stamp !== null) offset = Math.min(offset, event.t - stamp);
  }
  return offset;
};

/**
 * A recording as the market behind a venue. The simulator publishes the recorded frames again: bit for bit if the clock
 * begins at `start`, else with their times moved to the clock's. The orders of users meet the recorded book and trades.
 * It throws before anything is opened: a `RecordingError` if there is no readable recording, and a `ConfigError` that
 * names a pair without rules, or a file that holds no candles.
 *
 * @example
 * ```ts
 * import { recordedMarket, startSimulator } from 'rx-bitbank/simulator';
 *
 * const sim = await startSimulator({ market: recordedMarket('recordings'), port: 8080 });
 * console.log(sim.urls);
 * ```
 */
export const recordedMarket = (recorded: Recorded, options: RecordedMarketOptions = {}): RecordedMarket => {
  const { from = 0, to, onEnd = () => undefined } = options;
  const read = (): Iterator<RecordingEvent, unknown> =>
    eventsBefore(
      isSource(recorded) ? recorded.events[Symbol.iterator]() : recordedEvents(recorded, from),
      to,
    );
  const look = lookAt(read());
  if (look === null)
    throw recordingError('foreign', nameOf(recorded), null, 'a recording', 'nothing was recorded');
  // Events that are read from a time on begin no earlier, unless there are none after it.
  if (!isSource(recorded) && look.start < from)
    throw configError(
      'from',
      `a time before the recording ends, ${new Date(look.start).toISOString()}`,
      new Date(from).toISOString(),
    );
  if (look.pairs.length === 0)
    throw recordingError('foreign', nameOf(recorded), null, 'frames of rooms', 'none');
  const given = new Map(options.instruments?.map((one) => [one.pair, venueInstrument(one)]));
  const instruments = (options.pairs ?? look.pairs).map((pair): VenueInstrument => {
    if (!look.pairs.includes(pair)) throw configError('pairs', 'pairs that were recorded', pair);
    const rules = given.get(pair) ?? look.instruments.get(pair);
    if (rules === undefined)
      throw configError('instruments', `the rules of ${pair}, which the recording does not have`, 'none');
    return rules;
  });
  const offset = offsetOf(look);
  const candles = readCandles(options.candles ?? []);
  return {
    instruments,
    start: look.start,
    description: {
      recorded,
      from: options.from,
      to,
      pairs: options.pairs,
      instruments: options.instruments,
      candles: options.candles,
    },
    create: outsideMarket({
      start: look.start,
      candles,
      listen: (listener, scheduler: SchedulerLike) =>
        startTimeline({ events: read(), scheduler, offset, ...listener, onEnd }),
    }),
  };
};
