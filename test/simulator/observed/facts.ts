import { it } from 'vitest';

/** Facts about the live venue, observed or documented. The tests hold the simulated exchange to them. */

/**
 * The source of a fact. `captured`: bytes that the live venue sent. `measured`: others saw it on the live venue and
 * wrote it down. `documented`: the venue's documentation. `assumed`: nobody knows, and it has to be something.
 */
export type Kind = 'captured' | 'measured' | 'documented' | 'assumed';

export interface Fact {
  readonly topic: string;
  readonly fact: string;
  readonly kind: Kind;
  /** The month in which it was seen or written; `2025/26` if only that much was noted. */
  readonly date: string;
}

const of =
  (topic: string) =>
  (kind: Kind, date: string, fact: string): Fact => ({ topic, kind, date, fact });

const refusals = of('Refusals');
const authentication = of('Authentication');
const money = of('Money');
const pages = of('Pages');
const stream = of('The public stream');
const privateStream = of('The private stream');
const http = of('HTTP');

export const facts = {
  'wrong-signature': refusals('measured', '2025/26', 'A wrong signature is refused with 20001.'),
  'unknown-user-path': refusals(
    'measured',
    '2025/26',
    'An unknown path under `/v1/user/` is HTTP 200 with 20003 without the headers of authentication, and with 20001 with them.',
  ),
  'unknown-path': refusals(
    'measured',
    '2025/26',
    'An unknown pair or path of the public API is HTTP 404 with 10000.',
  ),
  'refusals-are-200': refusals(
    'measured',
    '2025/26',
    'A refusal is HTTP 200; too many calls are HTTP 429 with 10009.',
  ),
  'wrong-pair': refusals(
    'measured',
    '2026-09',
    'A pair that is missing is 30009; an unknown or blank one is 40017.',
  ),
  'wrong-order-id': refusals(
    'measured',
    '2026-09',
    'An `order_id` that is `true`, `1.5` or given twice is 40013.',
  ),
  'wrong-order-ids': refusals(
    'measured',
    '2026-09',
    'An `order_ids` that is `"1"`, `1`, `[1.5]` or `[]` is 40014; `[true]` is 10001.',
  ),
  'empty-parameters': refusals(
    'measured',
    '2026-09',
    'Where `count`, `end`, `end_id`, `from_id` or `since` is empty, the code is 40006, 40007, 40008, 40009 or 40022.',
  ),
  'several-faults': refusals(
    'measured',
    '2026-09',
    'Where several parameters are wrong, the first in a fixed order is told; `count` comes first.',
  ),
  'order-of-parameters': refusals(
    'assumed',
    '2026-11',
    'After `count` come `end`, `end_id`, `from_id`, `pair` and `since`.',
  ),
  'right-id-wrong-pair': refusals(
    'measured',
    '2025/26',
    '`GET order` answers 50009 for a right id with a wrong pair.',
  ),
  'trigger-at-once': refusals(
    'documented',
    '2025-12',
    'An order whose trigger would fire at once is 60018; a `take_profit` or `stop_loss` that closes nothing is 60019.',
  ),
  'thirty-orders': refusals(
    'documented',
    '2018-11',
    'A user may have 30 open orders of a pair; one more is 60011.',
  ),
  'nonce-and-window': authentication(
    'measured',
    '2025/26',
    'The method of the time window counts only where ACCESS-REQUEST-TIME is sent: with ACCESS-NONCE and ACCESS-TIME-WINDOW the nonce is signed.',
  ),
  'request-time-ahead': authentication(
    'measured',
    '2025/26',
    'ACCESS-REQUEST-TIME may be less than 1 s ahead of the venue, and ACCESS-TIME-WINDOW behind it.',
  ),
  'nonce-rises': authentication('measured', '2025/26', 'A nonce that does not rise is refused with 20001.'),
  'rate-limits': authentication(
    'documented',
    '2025-12',
    'A user has 10 QUERY and 6 UPDATE calls a second; `orders_info` is a POST, and a QUERY.',
  ),
  'lock-cut-off': money(
    'measured',
    '2026-09',
    'A resting buy of 101 xrp at 9.9009 locks 1001.1908 JPY: the exact 1001.19088908 is cut off.',
  ),
  'fee-half-up': money('measured', '2026-07', 'A fee is rounded half up at 4 places.'),
  'fees-of-pairs': money(
    'measured',
    '2026-09',
    'The taker fee is 0.0012 and the maker fee -0.0002; of `btc_jpy` they are 0.001 and 0.',
  ),
  'opening-fill': money(
    'measured',
    '2026-08',
    'The fill that opens a margin position has no fee yet, and carries `profit_loss` and `interest` as `"0"`.',
  ),
  'profit-places': money(
    'measured',
    '2026-07',
    'The `profit_loss` and `interest` of the fill that closes a position are exact to 6 places, net of the fees in `fee_amount_quote`.',
  ),
  'margin-positions': money(
    'measured',
    '2026-08',
    '`margin/positions` lists both sides of every pair that has margin trading, also at zero, without `locked_amount`.',
  ),
  'losscut-threshold': money('measured', '2026-08', '`losscut_threshold` is a ratio: `"0.5"`.'),
  'position-product': money(
    'measured',
    '2026-08',
    'The `product` of a margin position has 4 places: 0.0001 × 360.007 is `0.0360`.',
  ),
  'waiting-stop-listed': money(
    'measured',
    '2026-09',
    'A waiting stop is listed in `active_orders` as INACTIVE.',
  ),
  'post-only': money(
    'documented',
    '2021-04',
    'A `post_only` order of which any part would match is cancelled, not refused.',
  ),
  'market-order': money(
    'documented',
    '2019-10',
    'A market order that can not be filled completely is REJECTED.',
  ),
  'order-life': money('captured', '2023-06', 'An order expires 180 days after it was placed.'),
  'formatted-numbers': money(
    'measured',
    '2025/26',
    'Numbers come back as the venue formats them: `"20"` comes back as `"20.000"`.',
  ),
  'withdrawal-fee': money(
    'measured',
    '2026-07',
    'A withdrawal takes its amount and its fee; one that is cancelled takes nothing.',
  ),
  'withdrawal-history': pages('measured', '2026-07', '`withdrawal_history` needs `asset`.'),
  'withdrawal-history-code': pages('assumed', '2026-11', 'Without it the code is 30016.'),
  'deposit-history': pages(
    'documented',
    '2025-12',
    '`deposit_history` without an asset is of crypto assets only; `jpy` is asked for apart.',
  ),
  'withdrawal-account': pages(
    'documented',
    '2025-12',
    '`withdrawal_account` shows `uuid`, `label`, `network` and `address`, and nothing else.',
  ),
  'yen-account': pages('assumed', '2026-11', 'An account of yen shows `uuid` and `label` alone.'),
  'destination-tag': pages(
    'documented',
    '2025-12',
    'A withdrawal of an asset that has tags carries `destination_tag`, a number or a text.',
  ),
  'destination-tag-text': pages(
    'assumed',
    '2026-11',
    'The `destination_tag` of `xrp` is a number; a memo, as `xlm`, `xym` and `atom` have it, is a text.',
  ),
  'account-type': pages(
    'assumed',
    '2026-11',
    'A withdrawal of yen carries the bank account, with the text `ordinary` as its `account_type`.',
  ),
  'yen-deposit': pages('assumed', '2026-11', 'A deposit of yen has no `network`, `address` or `txid`.'),
  'candles-timestamp': pages(
    'captured',
    '2025-05',
    'A candlestick reply has a `timestamp` beside `candlestick`.',
  ),
  'young-day': pages(
    'measured',
    '2025/26',
    'At 00:04 UTC the candles of the day are HTTP 200 with 10000; at 00:12 they are there.',
  ),
  'young-day-ends': pages('assumed', '2026-11', 'They are there from 00:10 UTC on.'),
  'transactions-of-a-day': pages(
    'measured',
    '2025/26',
    '`transactions` of a day is HTTP 404 all day, and still is 12 minutes after the day has ended.',
  ),
  'transactions-come': pages('assumed', '2026-11', 'They come an hour after the day has ended.'),
  'trades-by-id': pages(
    'measured',
    '2025/26',
    '`trade_history` honours `from_id` and `end_id`, by trade id.',
  ),
  'excess-count': pages(
    'measured',
    '2025/26',
    'A `count` of `trade_history` over 1,000 gives 500 rows, and no refusal.',
  ),
  'trades-of-all-pairs': pages(
    'measured',
    '2026-07',
    '`trade_history` without a pair gives those of all pairs.',
  ),
  'times-included': pages(
    'measured',
    '2026-07',
    'Pages by time include both ends: the rows of one millisecond come again.',
  ),
  'public-cache': pages('measured', '2025/26', 'Public data is cached for 1 s.'),
  'latest-transactions': pages(
    'measured',
    '2025/26',
    '`transactions` gives the newest 60, the newest first.',
  ),
  'pairs-listed': pages(
    'captured',
    '2026-07',
    'There are 62 pairs, 18 of them suspended, each with `market_in_cb_allowance_rate`, which is not documented.',
  ),
  handshake: stream(
    'captured',
    '2026-09',
    'The server greets at once, with a `pingInterval` of 25,000 and a `pingTimeout` of 20,000.',
  ),
  'connect-at-once': stream('measured', '2025/26', 'A `40` is answered at once.'),
  'early-join': stream(
    'assumed',
    '2026-11',
    'A join right behind the `40` waits until the client is connected; the fault `early-join` closes it instead.',
  ),
  'never-connects': stream(
    'measured',
    '2025/26',
    'A client that answers pings and never sends `40` is closed after 45 s, without a code.',
  ),
  'silent-client': stream(
    'measured',
    '2025/26',
    'A client that does not answer a ping is closed 45 s after the last answer.',
  ),
  'old-protocol': stream('measured', '2025/26', '`EIO=3` is answered as `EIO=4` is.'),
  'unknown-room': stream(
    'measured',
    '2025/26',
    'A join of an unknown room is answered by nothing, and joining twice changes nothing.',
  ),
  'broken-packet': stream(
    'measured',
    '2025/26',
    'A frame that is no packet, or broken JSON, closes the connection.',
  ),
  'removals-are-0': stream('captured', '2026-09', 'Every removal in a diff is spelt `"0"`.'),
  'zero-totals-vary': stream(
    'captured',
    '2026-09',
    'An outside total of zero is spelt `"0"` in one whole and `"0.0000"` in another.',
  ),
  'suspended-whole': stream(
    'captured',
    '2026-09',
    'The whole of a suspended pair is empty, its totals have all places, and it has no diffs.',
  ),
  'outside-totals': stream(
    'measured',
    '2025/26',
    'Of `btc_jpy` `asks_over` is 66 to 218 and `bids_under` 4,700 to 20,800.',
  ),
  'whole-clock': stream(
    'measured',
    '2025/26',
    'Every pair has a whole every 15 s, on a clock common to all.',
  ),
  'levels-of-a-whole': stream(
    'measured',
    '2025/26',
    'A side of a whole of a large pair has 186 to 210 levels.',
  ),
  'sequence-is-text': stream(
    'captured',
    '2026-09',
    '`sequenceId` and `s` are texts of one counter that all pairs share; diffs of a pair never step by 1.',
  ),
  'ticker-fields': stream(
    'captured',
    '2026-09',
    'A ticker has no `pid`, and of a suspended pair `sell` and `buy` are `null`.',
  ),
  'opened-order-news': privateStream(
    'captured',
    '2025-03',
    'An order without a fill carries no `executed_at`, `canceled_at` or `is_just_triggered`.',
  ),
  'invalidation-object': privateStream(
    'measured',
    '2025/26',
    'The `params` of `spot_order_invalidation` is an object, and the `order_id` of `dealer_order_new` a text.',
  ),
  'grant-token': http(
    'documented',
    '2025/26',
    'The token of the private stream is a grant token that the SDKs of PubNub take apart, with a TTL of 12 hours.',
  ),
  'expired-token': http(
    'measured',
    '2025/26',
    'An expired token is HTTP 403 with "Token is expired." of the Access Manager.',
  ),
  'absolute-target': http(
    'documented',
    '1997-01',
    'A request whose target is a whole URL is served as one whose target is the path: the PubNub SDK for Go sends no other.',
  ),
  'head-as-get': http('documented', '1997-01', 'A HEAD is answered as a GET is, without the body.'),
} as const satisfies Readonly<Record<string, Fact>>;

export type FactName = keyof typeof facts;

/** Defines a test that holds the simulator to a fact, under the fact's own words. */
export const shows = (name: FactName, test: () => void | Promise<void>): void => {
  it(facts[name].fact, test);
};
