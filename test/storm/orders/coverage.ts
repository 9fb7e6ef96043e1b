import { isTerminal } from '../../../src/model/order';
import type { FaultKind, AuditEntry } from '../../../src/simulator/index';
import { cell, type Table } from '../storm';
import { isLeft } from './called';
import { isEnding } from './laws';
import type { Called, Record } from './record';
import { orderPath } from './wiretap';

/**
 * The states of an order's life, as its observer knows it. `ending`: the venue has ended it, but the life has not
 * emitted that. `left`: nobody observes it any more, and it must be cancelled.
 */
const states = ['sent', 'unresolved', 'inactive', 'resting', 'partly filled', 'ending', 'left'] as const;
type LifeState = (typeof states)[number];

const kinds = [
  'private-late',
  'private-lose',
  'private-repeat',
  'private-reorder',
  'token-expire',
  'rest-status',
  'rest-429',
  'maintenance',
  'rest-timeout-before',
  'rest-timeout-after',
  'rest-cut-off',
  'rest-10005',
  'rest-resent',
  'rest-code',
  'rest-word',
  'rest-stall',
  'rest-late',
  'rest-reply-late',
  'rest-twice',
  'equal-order',
  'stale-read',
  'pair-status',
  'restart',
] as const satisfies readonly FaultKind[];

/** Returns why a cell is impossible. It is the one place with this knowledge. */
const impossible = (kind: string, state: string): string | null =>
  kind === 'equal-order' && state !== 'sent' && state !== 'left'
    ? 'it strikes the request of an order, whose life has only been sent'
    : null;

export const table: Table = { rows: kinds, columns: states, impossible };

/** A time from which a life is in a state. */
interface Spell {
  readonly from: number;
  /** The state; `null` if the life is over. */
  readonly state: LifeState | null;
}

const spellsOf = ({ transitions }: Called, endedAt: ReadonlyMap<number, number>): readonly Spell[] => {
  const spells: Spell[] = [];
  let ended = Infinity;
  for (const { at, transition } of transitions) {
    // The venue did this before the observer receives anything else.
    if (ended <= at && spells.at(-1)?.state !== 'ending') spells.push({ from: ended, state: 'ending' });
    if (transition.type === 'Accepted') ended = endedAt.get(transition.order.orderId) ?? Infinity;
    const state = stateAfter(transition);
    spells.push({ from: at, state: state !== null && ended <= at ? 'ending' : state });
  }
  return spells;
};

const stateAfter = (transition: Called['transitions'][number]['transition']): LifeState | null => {
  switch (transition.type) {
    case 'Submitted':
      return 'sent';
    case 'Unresolved':
      return 'unresolved';
    case 'Accepted':
      return transition.order.status === 'INACTIVE' ? 'inactive' : 'resting';
    case 'Triggered':
      return 'resting';
    case 'PartiallyFilled':
      return 'partly filled';
    default:
      return isEnding(transition) ? null : 'resting';
  }
};

/**
 * True if a fault struck a life. A fault of an order's request strikes lives that have only been sent; any other fault
 * strikes those that it concerns.
 */
const isStruck = (entry: Extract<AuditEntry, { readonly type: 'fault' }>, state: LifeState): boolean =>
  entry.about.path === orderPath && entry.fault.kind !== 'pair-status' && entry.fault.kind !== 'restart'
    ? state === 'sent'
    : true;

/** Returns the cells that a play has hit: each fault in each state in which it found a life. */
export const cellsOf = ({ calls, journal }: Record): readonly string[] => {
  const endedAt = new Map<number, number>();
  for (const entry of journal)
    if (entry.type === 'order' && isTerminal(entry.order.status)) endedAt.set(entry.order.orderId, entry.at);
  const lives = calls.map((call) => ({
    spells: spellsOf(call, endedAt),
    leftAt: isLeft(call) ? (call.leftAt ?? Infinity) : Infinity,
  }));
  const hit = new Set<string>();
  for (const entry of journal) {
    if (entry.type !== 'fault') continue;
    for (const { spells, leftAt } of lives) {
      const state = spells.findLast(({ from }) => from <= entry.at)?.state ?? null;
      if (state === null || !isStruck(entry, state)) continue;
      hit.add(cell(entry.fault.kind, state));
      if (leftAt <= entry.at) hit.add(cell(entry.fault.kind, 'left'));
    }
  }
  return [...hit];
};
