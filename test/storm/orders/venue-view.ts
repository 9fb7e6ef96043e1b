import type { VenueOrder, AuditEntry } from '../../../src/simulator/index';
import { isTerminal } from '../../../src/model/order';
import type { Called, Record } from './record';
import { orderPath } from './wiretap';

/** A view of the venue's audit log: the orders of an account, and their senders. */
export interface VenueView {
  readonly order: (orderId: number) => VenueOrder | undefined;
  /** Returns the orders that a call of ours placed, by the signature of its requests. */
  readonly placedBy: (call: Called) => readonly number[];
  /** Returns those of them that our client could know of: no reply said that the request had no effect. */
  readonly ownOf: (call: Called) => readonly number[];
  /** Returns how many different requests of a call had an effect, except those that were reported to have had none. */
  readonly effectsOf: (call: Called) => number;
  /** Returns true if it ended without a fill. No list of the venue contains it then. */
  readonly isTraceless: (orderId: number) => boolean;
  /** Returns true for a waiting stop that no list of the venue contains meanwhile. */
  readonly isHidden: (orderId: number) => boolean;
  /** Order requests that had an effect, by digest. */
  readonly placed: ReadonlyMap<string, readonly number[]>;
  readonly admitted: ReadonlySet<string>;
}

type Request = Extract<AuditEntry, { readonly type: 'request' }>;

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
