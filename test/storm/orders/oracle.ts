import type { OrderTransition } from '../../../src/execution/index';
import { isConditional, isTerminal } from '../../../src/model/order';
import { untold } from '../told';
import { brokenLaws, isEnding, isSame } from './laws';
import type { Called, Record } from './record';
import { fillKey, fillText, heldTexts } from './truth';
import { venueView, type VenueView } from './venue-view';
import { claimOf, claims } from './called';
import { arrivalViolations } from './arrivals';
import { cancelViolations } from './cancel-oracle';
import { refusalViolations } from './refusal-oracle';
import { leaveViolations } from './leave-oracle';
import { timeViolations } from './time-oracle';

/** Returns every event and act of a client that the venue's audit log contradicts, in words. */
export const violationsOf = (record: Record): readonly string[] => {
  const venue = venueView(record);
  return [
    ...effectViolations(record, venue),
    ...record.calls.flatMap((call) => lifeViolations(record, venue, call)),
    ...announcementViolations(record, venue),
    ...beliefViolations(record),
    ...cancelViolations(record, venue),
    ...leaveViolations(record, venue),
    ...refusalViolations(record),
    ...timeViolations(record),
    ...arrivalViolations(record),
    ...accountViolations(record, venue),
  ];
};

const told = ({ transitions }: Called): readonly OrderTransition[] =>
  transitions.map(({ transition }) => transition);

const lastOf = (call: Called): OrderTransition | undefined => call.transitions.at(-1)?.transition;

/** Every call caused at most one effect, and nothing was sent without a call. */
const effectViolations = ({ sent, calls }: Record, venue: VenueView): readonly string[] => {
  const strays = sent.filter(({ path, call }) => path.endsWith('/spot/order') && call === null);
  return [
    ...strays.map(({ body }) => `an order request left that no call had to send: ${body}`),
    ...calls
      .filter((call) => venue.effectsOf(call) > 1)
      .map((call) => `call ${call.id}: its requests placed orders ${venue.placedBy(call).join(' ')}`),
  ];
};

/**
 * Returns the orders that were reported as nobody's. A late report is no excuse if its call was reported to have had no
 * effect (an equal call may have been meant). The exception is a stop that no list shows while it waits: nobody can
 * know of it before its trigger fires.
 */
const announced = ({ calls, diagnostics, hidesInactive }: Record, venue: VenueView): ReadonlySet<number> => {
  const denied = new Set(calls.filter(isDenied).flatMap(venue.ownOf));
  return new Set(
    diagnostics.flatMap((one) => {
      const isTold =
        one.kind === 'unattributed-order' ||
        (one.kind === 'late-order' &&
          (!denied.has(one.order.orderId) || (hidesInactive && isConditional(one.order.type))));
      return isTold ? [one.order.orderId] : [];
    }),
  );
};

/** True if it was reported to have had no effect. */
const isDenied = (call: Called): boolean => {
  const last = lastOf(call);
  return last?.type === 'Rejected' && last.reason === 'no-effect';
};

const lifeViolations = (record: Record, venue: VenueView, call: Called): readonly string[] => {
  const { id, isOver, error } = call;
  const last = lastOf(call);
  const placed = venue.ownOf(call);
  const claim = claimOf(call);
  const broken = brokenLaws(told(call)).map((law) => `call ${id}: ${law}`);
  const say = (text: string): readonly string[] => [...broken, `call ${id}: ${text}`];

  if (error !== null) return placed.length === 0 ? broken : say(`errored, but placed ${placed.join(' ')}`);
  if (claim !== undefined) {
    const doubts = [
      ...claimViolations(record, venue, call, claim),
      ...endViolations(record, venue, call, claim),
    ];
    return [...broken, ...doubts.map((text) => `call ${id}: ${text}`)];
  }
  if (last === undefined) return call.asked === null && !isOver ? broken : say('nothing was ever told');
  if (last.type === 'Unresolved')
    return unresolvedViolations(venue, call, last, claims(record)).length === 0
      ? broken
      : say('Unresolved, but its order is not among the candidates');
  if (last.type !== 'Rejected') return say(`left open after ${last.type}`);
  if (!isOver) return say('Rejected, but not over');
  if (isDenied(call)) return broken;
  // If two equal calls were refused for their time, nothing shows which one sent again first: a reply may have the
  // other's.
  const own = placed.filter(
    (orderId) => !record.calls.some((other) => claimOf(other) === orderId && areEqual(record, other, call)),
  );
  return own.length === 0 ? broken : say(`Rejected as ${last.reason}, but placed ${own.join(' ')}`);
};

/**
 * An order that a reply names is the call's own; for any other the life says that it was inferred. An inferred order
 * may be an equal call's. If the call's own order left no trace or went to an equal call, it may also be another
 * program's: nothing at the venue can distinguish these.
 */
const claimViolations = (
  record: Record,
  venue: VenueView,
  call: Called,
  claim: number,
): readonly string[] => {
  const placed = venue.placedBy(call);
  const rivals = record.calls.filter((other) => other !== call && claimOf(other) === claim);
  const isEquals = (orderId: number): boolean =>
    record.calls.some((other) => claimOf(other) === orderId && areEqual(record, other, call));
  const taken = rivals.map((other) => `order ${claim} is claimed by call ${other.id}, too`);
  if (placed.includes(claim)) return taken;
  const isInferred = told(call).every((one) => !('attribution' in one) || one.attribution !== 'reply');
  if (!isInferred) return [...taken, `order ${claim} is not its own`];
  if (record.foreign.has(claim)) {
    const known = announced(record, venue);
    /**
     * A stop that no list shows leaves no trace either if its message is lost (seed 9210), and then the client does not
     * hold it. If its message came after the claim, the client holds it and reports it as nobody's. Any other could
     * have been claimed.
     */
    const isUnheard = (orderId: number): boolean =>
      venue.isHidden(orderId) && (!record.held.orders.has(orderId) || known.has(orderId));
    const own = placed.filter(
      (orderId) => !venue.isTraceless(orderId) && !isUnheard(orderId) && !isEquals(orderId),
    );
    return own.length === 0
      ? taken
      : [...taken, `claimed order ${claim} of another program, its own is ${own.join(' ')}`];
  }
  const owner = record.calls.find((other) => venue.placedBy(other).includes(claim));
  return owner === undefined || !areEqual(record, owner, call)
    ? [...taken, `order ${claim} is not its own`]
    : taken;
};

/**
 * True if only ids could distinguish the orders of two calls. Their requests are the same text, except for `post_only`,
 * which the venue may change.
 */
const areEqual = ({ sent }: Record, a: Called, b: Called): boolean => {
  const bodyOf = ({ id }: Called): string | undefined =>
    sent.find(({ call }) => call === id)?.body.replace(/,"post_only":(?:true|false)/, '');
  return bodyOf(a) !== undefined && bodyOf(a) === bodyOf(b);
};

const endings: Readonly<Partial<{ [status: string]: OrderTransition['type'] }>> = {
  FULLY_FILLED: 'Filled',
  REJECTED: 'Rejected',
  CANCELED_UNFILLED: 'Canceled',
  CANCELED_PARTIALLY_FILLED: 'Canceled',
};

/** A life ends as the order did at the venue, with the venue's fills, and only then. */
const endViolations = (
  { truth }: Record,
  venue: VenueView,
  call: Called,
  claim: number,
): readonly string[] => {
  const order = venue.order(claim);
  if (order === undefined) return [`order ${claim} does not exist`];
  const last = lastOf(call);
  const hasEnded = isTerminal(order.status);
  const isEnded = last !== undefined && isEnding(last);
  const violations: string[] = [];
  if (hasEnded && !(isEnded && call.isOver))
    violations.push(`left open after ${last?.type}, but order ${claim} is ${order.status}`);
  if (!hasEnded && isEnded) violations.push(`${last.type}, but order ${claim} is ${order.status}`);
  if (hasEnded && isEnded && last.type !== endings[order.status])
    violations.push(`${last.type}, but order ${claim} is ${order.status}`);
  const fills = told(call).flatMap((one) => (one.type === 'PartiallyFilled' ? [one.fill] : []));
  const trades = [...truth.fills.keys()]
    .filter((key) => key.endsWith(`/${claim}`))
    .map((key) => Number.parseInt(key));
  if (
    !isSame(
      fills.map(({ tradeId }) => tradeId),
      trades,
    )
  )
    violations.push(`other fills than order ${claim} has`);
  for (const fill of fills)
    if (truth.fills.get(fillKey(fill)) !== fillText(fill))
      violations.push(`trade ${fill.tradeId} is told otherwise than it was`);
  return violations;
};

/** A call names every order that it can't distinguish from another's, except a stop that no list shows while it waits. */
const unresolvedViolations = (
  venue: VenueView,
  call: Called,
  { candidates }: Extract<OrderTransition, { readonly type: 'Unresolved' }>,
  claimed: ReadonlyMap<number, Called>,
): readonly number[] => {
  const named = candidates.map(({ orderId }) => orderId);
  return venue
    .ownOf(call)
    .filter(
      (orderId) =>
        !named.includes(orderId) &&
        !claimed.has(orderId) &&
        !venue.isTraceless(orderId) &&
        !venue.isHidden(orderId),
    );
};

/** A diagnostic reports every order of ours without a life, or an unresolved life names it. */
const announcementViolations = (record: Record, venue: VenueView): readonly string[] => {
  const claimed = claims(record);
  const known = announced(record, venue);
  const named = new Set(
    record.calls.flatMap((call) => {
      const last = lastOf(call);
      return last?.type === 'Unresolved' ? last.candidates.map(({ orderId }) => orderId) : [];
    }),
  );
  return [...venue.placed.values()]
    .flat()
    .filter(
      (orderId) =>
        !claimed.has(orderId) &&
        !known.has(orderId) &&
        !named.has(orderId) &&
        !venue.isTraceless(orderId) &&
        !venue.isHidden(orderId),
    )
    .slice(untold(record.diagnostics, 'late-order', 'unattributed-order'))
    .map((orderId) => `order ${orderId} is ours, and nothing was told of it`);
};

/** Every reply of this venue is true, so that no call may disbelieve its own: another call would have its order. */
const beliefViolations = ({ diagnostics }: Record): readonly string[] =>
  diagnostics.flatMap((one) =>
    one.kind === 'reply-not-believed' ? [`a true reply was not believed: ${one.cause}`] : [],
  );

/** The client holds the same as the venue. */
const accountViolations = (record: Record, venue: VenueView): readonly string[] => {
  const { held, truth, fills } = record;
  const ours = heldTexts(held);
  const told = new Map<string, string>();
  const violations: string[] = [];
  for (const fill of fills) {
    if (told.has(fillKey(fill))) violations.push(`fills$: trade ${fillKey(fill)} came twice`);
    told.set(fillKey(fill), fillText(fill));
  }
  return [
    ...violations,
    ...differences('fills$', told, truth.fills),
    ...differences('orders$', ours.open, truth.open, venue.isHidden),
    ...differences('assets$', ours.balances, truth.balances),
    ...differences('positions$', ours.positions, truth.positions),
  ];
};

const differences = <K extends string | number>(
  name: string,
  ours: ReadonlyMap<K, string>,
  truth: ReadonlyMap<K, string>,
  mayMiss: (key: K) => boolean = () => false,
): readonly string[] =>
  [...new Set([...ours.keys(), ...truth.keys()])]
    .filter((key) => ours.get(key) !== truth.get(key) && !(ours.get(key) === undefined && mayMiss(key)))
    .map(
      (key) =>
        `${name}: ${key} is ${ours.get(key) ?? 'missing'}, at the venue ${truth.get(key) ?? 'missing'}`,
    );
