import type { VirtualClock } from '../../../src/simulator/market/clock';
import type { DataClient } from '../../../src/data/client';
import type { Diagnostic } from '../../../src/model/diagnostic';
import type { Pair } from '../../../src/model/pair';
import type { FaultKind } from '../../../src/simulator/faults/fault';
import type { Simulation } from '../../../src/simulator/simulation';
import type { FeedScript, Observer } from './script';
import type { Truth } from './truth';
import type { TickerMessage } from '../../../src/simulator/market/messages';
import { meantBy } from './recipe';
import type { Arrival, Link, Wiretap } from './wiretap';

/**
 * The knowledge of the laws: the venue itself, and the connection in front of the client, but never the client's own
 * view.
 */
export interface Oracle {
  readonly clock: VirtualClock;
  readonly start: number;
  readonly script: FeedScript;
  readonly simulation: Simulation;
  readonly client: DataClient;
  readonly truth: Truth;
  readonly tap: Wiretap;
  readonly diagnostics: readonly Diagnostic[];
  /** The tickers of REST, as they reached the client. */
  readonly tickersRead: readonly TickerRead[];
  /** The newest trades of REST, as they reached the client. */
  readonly tradesRead: readonly TradesRead[];
  readonly joins: Joins;
  readonly strikes: readonly Strike[];
  readonly sleeps: readonly Sleep[];
  readonly violate: (law: string) => void;
}

export interface TickerRead {
  readonly at: number;
  readonly pair: Pair;
  readonly message: TickerMessage;
}

export interface TradesRead {
  readonly at: number;
  readonly pair: Pair;
  readonly ids: ReadonlySet<number>;
}

/** A strike of a fault. */
export interface Strike {
  readonly at: number;
  readonly kind: FaultKind;
  readonly room: string | null;
  readonly path: string | null;
}

/** A sleep of the client's machine. */
export interface Sleep {
  readonly from: number;
  readonly to: number;
}

/** Returns the times at which the venue certainly accepted a join of a room, ascending. */
export type Joins = (room: string) => readonly number[];

/** The laws of one observer. */
export interface Watch {
  readonly next: (value: never) => void;
  /** Runs after it has subscribed, and has received the current value. */
  readonly onSubscribed?: () => void;
  /** Runs when a frame comes. */
  readonly onBefore?: (arrival: Arrival) => void;
  /** Runs after the client has handled a frame. */
  readonly onArrival?: (arrival: Arrival) => void;
  /** Runs after the client has handled the loss of its link. */
  readonly onLoss?: (link: Link) => void;
  /**
   * Runs some seconds after the clock was set or the machine slept, at `at`, or when the client has just reported it.
   */
  readonly onUpset?: (at: number) => void;
  /** Runs now and then. */
  readonly onTick?: () => void;
  /** Runs if it leaves before the end. */
  readonly onLeave?: () => void;
  /** Runs when the calm is over, and it is still there. */
  readonly onEnd?: () => void;
}

export type Law<O extends Observer = Observer> = (oracle: Oracle, observer: O) => Watch;

/** Returns the diffs up to a sequence that never reached the client in order, since its last whole. */
export const missedDiffs = (
  { truth }: Pick<Oracle, 'truth'>,
  link: Link,
  pair: Pair,
  upTo: number,
): readonly number[] => {
  const { whole, sequences } = link.heard(pair);
  if (whole === null) return [];
  const { diffs } = truth(pair);
  const missed: number[] = [];
  for (let i = diffs.length - 1; i >= 0; i -= 1) {
    const sequence = diffs[i] as number;
    if (sequence <= meantBy(Number(whole.sequenceId))) break;
    if (sequence <= upTo && !sequences.has(sequence)) missed.push(sequence);
  }
  return missed;
};
