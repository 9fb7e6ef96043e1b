import { venueCode } from '../../model/venue-codes';

/**
 * The questions that the venue's documentation leaves open, or answers differently from the venue's observed behaviour.
 * Each quirk names every plausible variant, and the first one is the default. The page of assumptions and the list of
 * quirks whose default was observed are generated from this table.
 */
interface Quirk {
  /** The question that the documentation does not answer. */
  readonly question: string;
  /** The variants: a name → what the venue does. */
  readonly variants: Readonly<Record<string, string>>;
  /** Why the first variant is the default. */
  readonly reason: string;
  /** The occasion on which the live venue was seen to behave like the default; left out if it never was. */
  readonly observed?: string;
}

export const quirkRegistry = {
  orderReply: {
    question: 'What does the reply to a new order show when the order is filled immediately?',
    variants: {
      accepted: 'the order as it was accepted, not filled yet; the fills follow',
      matched: 'the order after matching',
    },
    reason: 'The matching engine is a separate system, and events may arrive before the reply.',
  },
  firstOrderNews: {
    question: 'What does spot_order_new carry when the order is filled immediately?',
    variants: {
      accepted: 'the order as it was accepted; a spot_order for each fill follows',
      matched: 'the order after matching; no spot_order for these fills',
    },
    reason: 'The documentation of spot_order_new speaks of both; a resting order looks the same in both.',
  },
  tradeNews: {
    question: 'Does spot_trade come before or after the spot_order of the same fill?',
    variants: { before_order: 'before', after_order: 'after' },
    reason: 'The order of messages is documented as not guaranteed.',
  },
  crossingPostOnly: {
    question: 'What happens to a post_only order that would take?',
    variants: {
      canceled_in_reply: 'the reply says CANCELED_UNFILLED',
      unfilled_then_canceled: 'the reply says UNFILLED; the cancellation is streamed',
    },
    reason: 'As far as is known it is cancelled rather than refused. The documentation does not say how.',
  },
  rejected: {
    question: 'Where does REJECTED appear?',
    variants: {
      in_reply: 'in the reply, and streamed',
      streamed: 'the reply says UNFILLED; REJECTED is streamed',
      only_by_id: 'the reply says UNFILLED; nothing is streamed; only a look-up by id says REJECTED',
    },
    reason: 'The two languages of the documentation disagree; the status is listed for look-ups by id only.',
  },
  excessiveLimit: {
    question: 'When is a limit order "excessive for the book"?',
    variants: {
      rests: 'never: the part that can not be filled rests',
      rejected: 'when it crosses and is larger than the whole other side: REJECTED',
    },
    reason:
      'The changelog of 2019-10-18 names the condition, without a measure; larger orders rest every day.',
  },
  stopReference: {
    question: 'Which price fires a trigger?',
    variants: { last: 'the last traded price', best: 'the best price of the side the order would take' },
    reason: 'The documentation of orders says only "trigger price".',
  },
  selfTrade: {
    question: 'What happens when an order meets one of the same user?',
    variants: {
      trade: 'they trade like any two orders',
      cancel_resting: 'the resting order is cancelled, and the new one goes on',
      cancel_taking: 'the rest of the new order is cancelled',
    },
    reason: 'No rule is documented and no error code exists for it.',
  },
  lockRounding: {
    question: 'How is the locked amount of a spot buy rounded to the precision of its asset?',
    variants: { cut_off: 'cut off', up: 'up to the next unit' },
    reason:
      'A resting buy of 101 xrp at 9.9009 locked 1001.1908 JPY. The exact amount would be 1001.19088908. It is one observation.',
    observed: '2026-09',
  },
  feeRounding: {
    question: 'How is a fee rounded to the precision of its asset?',
    variants: {
      half_up: 'to the nearest unit, halves away from zero',
      down: 'towards zero',
      against_user: 'a fee is rounded up, and a rebate is rounded down',
    },
    reason:
      'Over 1,000 rows of fee_amount_quote were compared with the CSV of the web, which has full precision. How a rebate is rounded, and whether the balance moves by the rounded fee, was not seen.',
    observed: '2026-07',
  },
  notionalRounding: {
    question: 'How is a notional, or the gain of a margin trade, rounded to the precision of its asset?',
    variants: {
      down: 'towards zero',
      half_up: 'to the nearest unit, halves away from zero',
      against_user: 'what the user pays is rounded up, and what the user gets is rounded down',
    },
    reason:
      'JPY has 4 places while price and amount of most pairs have 7 together; how the venue rounds is not documented.',
  },
  cancelOrdersFinished: {
    question: 'What does cancel_orders do with the id of an order that has ended, or that does not exist?',
    variants: {
      omitted: 'the reply leaves it out',
      returned: 'the reply shows the order as it ended; an unknown id is left out',
      refused: 'the whole call is refused with the code of the first such id, and nothing is cancelled',
    },
    reason: 'orders_info leaves out unknown ids; the documentation of cancel_orders says nothing.',
  },
  sinceBound: {
    question: 'Are `since` and `end` inclusive?',
    variants: { inclusive: 'both are', exclusive: 'neither is' },
    reason: 'Pages by time repeat the rows of one millisecond.',
    observed: '2026-07',
  },
  inactiveOrders: {
    question: 'Does active_orders list stop orders that wait for their trigger?',
    variants: { listed: 'yes, as INACTIVE', hidden: 'no' },
    reason: 'A waiting stop was listed, and INACTIVE is among the documented statuses of the reply.',
    observed: '2026-09',
  },
  withdrawalHistory: {
    question: 'Does withdrawal_history need an asset?',
    variants: {
      asset_required: `yes: without one the call is refused with ${venueCode.missingAsset}`,
      all_crypto: 'no: without one it lists the withdrawals of all crypto assets',
    },
    reason: 'The documentation of 2025-12 says that it does not; a live account was refused.',
    observed: '2026-07',
  },
  excessCount: {
    question: 'What does trade_history do with a count over its cap of 1,000?',
    variants: {
      half: 'it gives 500 rows',
      cap: 'it gives 1,000 rows',
      refused: `it refuses the call with ${venueCode.invalidCount}`,
    },
    reason: 'A count over 1,000 gave 500 rows and no refusal.',
    observed: '2025/26',
  },
  youngDay: {
    question: 'Is there a page of candles of a day that began less than ten minutes ago?',
    variants: {
      missing: `no: the reply is HTTP 200 with ${venueCode.notFound}`,
      present: 'yes, with the candles so far',
    },
    reason: 'At 00:04 UTC there was none, and at 00:12 there was one.',
    observed: '2025/26',
  },
  excessDigits: {
    question: 'What if a price or an amount has more places than the pair?',
    variants: { refused: 'invalid price, amount or trigger price', truncated: 'the excess is cut off' },
    reason: 'The codes exist; no rule is documented. Zeros in excess are never an error.',
  },
} as const satisfies Record<string, Quirk>;

export type QuirkName = keyof typeof quirkRegistry;

/** The chosen variant of each undocumented behaviour. The registry describes them. */
export type Quirks = {
  readonly [Name in QuirkName]: keyof (typeof quirkRegistry)[Name]['variants'];
};

const names = Object.keys(quirkRegistry) as readonly QuirkName[];

const choose = (variantOf: (variants: readonly string[]) => string | undefined): Quirks =>
  Object.fromEntries(
    names.map((name) => [name, variantOf(Object.keys(quirkRegistry[name].variants))]),
  ) as unknown as Quirks;

export const defaultQuirks: Quirks = choose((variants) => variants[0]);

/** Draws a variant of every quirk. `random` returns numbers in [0, 1). */
export const drawQuirks = (random: () => number): Quirks =>
  choose((variants) => variants[Math.floor(random() * variants.length)]);

/** Our assumptions in places where nothing is documented either, and where one behaviour is as good as another. */
export const assumptions: readonly { readonly topic: string; readonly assumption: string }[] = [
  {
    topic: 'What an order locks',
    assumption:
      'A limit buy locks price × remaining amount and the higher of the two fees on it; a market buy the best ask × amount and the market allowance, a waiting stop buy its trigger price instead of the best ask; a sell its remaining amount. Margin orders lock no asset. A market buy that would cost more than it locked is REJECTED.',
  },
  {
    topic: 'Prices out of bounds',
    assumption: `More than a hundred times the last price is refused with ${venueCode.priceTooHigh} or ${venueCode.triggerPriceTooHigh}.`,
  },
  {
    topic: 'Busy states',
    assumption: `BUSY raises the minimum amount tenfold, VERY_BUSY a hundredfold (${venueCode.amountBelowRaisedMinimum}). HALT refuses orders with ${venueCode.tradingSuspended} and cancellations with ${venueCode.orderAndCancelRestricted}.`,
  },
  {
    topic: 'Triggers',
    assumption:
      'A triggered market order that can not be filled completely is REJECTED. A take_profit or stop_loss holds no part of its position until it fires. Then it closes the part that other orders do not hold. It is cancelled when the position is closed. Nothing fires in a circuit break.',
  },
  { topic: 'Expiry', assumption: 'An expired order is cancelled, with the statuses of a cancellation.' },
  {
    topic: 'Circuit break',
    assumption:
      'The bands are the published ones. The reference price follows the last price every minute; a break lasts ten minutes; its auction takes orders and prices within the band and one step more; a break whose book is still crossed after the auction is prolonged with one step more. After a break upwards the sellers are the makers, and after a break downwards the buyers are. In other auctions the older order is the maker.',
  },
  {
    topic: 'Auction price',
    assumption:
      'It is the price with the largest executable amount. Among equals it is the price with the smallest rest, then the one nearest to the reference, then the lower one.',
  },
  {
    topic: 'Margin',
    assumption:
      'A long and a short need margin separately. Both credits are the margin that is left. The total position size includes open orders. Interest is a share of the entry value.',
  },
  {
    topic: 'Margin calls and liquidation',
    assumption: `A call is due within 24 hours of 15:00 Japan time. A balance below half of the maintenance margin, or a call not met, starts the liquidation: margin orders are cancelled, and positions are closed at market as far as the book takes them, again every second. The user may not trade on margin meanwhile (${venueCode.noMarginOpening}, ${venueCode.noMarginClosing}). SETTLED does not occur.`,
  },
  {
    topic: 'Losses',
    assumption: `A loss is taken from the yen of the account. Spot orders that are not covered any more are invalidated, newest first. The rest of the loss is a debt, which the next free yen pay, and which blocks withdrawals (${venueCode.lossUnpaid}).`,
  },
  {
    topic: 'Deposits and withdrawals',
    assumption: `A crypto deposit is CONFIRMED after ten minutes and DONE ten seconds later; a deposit that waits for its originator goes on when the originator is named, and blocks withdrawals until then (${venueCode.depositAwaitsOriginator}). A withdrawal takes 30 seconds, two and five minutes to be EXAMINING, SENDING and DONE. A withdrawal may not take margin that positions need (${venueCode.insufficientFunds}).`,
  },
  {
    topic: 'Lists',
    assumption:
      'Lists are newest first. They have at most 1,000 orders or trades, or 100 deposits or withdrawals, even if a larger count is requested.',
  },
  {
    topic: 'Deposits and withdrawal accounts',
    assumption:
      'A deposit of yen has no network, address or txid. A withdrawal account of yen shows its label alone, as the documentation has no field of a bank there; a withdrawal of yen shows the bank. A destination tag is a number for xrp and a text for the other assets that have one.',
  },
  {
    topic: 'Candles',
    assumption:
      'Weeks start on Monday, 00:00 UTC, and belong to the year they start in. A minute without trades carries the last close, with volume 0. The venue began on 2018-01-01; days before it, days to come and the minutes of simulated days more than two weeks old are HTTP 404.',
  },
  {
    topic: 'Public transactions',
    assumption:
      'The trades of a day come oldest first, an hour after the day has ended. A suspended pair has no trades, and its price does not move. The newest 200,000 trades of the simulation are kept per pair.',
  },
  {
    topic: 'Tickers',
    assumption: 'A room sends a ticker when a figure has changed, and otherwise after a minute of silence.',
  },
  {
    topic: 'Decimals in books',
    assumption:
      'A whole book has all decimals, a diff has no trailing zeros. An outside total of zero is written as `0` or with all decimals, with equal probability.',
  },
  {
    topic: 'Late wholes',
    assumption: 'About one of seven whole books comes up to 400 ms late, after diffs that are newer.',
  },
  {
    topic: 'Assets',
    assumption:
      'Which network carries an asset, precisions, withdrawal fees and collateral ratios are plausible, not the venue’s: no public page lists them.',
  },
];
