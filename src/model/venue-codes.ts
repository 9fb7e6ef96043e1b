/**
 * What a failed call did. `none`: refused before it could act, or never sent. `unknown`: it may have acted.
 * `in-progress`: the venue is at it.
 */
export type Effect = 'none' | 'unknown' | 'in-progress';

/**
 * What an error is about, and so what to do of it.
 * `credential`: key, secret or signature. `mfa`: a one-time code. `clock`: the request time. `parameter`: the request.
 * `funds`: too little of an asset, a position or a credit. `order-limit`: too many open orders.
 * `order-state`: the order is not in a state for it. `restricted`: not allowed to this account, or suspended now.
 * `rate-limit`: too many calls. `busy`: try later. `maintenance`: the venue is closed. `system`: the venue failed.
 */
export type ErrorClass =
  | 'credential'
  | 'mfa'
  | 'clock'
  | 'parameter'
  | 'funds'
  | 'order-limit'
  | 'order-state'
  | 'restricted'
  | 'rate-limit'
  | 'busy'
  | 'maintenance'
  | 'system';

export interface VenueCode {
  readonly code: number;
  readonly class: ErrorClass;
  readonly effect: Effect;
  readonly meaning: string;
}

type Row = readonly [code: number, class_: ErrorClass, effect: Effect, meaning: string];

// prettier-ignore
const rows: readonly Row[] = [
  // SYSTEM_ERROR
  [10000, 'parameter', 'none', 'Url not found.'],
  [10001, 'system', 'unknown', 'System error.'],
  [10002, 'parameter', 'none', 'Malformed request.'],
  [10003, 'system', 'unknown', 'System error.'],
  [10005, 'system', 'unknown', 'Timeout waiting for response.'],
  [10007, 'maintenance', 'none', 'System maintenance.'],
  [10008, 'busy', 'unknown', 'Server is busy. Retry later.'],
  [10009, 'rate-limit', 'none', 'You sent requests too frequently. Retry later with decreased requests.'],
  // AUTHENTICATION_ERROR
  [20001, 'credential', 'none', 'Authentication failed api authorization.'],
  [20002, 'credential', 'none', 'Invalid ACCESS-KEY.'],
  [20003, 'credential', 'none', 'ACCESS-KEY not found.'],
  [20004, 'credential', 'none', 'ACCESS-NONCE not found.'],
  [20005, 'credential', 'none', 'Invalid ACCESS-SIGNATURE.'],
  [20011, 'mfa', 'none', 'MFA failed.'],
  [20014, 'mfa', 'none', 'SMS verification failed.'],
  [20018, 'credential', 'none', 'Please login. (This happens when you request API without `/v1/`.)'],
  [20019, 'credential', 'none', 'Please login. (This also happens when you request API without `/v1/`.)'],
  [20023, 'mfa', 'none', 'Missing OTP code.'],
  [20024, 'mfa', 'none', 'Missing SMS code.'],
  [20025, 'mfa', 'none', 'Missing OTP and SMS code.'],
  [20026, 'mfa', 'none', 'MFA is temporarily locked because too many failures. Please retry after 60 seconds.'],
  [20033, 'credential', 'none', 'ACCESS-REQUEST-TIME not found.'],
  [20034, 'clock', 'none', 'Invalid time of ACCESS-REQUEST-TIME.'],
  [20035, 'clock', 'none', 'No request was sent within ACCESS-TIME-WINDOW.'],
  [20036, 'credential', 'none', 'ACCESS-REQUEST-TIME and ACCESS-NONCE not found.'],
  [20037, 'credential', 'none', 'Invalid ACCESS-REQUEST-TIME.'],
  [20038, 'credential', 'none', 'Invalid ACCESS-TIME-WINDOW.'],
  [20039, 'credential', 'none', 'Invalid ACCESS-NONCE.'],
  // REQUIRED_PARAMETER_ERROR
  [30001, 'parameter', 'none', 'Missing order quantity.'],
  [30006, 'parameter', 'none', 'Missing order id.'],
  [30007, 'parameter', 'none', 'Missing order id array.'],
  [30009, 'parameter', 'none', 'Missing asset.'],
  [30012, 'parameter', 'none', 'Missing order price.'],
  [30013, 'parameter', 'none', 'Missing side.'],
  [30015, 'parameter', 'none', 'Missing order type.'],
  [30016, 'parameter', 'none', 'Missing asset.'],
  [30019, 'parameter', 'none', 'Missing uuid.'],
  [30039, 'parameter', 'none', 'Missing withdraw amount.'],
  [30101, 'parameter', 'none', 'Missing trigger price.'],
  [30103, 'parameter', 'none', 'Missing withdrawal type.'],
  [30104, 'parameter', 'none', 'Missing withdrawal name.'],
  [30105, 'parameter', 'none', 'Missing VASP.'],
  [30106, 'parameter', 'none', 'Missing beneficiary type.'],
  [30107, 'parameter', 'none', 'Missing beneficiary last name.'],
  [30108, 'parameter', 'none', 'Missing beneficiary first name.'],
  [30109, 'parameter', 'none', 'Missing beneficiary last kana.'],
  [30110, 'parameter', 'none', 'Missing beneficiary first kana.'],
  [30111, 'parameter', 'none', 'Missing beneficiary company name.'],
  [30112, 'parameter', 'none', 'Missing beneficiary company kana.'],
  [30113, 'parameter', 'none', 'Missing beneficiary company type.'],
  [30114, 'parameter', 'none', 'Missing beneficiary company type position.'],
  [30115, 'parameter', 'none', 'Missing uploaded documents.'],
  [30116, 'parameter', 'none', 'Missing withdrawal purpose.'],
  [30117, 'parameter', 'none', 'Missing beneficiary country.'],
  [30118, 'parameter', 'none', 'Missing beneficiary zip code.'],
  [30119, 'parameter', 'none', 'Missing beneficiary prefecture.'],
  [30120, 'parameter', 'none', 'Missing beneficiary city.'],
  [30121, 'parameter', 'none', 'Missing beneficiary address.'],
  [30122, 'parameter', 'none', 'Missing beneficiary building.'],
  [30123, 'parameter', 'none', 'Missing extraction request category.'],
  // INVALID_PARAMETER_ERROR
  [40001, 'parameter', 'none', 'Invalid order quantity.'],
  [40006, 'parameter', 'none', 'Invalid count.'],
  [40007, 'parameter', 'none', 'Invalid end param.'],
  [40008, 'parameter', 'none', 'Invalid end_id.'],
  [40009, 'parameter', 'none', 'Invalid from_id.'],
  [40013, 'parameter', 'none', 'Invalid order id.'],
  [40014, 'parameter', 'none', 'Invalid order id array.'],
  [40015, 'parameter', 'none', 'Too many orders are specified.'],
  [40017, 'parameter', 'none', 'Invalid asset.'],
  [40020, 'parameter', 'none', 'Invalid order price.'],
  [40021, 'parameter', 'none', 'Invalid order side.'],
  [40022, 'parameter', 'none', 'Invalid trading start time.'],
  [40024, 'parameter', 'none', 'Invalid order type.'],
  [40025, 'parameter', 'none', 'Invalid asset.'],
  [40028, 'parameter', 'none', 'Invalid uuid.'],
  [40048, 'parameter', 'none', 'Invalid withdraw amount.'],
  [40112, 'parameter', 'none', 'Invalid trigger price.'],
  [40113, 'parameter', 'none', 'Invalid post_only.'],
  [40114, 'parameter', 'none', 'post_only can not be specified with such order type.'],
  [40116, 'parameter', 'none', 'Invalid withdrawal type.'],
  [40117, 'parameter', 'none', 'Invalid withdrawal name.'],
  [40118, 'parameter', 'none', 'Invalid VASP.'],
  [40119, 'parameter', 'none', 'Invalid beneficiary type.'],
  [40120, 'parameter', 'none', 'Invalid beneficiary last name.'],
  [40121, 'parameter', 'none', 'Invalid beneficiary first name.'],
  [40122, 'parameter', 'none', 'Invalid beneficiary last kana.'],
  [40123, 'parameter', 'none', 'Invalid beneficiary first kana.'],
  [40124, 'parameter', 'none', 'Invalid beneficiary company name.'],
  [40125, 'parameter', 'none', 'Invalid beneficiary company kana.'],
  [40126, 'parameter', 'none', 'Invalid beneficiary company type.'],
  [40127, 'parameter', 'none', 'Invalid beneficiary company type position.'],
  [40152, 'parameter', 'none', 'Invalid originator label.'],
  [40153, 'parameter', 'none', 'Invalid originator last name.'],
  [40154, 'parameter', 'none', 'Invalid originator first name.'],
  [40155, 'parameter', 'none', 'Invalid originator company name.'],
  [40156, 'parameter', 'none', 'Invalid originator prefecture.'],
  [40157, 'parameter', 'none', 'Invalid originator city.'],
  [40158, 'parameter', 'none', 'Invalid originator address.'],
  [40159, 'parameter', 'none', 'Invalid originator building.'],
  [40160, 'parameter', 'none', 'Invalid originator substantial controller name.'],
  [40163, 'parameter', 'none', 'Invalid beneficiary substantial controller name.'],
  [40164, 'parameter', 'none', 'Invalid position side.'],
  [40165, 'parameter', 'none', 'Can not be margin trading with such pair.'],
  [40200, 'restricted', 'none', 'Stop open orders cannot be accepted.'],
  // DATA_ERROR
  [50003, 'restricted', 'none', 'Account is restricted.'],
  [50004, 'restricted', 'none', 'Account is provisional.'],
  [50005, 'restricted', 'none', 'Account is blocked.'],
  [50006, 'restricted', 'none', 'Account is blocked.'],
  [50008, 'restricted', 'none', 'Identity verification is not finished.'],
  [50009, 'order-state', 'none', 'Order not found.'],
  [50010, 'order-state', 'none', 'Order can not be canceled.'],
  [50011, 'parameter', 'none', 'Api not found.'],
  [50026, 'order-state', 'none', 'Order has already been canceled.'],
  [50027, 'order-state', 'none', 'Order has already been executed.'],
  [50033, 'restricted', 'none', 'Withdrawals to this address require additional entries.'],
  [50034, 'parameter', 'none', 'VASP not found.'],
  [50035, 'restricted', 'none', 'Company information is not registered.'],
  [50037, 'restricted', 'none', 'We are temporarily restricting withdrawals while we verify your last deposit. Please try again in a few minutes.'],
  [50038, 'restricted', 'none', 'Cannot withdraw to chosen VASP service.'],
  [50043, 'parameter', 'none', 'Originator already registered.'],
  [50044, 'parameter', 'none', 'Originator not found.'],
  [50045, 'parameter', 'none', 'Deposit not found.'],
  [50046, 'restricted', 'none', 'Cannot edit beneficiary under review.'],
  [50047, 'restricted', 'none', 'Cannot edit disabled beneficiary.'],
  [50048, 'restricted', 'none', 'Cannot withdraw to beneficiary under review.'],
  [50049, 'restricted', 'none', 'Beneficiary requires additional entries.'],
  [50050, 'restricted', 'none', 'Cannot withdraw to chosen beneficiary.'],
  [50051, 'restricted', 'none', 'Cannot confirm deposit with originator under review.'],
  [50052, 'restricted', 'none', 'Originator requires additional entries.'],
  [50053, 'restricted', 'none', 'Cannot edit originator under review.'],
  [50054, 'restricted', 'none', 'Cannot withdraw because the information registration for unreflected deposits has not been completed.'],
  [50058, 'restricted', 'none', 'Margin trading review has not been completed.'],
  [50059, 'restricted', 'none', 'Temporarily restricting new margin orders. Please try your request again after a while.'],
  [50060, 'restricted', 'none', 'Temporarily restricting new margin orders. Please try your request again after a while.'],
  [50061, 'funds', 'none', 'Exceeds available balance for open order.'],
  [50062, 'funds', 'none', 'Exceeds total margin position.'],
  [50070, 'restricted', 'none', 'Withdrawals in JPY are not available.'],
  [50071, 'restricted', 'none', 'Withdrawals in CC are not available.'],
  [50072, 'restricted', 'none', 'Buy orders cannot be used in spot transactions.'],
  [50073, 'restricted', 'none', 'Sell orders cannot be used in spot transactions.'],
  [50078, 'restricted', 'none', 'Open orders cannot be used in margin trading.'],
  [50079, 'restricted', 'none', 'Close orders cannot be used in margin trading.'],
  [50080, 'restricted', 'none', 'Open orders cannot be used in margin trading.'],
  [50081, 'restricted', 'none', 'Close orders cannot be used in margin trading.'],
  [50083, 'restricted', 'none', 'Withdrawals can not be used due to realized loss.'],
  // VALUE_ERROR
  [60001, 'funds', 'none', 'Insufficient amount.'],
  [60002, 'parameter', 'none', 'Market buy order quantity has exceeded the upper limit.'],
  [60003, 'parameter', 'none', 'Order quantity has exceeded the limit.'],
  [60004, 'parameter', 'none', 'Order quantity has exceeded the lower threshold.'],
  [60005, 'parameter', 'none', 'Order price has exceeded the upper limit.'],
  [60006, 'parameter', 'none', 'Order price has exceeded the lower limit.'],
  [60011, 'order-limit', 'none', 'Too many Simultaneous orders, current limit is 30.'],
  [60016, 'parameter', 'none', 'Trigger price has exceeded the upper limit.'],
  [60017, 'parameter', 'none', 'Withdrawal amount has exceeded the upper limit.'],
  [60018, 'parameter', 'none', 'Trigger price to trigger immediately cannot be specified.'],
  [60019, 'parameter', 'none', 'The side of a TakeProfit or StopLoss order must be in the close direction.'],
  // STOP_UPDATE_REQUEST_SYSTEM_STATUS
  [70001, 'system', 'unknown', 'System error.'],
  [70002, 'system', 'unknown', 'System error.'],
  [70003, 'system', 'unknown', 'System error.'],
  [70004, 'restricted', 'none', 'Order is restricted during suspension of transactions.'],
  [70005, 'restricted', 'none', 'Buy order has been temporarily restricted.'],
  [70006, 'restricted', 'none', 'Sell order has been temporarily restricted.'],
  [70009, 'restricted', 'none', 'Market order has been temporarily restricted. Please use limit order instead.'],
  [70010, 'parameter', 'none', 'Minimum Order Quantity is increased temporarily.'],
  [70011, 'busy', 'unknown', 'System is busy. Please try again.'],
  [70012, 'system', 'unknown', 'System error.'],
  [70013, 'restricted', 'none', 'Order and cancel has been temporarily restricted.'],
  [70014, 'restricted', 'none', 'Withdraw and cancel request has been temporarily restricted.'],
  [70015, 'restricted', 'none', 'Lending and cancel request has been temporarily restricted.'],
  [70016, 'restricted', 'none', 'Lending and cancel request has been restricted.'],
  [70017, 'restricted', 'none', 'Orders on pair have been suspended.'],
  [70018, 'restricted', 'none', 'Order and cancel on pair have been suspended.'],
  [70019, 'order-state', 'in-progress', 'Order cancel request is in process.'],
  [70020, 'restricted', 'none', 'Market order has been temporarily restricted.'],
  [70021, 'parameter', 'none', 'Limit order price is over the threshold.'],
  [70022, 'restricted', 'none', 'Stop limit order has been temporarily restricted.'],
  [70023, 'restricted', 'none', 'Stop order has been temporarily restricted.'],
  [70024, 'restricted', 'none', 'Long open order has been temporarily restricted.'],
  [70025, 'restricted', 'none', 'Short open order has been temporarily restricted.'],
  [70026, 'restricted', 'none', 'Order has been temporarily restricted.'],
];

/**
 * Every documented error code of the venue.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/errors.md
 */
export const venueCodes: ReadonlyMap<number, VenueCode> = new Map(
  rows.map(([code, class_, effect, meaning]) => [code, { code, class: class_, effect, meaning }]),
);
