import type { VenueOrder, JournalEntry } from '../../../src/simulator/index';
import { isTerminal } from '../../../src/model/order';
import type { Called, Record } from './record';
import { orderPath } from './wiretap';

/** What the venue's journal tells of the orders of an account, and of who placed them. */
export interface VenueView {
  readonly order: (orderId: number) => VenueOrder | undefined;
  /** Orders that a call of ours placed: by the signature of its requests. */
  readonly placedBy: (call: Called) => readonly number[];
  /** Those of them that our client could know of: it was not told that the request had no effect. */
  readonly ownOf: (call: Called) => readonly number[];
  /** How many different requests of a call had an effect, but those that were told to have had none. */
  readonly effectsOf: (call: Called) => number;
  /** It ended without a fill: no list of the venue has it. */
  readonly isTraceless: (orderId: number) => boolean;
  /** A stop that waits, and that no list of the venue has while it does. */
  readonly isHidden: (orderId: number) => boolean;
  /** Order requests that had an effect, by digest. */
  readonly placed: ReadonlyMap<string, readonly number[]>;
  readonly admitted: ReadonlySet<string>;
}

type Request = Extract<JournalEntry, { readonly type: 'request' }>;

export const venueView = ({
  apiKey,
  journal,
  truth: { orders },
  hidesInactive,
  toldRefused,
}: Record): VenueView => {
  const placed = new Map<string, readonly number[]>();
  const admitted = new Set<string>();
  const note = ({ call, path, orderIds, ...request }: Request): void => {
    if (call === null) return;
    if (request.admitted && request.code === null && !toldRefused.has(call)) admitted.add(call);
    if (path === orderPath && orderIds.length > 0)
      placed.set(call, [...(placed.get(call) ?? []), ...orderIds]);
  };
  for (const entry of journal) {
    if (entry.type === 'request' && entry.apiKey === apiKey) note(entry);
  }
  return {
    order: (orderId) => orders.get(orderId),
    placedBy: ({ sent }) => sent.flatMap((digest) => placed.get(digest) ?? []),
    ownOf: ({ sent }) =>
      sent.flatMap((digest) => (toldRefused.has(digest) ? [] : (placed.get(digest) ?? []))),
    effectsOf: ({ sent }) => sent.filter((digest) => placed.has(digest) && !toldRefused.has(digest)).length,
    isTraceless: (orderId) => {
      const order = orders.get(orderId);
      return order === undefined || (isTerminal(order.status) && order.executedAmount === 0n);
    },
    isHidden: (orderId) => hidesInactive && orders.get(orderId)?.status === 'INACTIVE',
    placed,
    admitted,
  };
};
