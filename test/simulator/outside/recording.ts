import type { RecordingEvent } from '../../../src/recording/index';
import { virtualClock, type VirtualClock } from '../../../src/simulator/market/clock';
import { createSimulation, type Simulation } from '../../../src/simulator/simulation';
import { roomFrame } from '../../../src/simulator/wire/hub';
import type { SimulationOptions } from '../../../src/simulator/options';

/** The start, 09:00 in Japan. */
export const start = Date.UTC(2026, 10, 22);

type Note = RecordingEvent extends infer E
  ? E extends RecordingEvent
    ? Omit<E, 't' | 'elapsed'>
    : never
  : never;

/** Makes an event of a recording that begins at `start`. */
export const at = (ms: number, note: Note): RecordingEvent => ({ t: start + ms, elapsed: ms, ...note });

export const header = (pairs: readonly string[], open = true): RecordingEvent =>
  at(0, { type: 'header', format: 1, run: 'test', part: 1, pairs, rooms: [], open });

export const frameOf = (room: string, data: unknown): string => roomFrame({ room, data }).text;

type SyntheticOptions = SimulationOptions & { readonly latency?: () => number };

/** A synthetic market in virtual time, and the recording that a recorder makes of it. */
export interface SyntheticRecording {
  readonly simulation: Simulation;
  readonly clock: VirtualClock;
  /** The events so far. */
  readonly events: readonly RecordingEvent[];
}

/** Begins to record a synthetic market, `latency` ms late, from before the recorder requested the rules. */
export const startSynthetic = ({
  latency = () => 0,
  ...options
}: SyntheticOptions = {}): SyntheticRecording => {
  const clock = virtualClock(start);
  const pairs = options.pairs ?? ['btc_jpy'];
  const simulation = createSimulation(
    { accounts: [], journalCapacity: 0, ...options, pairs },
    { wall: clock, market: clock },
  );
  const events: RecordingEvent[] = [header(pairs)];
  const rest = (path: string, data: unknown): void => {
    const body = JSON.stringify({ success: 1, data });
    events.push(at(0, { type: 'rest', path, status: 200, date: start, body }));
  };
  rest('/spot/pairs', simulation.market.queries.spotPairs());
  rest('/spot/status', simulation.market.queries.spotStatus());
  let latest = 0;
  simulation.market.messages$.subscribe((news) => {
    latest = Math.max(latest, clock.now() - start + latency());
    events.push(at(latest, { type: 'frame', frame: roomFrame(news).text }));
  });
  return { simulation, clock, events };
};

/** Makes the recording of some seconds of a synthetic market. */
export const recordSynthetic = (
  seconds: number,
  {
    during = () => undefined,
    ...options
  }: SyntheticOptions & {
    /** Trades in that market meanwhile. */
    readonly during?: (simulation: Simulation, clock: VirtualClock) => void;
  } = {},
): readonly RecordingEvent[] => {
  const { simulation, clock, events } = startSynthetic(options);
  during(simulation, clock);
  clock.advanceTo(start + seconds * 1_000);
  simulation.close();
  return events;
};

export const framesIn = (events: readonly RecordingEvent[]): readonly string[] =>
  events.flatMap((event) => (event.type === 'frame' ? [event.frame] : []));
