import type { CancelOutcome } from '../../src/model/cancel-outcome';
import type { CanceledBy, OrderTransition } from '../../src/model/order-transition';
import type { HaltEvent } from '../../src/execution/index';

/**
 * The alphabet of all specs of orders, in which a sign has one meaning everywhere. Digits are orders, trades and money,
 * and look the same coming in and going out. **Small letters come in**, from the venue. **Capitals go out**, emitted by
 * the client. `marbles/execution/alphabet.test.ts` checks that no sign has two meanings.
 */
export const alphabet: Readonly<Record<string, string>> = {
  // The subjects: orders, trades and money.
  0: 'nothing: no order, no trade, no yen',
  1: 'the order: a buy of 3 xrp at 359.412, open and unfilled',
  2: 'its twin: equal in all but id and time',
  3: 'an order in another pair',
  4: 'an order of the venue itself, which the user may not cancel',
  5: 'an order of a type and status that are newer than this version',
  6: 'the order that takes the place of another',
  7: 'the trade of 1 xrp of the order',
  8: 'the trade of its other 2 xrp',
  9: 'the trade of all 3 xrp of it',
  '+': 'and: what is on its two sides is one value',
  m: 'money: 2000 yen are free',
  q: 'what the lock of the order leaves of them: 921.764 yen are free',
  z: '1500 yen are free, by a message that is older than all others',
  '>': 'a long position of 2 xrp',
  '<': 'a short position of 1 xrp',

  // The venue's words about the order.
  w: 'it is a stop that waits',
  t: 'its stop was triggered',
  p: 'it is filled in part: 1 of 3',
  f: 'it is filled',
  c: 'it is cancelled, unfilled',
  k: 'it is cancelled, filled in part: 1 of 3',
  y: 'it is cancelled at once: it is post-only, and would have taken',
  d: 'it is rejected: its status says so',
  '†': 'it has expired, unfilled: its time was over as it ended',
  i: 'it is invalidated: a message of its own, without a pair',
  '②': 'its twin is cancelled, unfilled',
  '⑤': 'the order of a newer type is cancelled, unfilled',
  '=': 'the long position is closed',

  // Orders and trades of others, and of other times.
  α: 'an order that differs: its price is 359.413',
  φ: 'that one is filled',
  τ: 'its trade',
  λ: 'a trade of the order, long before the start',
  β: '1 xrp was bought at 100, without a fee',
  σ: '1 xrp was sold at 110, without a fee',
  ω: 'an order that is equal, but was placed long before the start',
  '◆': 'a market order of 11 xrp, not filled yet',
  '¿': 'the order, but its amount can’t be read',
  ρ: 'the order that takes the place of one, for the 2 xrp that it left',
  ψ: 'an order that is equal, and was placed 20 s after the start',
  κ: 'an order that closes the long position: a sell of its 2 xrp at 355.410, 1 % below the best bid',
  χ: 'that one is filled',
  ν: 'that one is cancelled, unfilled',
  π: 'its trade',

  // The events of a request.
  s: 'sent: its bytes have left',
  x: 'no reply came in time: what it did is not known',
  n: 'no connection: nothing was sent, and nothing read',
  r: 'refused, by the code that the spec names, or 60001',
  a: 'refused: the order was cancelled before (50026)',
  b: 'refused: the order was executed before (50027)',
  h: 'refused: the venue is at it (70019)',
  u: 'refused: no such order (50009)',
  ø: 'an outage: HTTP 503, which says nothing of what was done',
  e: 'an answer of the venue to any request, dated as it comes: 4 s after the start or later it proves that nothing sent there can arrive any more',

  // The streams that orders depend on.
  '◔': 'a book in which little is left: ask 360, of 1 xrp',
  o: 'the private stream is open',
  l: 'the private stream is lost',
  j: 'a message that can’t be read',
  g: 'a good book: bid 359, ask 360',
  v: 'a book that is stale',
  '▲': 'best prices of 101 and 102',
  '▼': 'best prices of 99 and 100',

  // The life of an order, as the client emits it.
  S: 'Submitted: it has left',
  A: 'Accepted: the reply says so',
  I: 'Accepted, by inference: it was found by its parameters',
  T: 'Triggered',
  F: 'Filled; before it stands each trade, by its digit: PartiallyFilled',
  C: 'Canceled, by our own cancel; also of a cancel: it cancelled the order',
  O: 'Canceled as post-only',
  V: 'Canceled by invalidation',
  J: 'Canceled by expiry',
  X: 'Canceled: nobody knows by whom',
  R: 'refused by the venue: a rejected order, or a cancel in vain',
  D: 'Rejected by the venue after it had taken the order',
  E: 'Rejected, without effect: it never came to be an order',
  '?': 'Unresolved: nobody knows',
  B: 'Rejected by the client: the request breaks a rule of its pair',
  G: 'Rejected by the client: beyond a guard',
  N: 'Rejected by the client: the old order was not replaced',
  Y: 'Rejected by the client: an equal order is on its way, and its own turn did not come in time',
  W: 'Rejected by the client: withdrawn, as its caller had left',
  H: 'Halted, and Rejected by the client because of that',

  // Cancels, halts, and all else.
  K: 'AlreadyCanceled: the order was cancelled before the cancel',
  L: 'AlreadyFilled: the order was filled before the cancel',
  '~': 'Pending: the venue is at the cancel',
  U: 'Unreadable: a halt can’t read what is open',
  Z: 'Flat: no order is open, and none can come any more',
  P: 'Closing: an order is placed to close a position',
  Q: 'NotClosed: a position was to be closed, and is open still',
  '*': 'a diagnostic; `where` says which',
  '%': 'profit and loss; `where` says what',
  '.': 'a request of the client to the venue',
  _: 'the private stream is idle: nobody needs it',
  '/': 'the private stream is being connected',
};

const canceled: Readonly<Record<CanceledBy, string>> = {
  user: 'C',
  'post-only': 'O',
  invalidation: 'V',
  expiry: 'J',
  unknown: 'X',
};

const rejected: Readonly<Record<string, string>> = {
  'client: invalid': 'B',
  'client: guard': 'G',
  'client: not-replaced': 'N',
  'client: equal-in-flight': 'Y',
  'client: withdrawn': 'W',
  'client: halted': 'H',
  'venue: refused': 'R',
  'venue: rejected': 'D',
  'venue: no-effect': 'E',
};

const outcomes: Readonly<Record<CancelOutcome['type'], string>> = {
  Canceled: 'C',
  AlreadyCanceled: 'K',
  AlreadyFilled: 'L',
  Pending: '~',
  Refused: 'R',
  Unresolved: '?',
};

const others = { Submitted: 'S', Triggered: 'T', Filled: 'F', Unresolved: '?' } as const;

const nameless = (value: unknown): never => {
  throw new Error(`no sign of the alphabet stands for ${JSON.stringify(value)}`);
};

const trades: Readonly<Record<number, string>> = {
  7: '7',
  8: '8',
  9: '9',
  10: 'τ',
  11: 'λ',
  12: 'π',
  1: 'β',
  2: 'σ',
};

export const signOfFill = ({ tradeId }: { readonly tradeId: number }): string =>
  trades[tradeId] ?? nameless(tradeId);

/** Returns the sign of a transition. */
export const signOfTransition = (told: OrderTransition): string => {
  switch (told.type) {
    case 'Accepted':
      return told.attribution === 'reply' ? 'A' : 'I';
    case 'PartiallyFilled':
      return signOfFill(told.fill);
    case 'Canceled':
      return canceled[told.by];
    case 'Rejected':
      return rejected[`${told.by}: ${told.reason}`] ?? nameless(told);
    default:
      return others[told.type];
  }
};

export const signOfOutcome = ({ type }: CancelOutcome): string => outcomes[type];

/** Returns the sign of a halt's own event. Its cancels and the remaining orders have lines of their own. */
export const signOfHalt = ({ type }: HaltEvent): string | null =>
  (({ Halted: 'H', Unreadable: 'U', Closing: 'P', NotClosed: 'Q', Flat: 'Z' }) as Record<string, string>)[
    type
  ] ?? null;

/** Joins orders or positions that are one value. */
export const together = (signs: Iterable<string | number>): string => [...signs].join('+') || '0';

const money: Readonly<Record<string, string>> = { '2000': 'm', '921.764': 'q', '1500': 'z', '0.000': '0' };

/** Returns the sign of free yen; `undefined`: the currency is missing. */
export const signOfMoney = (amount: string | undefined): string => money[amount ?? ''] ?? nameless(amount);

const states: Readonly<Record<string, string>> = { idle: '_', connecting: '/', open: 'o', waiting: 'l' };

export const signOfState = ({ state }: { readonly state: string }): string =>
  states[state] ?? nameless(state);

/** Every sign that the client may emit. The meanings are above. */
export const outgoing: readonly string[] = [canceled, rejected, outcomes, others, money, states].flatMap(
  (table) => Object.values(table),
);
