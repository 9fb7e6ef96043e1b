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
const table = {
  // SYSTEM_ERROR
  notFound: [10000, 'parameter', 'none', 'Url not found.'],
  systemError: [10001, 'system', 'unknown', 'System error.'],
  malformedRequest: [10002, 'parameter', 'none', 'Malformed request.'],
  systemError10003: [10003, 'system', 'unknown', 'System error.'],
  timeout: [10005, 'system', 'unknown', 'Timeout waiting for response.'],
  maintenance: [10007, 'maintenance', 'none', 'System maintenance.'],
  serverBusy: [10008, 'busy', 'unknown', 'Server is busy. Retry later.'],
  tooManyRequests: [10009, 'rate-limit', 'none', 'You sent requests too frequently. Retry later with decreased requests.'],
  // AUTHENTICATION_ERROR
  authenticationFailed: [20001, 'credential', 'none', 'Authentication failed api authorization.'],
  invalidAccessKey: [20002, 'credential', 'none', 'Invalid ACCESS-KEY.'],
  missingAccessKey: [20003, 'credential', 'none', 'ACCESS-KEY not found.'],
  missingNonce: [20004, 'credential', 'none', 'ACCESS-NONCE not found.'],
  invalidSignature: [20005, 'credential', 'none', 'Invalid ACCESS-SIGNATURE.'],
  mfaFailed: [20011, 'mfa', 'none', 'MFA failed.'],
  smsVerificationFailed: [20014, 'mfa', 'none', 'SMS verification failed.'],
  unversionedPath: [20018, 'credential', 'none', 'Please login. (This happens when you request API without `/v1/`.)'],
  unversionedPath20019: [20019, 'credential', 'none', 'Please login. (This also happens when you request API without `/v1/`.)'],
  missingOtpCode: [20023, 'mfa', 'none', 'Missing OTP code.'],
  missingSmsCode: [20024, 'mfa', 'none', 'Missing SMS code.'],
  missingOtpAndSmsCode: [20025, 'mfa', 'none', 'Missing OTP and SMS code.'],
  mfaLocked: [20026, 'mfa', 'none', 'MFA is temporarily locked because too many failures. Please retry after 60 seconds.'],
  missingRequestTime: [20033, 'credential', 'none', 'ACCESS-REQUEST-TIME not found.'],
  invalidTimeOfRequest: [20034, 'clock', 'none', 'Invalid time of ACCESS-REQUEST-TIME.'],
  outsideTimeWindow: [20035, 'clock', 'none', 'No request was sent within ACCESS-TIME-WINDOW.'],
  missingRequestTimeAndNonce: [20036, 'credential', 'none', 'ACCESS-REQUEST-TIME and ACCESS-NONCE not found.'],
  invalidRequestTime: [20037, 'credential', 'none', 'Invalid ACCESS-REQUEST-TIME.'],
  invalidTimeWindow: [20038, 'credential', 'none', 'Invalid ACCESS-TIME-WINDOW.'],
  invalidNonce: [20039, 'credential', 'none', 'Invalid ACCESS-NONCE.'],
  // REQUIRED_PARAMETER_ERROR
  missingAmount: [30001, 'parameter', 'none', 'Missing order quantity.'],
  missingOrderId: [30006, 'parameter', 'none', 'Missing order id.'],
  missingOrderIds: [30007, 'parameter', 'none', 'Missing order id array.'],
  missingPair: [30009, 'parameter', 'none', 'Missing asset.'],
  missingPrice: [30012, 'parameter', 'none', 'Missing order price.'],
  missingSide: [30013, 'parameter', 'none', 'Missing side.'],
  missingOrderType: [30015, 'parameter', 'none', 'Missing order type.'],
  missingAsset: [30016, 'parameter', 'none', 'Missing asset.'],
  missingUuid: [30019, 'parameter', 'none', 'Missing uuid.'],
  missingWithdrawalAmount: [30039, 'parameter', 'none', 'Missing withdraw amount.'],
  missingTriggerPrice: [30101, 'parameter', 'none', 'Missing trigger price.'],
  missingWithdrawalType: [30103, 'parameter', 'none', 'Missing withdrawal type.'],
  missingWithdrawalName: [30104, 'parameter', 'none', 'Missing withdrawal name.'],
  missingVasp: [30105, 'parameter', 'none', 'Missing VASP.'],
  missingBeneficiaryType: [30106, 'parameter', 'none', 'Missing beneficiary type.'],
  missingBeneficiaryLastName: [30107, 'parameter', 'none', 'Missing beneficiary last name.'],
  missingBeneficiaryFirstName: [30108, 'parameter', 'none', 'Missing beneficiary first name.'],
  missingBeneficiaryLastKana: [30109, 'parameter', 'none', 'Missing beneficiary last kana.'],
  missingBeneficiaryFirstKana: [30110, 'parameter', 'none', 'Missing beneficiary first kana.'],
  missingBeneficiaryCompanyName: [30111, 'parameter', 'none', 'Missing beneficiary company name.'],
  missingBeneficiaryCompanyKana: [30112, 'parameter', 'none', 'Missing beneficiary company kana.'],
  missingBeneficiaryCompanyType: [30113, 'parameter', 'none', 'Missing beneficiary company type.'],
  missingBeneficiaryCompanyTypePosition: [30114, 'parameter', 'none', 'Missing beneficiary company type position.'],
  missingUploadedDocuments: [30115, 'parameter', 'none', 'Missing uploaded documents.'],
  missingWithdrawalPurpose: [30116, 'parameter', 'none', 'Missing withdrawal purpose.'],
  missingBeneficiaryCountry: [30117, 'parameter', 'none', 'Missing beneficiary country.'],
  missingBeneficiaryZipCode: [30118, 'parameter', 'none', 'Missing beneficiary zip code.'],
  missingBeneficiaryPrefecture: [30119, 'parameter', 'none', 'Missing beneficiary prefecture.'],
  missingBeneficiaryCity: [30120, 'parameter', 'none', 'Missing beneficiary city.'],
  missingBeneficiaryAddress: [30121, 'parameter', 'none', 'Missing beneficiary address.'],
  missingBeneficiaryBuilding: [30122, 'parameter', 'none', 'Missing beneficiary building.'],
  missingExtractionRequestCategory: [30123, 'parameter', 'none', 'Missing extraction request category.'],
  // INVALID_PARAMETER_ERROR
  invalidAmount: [40001, 'parameter', 'none', 'Invalid order quantity.'],
  invalidCount: [40006, 'parameter', 'none', 'Invalid count.'],
  invalidEnd: [40007, 'parameter', 'none', 'Invalid end param.'],
  invalidEndId: [40008, 'parameter', 'none', 'Invalid end_id.'],
  invalidFromId: [40009, 'parameter', 'none', 'Invalid from_id.'],
  invalidOrderId: [40013, 'parameter', 'none', 'Invalid order id.'],
  invalidOrderIds: [40014, 'parameter', 'none', 'Invalid order id array.'],
  tooManyOrdersSpecified: [40015, 'parameter', 'none', 'Too many orders are specified.'],
  invalidPair: [40017, 'parameter', 'none', 'Invalid asset.'],
  invalidPrice: [40020, 'parameter', 'none', 'Invalid order price.'],
  invalidSide: [40021, 'parameter', 'none', 'Invalid order side.'],
  invalidSince: [40022, 'parameter', 'none', 'Invalid trading start time.'],
  invalidOrderType: [40024, 'parameter', 'none', 'Invalid order type.'],
  invalidAsset: [40025, 'parameter', 'none', 'Invalid asset.'],
  invalidUuid: [40028, 'parameter', 'none', 'Invalid uuid.'],
  invalidWithdrawalAmount: [40048, 'parameter', 'none', 'Invalid withdraw amount.'],
  invalidTriggerPrice: [40112, 'parameter', 'none', 'Invalid trigger price.'],
  invalidPostOnly: [40113, 'parameter', 'none', 'Invalid post_only.'],
  postOnlyOfSuchType: [40114, 'parameter', 'none', 'post_only can not be specified with such order type.'],
  invalidWithdrawalType: [40116, 'parameter', 'none', 'Invalid withdrawal type.'],
  invalidWithdrawalName: [40117, 'parameter', 'none', 'Invalid withdrawal name.'],
  invalidVasp: [40118, 'parameter', 'none', 'Invalid VASP.'],
  invalidBeneficiaryType: [40119, 'parameter', 'none', 'Invalid beneficiary type.'],
  invalidBeneficiaryLastName: [40120, 'parameter', 'none', 'Invalid beneficiary last name.'],
  invalidBeneficiaryFirstName: [40121, 'parameter', 'none', 'Invalid beneficiary first name.'],
  invalidBeneficiaryLastKana: [40122, 'parameter', 'none', 'Invalid beneficiary last kana.'],
  invalidBeneficiaryFirstKana: [40123, 'parameter', 'none', 'Invalid beneficiary first kana.'],
  invalidBeneficiaryCompanyName: [40124, 'parameter', 'none', 'Invalid beneficiary company name.'],
  invalidBeneficiaryCompanyKana: [40125, 'parameter', 'none', 'Invalid beneficiary company kana.'],
  invalidBeneficiaryCompanyType: [40126, 'parameter', 'none', 'Invalid beneficiary company type.'],
  invalidBeneficiaryCompanyTypePosition: [40127, 'parameter', 'none', 'Invalid beneficiary company type position.'],
  invalidOriginatorLabel: [40152, 'parameter', 'none', 'Invalid originator label.'],
  invalidOriginatorLastName: [40153, 'parameter', 'none', 'Invalid originator last name.'],
  invalidOriginatorFirstName: [40154, 'parameter', 'none', 'Invalid originator first name.'],
  invalidOriginatorCompanyName: [40155, 'parameter', 'none', 'Invalid originator company name.'],
  invalidOriginatorPrefecture: [40156, 'parameter', 'none', 'Invalid originator prefecture.'],
  invalidOriginatorCity: [40157, 'parameter', 'none', 'Invalid originator city.'],
  invalidOriginatorAddress: [40158, 'parameter', 'none', 'Invalid originator address.'],
  invalidOriginatorBuilding: [40159, 'parameter', 'none', 'Invalid originator building.'],
  invalidOriginatorSubstantialControllerName: [40160, 'parameter', 'none', 'Invalid originator substantial controller name.'],
  invalidBeneficiarySubstantialControllerName: [40163, 'parameter', 'none', 'Invalid beneficiary substantial controller name.'],
  invalidPositionSide: [40164, 'parameter', 'none', 'Invalid position side.'],
  noMarginTradingOfPair: [40165, 'parameter', 'none', 'Can not be margin trading with such pair.'],
  noOpeningByStop: [40200, 'restricted', 'none', 'Stop open orders cannot be accepted.'],
  // DATA_ERROR
  accountRestricted: [50003, 'restricted', 'none', 'Account is restricted.'],
  accountProvisional: [50004, 'restricted', 'none', 'Account is provisional.'],
  accountBlocked: [50005, 'restricted', 'none', 'Account is blocked.'],
  accountBlocked50006: [50006, 'restricted', 'none', 'Account is blocked.'],
  identityUnverified: [50008, 'restricted', 'none', 'Identity verification is not finished.'],
  orderNotFound: [50009, 'order-state', 'none', 'Order not found.'],
  notCancelable: [50010, 'order-state', 'none', 'Order can not be canceled.'],
  apiNotFound: [50011, 'parameter', 'none', 'Api not found.'],
  alreadyCanceled: [50026, 'order-state', 'none', 'Order has already been canceled.'],
  alreadyExecuted: [50027, 'order-state', 'none', 'Order has already been executed.'],
  withdrawalAddressIncomplete: [50033, 'restricted', 'none', 'Withdrawals to this address require additional entries.'],
  vaspNotFound: [50034, 'parameter', 'none', 'VASP not found.'],
  companyUnregistered: [50035, 'restricted', 'none', 'Company information is not registered.'],
  depositBeingVerified: [50037, 'restricted', 'none', 'We are temporarily restricting withdrawals while we verify your last deposit. Please try again in a few minutes.'],
  vaspExcluded: [50038, 'restricted', 'none', 'Cannot withdraw to chosen VASP service.'],
  originatorAlreadyRegistered: [50043, 'parameter', 'none', 'Originator already registered.'],
  originatorNotFound: [50044, 'parameter', 'none', 'Originator not found.'],
  depositNotFound: [50045, 'parameter', 'none', 'Deposit not found.'],
  beneficiaryUnderReview: [50046, 'restricted', 'none', 'Cannot edit beneficiary under review.'],
  beneficiaryDisabled: [50047, 'restricted', 'none', 'Cannot edit disabled beneficiary.'],
  withdrawalToBeneficiaryUnderReview: [50048, 'restricted', 'none', 'Cannot withdraw to beneficiary under review.'],
  beneficiaryIncomplete: [50049, 'restricted', 'none', 'Beneficiary requires additional entries.'],
  beneficiaryExcluded: [50050, 'restricted', 'none', 'Cannot withdraw to chosen beneficiary.'],
  originatorUnderReview: [50051, 'restricted', 'none', 'Cannot confirm deposit with originator under review.'],
  originatorIncomplete: [50052, 'restricted', 'none', 'Originator requires additional entries.'],
  originatorNotEditable: [50053, 'restricted', 'none', 'Cannot edit originator under review.'],
  depositAwaitsOriginator: [50054, 'restricted', 'none', 'Cannot withdraw because the information registration for unreflected deposits has not been completed.'],
  marginUnreviewed: [50058, 'restricted', 'none', 'Margin trading review has not been completed.'],
  newMarginOrdersRestricted: [50059, 'restricted', 'none', 'Temporarily restricting new margin orders. Please try your request again after a while.'],
  newMarginOrdersRestricted50060: [50060, 'restricted', 'none', 'Temporarily restricting new margin orders. Please try your request again after a while.'],
  insufficientCredit: [50061, 'funds', 'none', 'Exceeds available balance for open order.'],
  exceedsPosition: [50062, 'funds', 'none', 'Exceeds total margin position.'],
  noYenWithdrawals: [50070, 'restricted', 'none', 'Withdrawals in JPY are not available.'],
  noCryptoWithdrawals: [50071, 'restricted', 'none', 'Withdrawals in CC are not available.'],
  noSpotBuys: [50072, 'restricted', 'none', 'Buy orders cannot be used in spot transactions.'],
  noSpotSells: [50073, 'restricted', 'none', 'Sell orders cannot be used in spot transactions.'],
  noMarginOpening: [50078, 'restricted', 'none', 'Open orders cannot be used in margin trading.'],
  noMarginClosing: [50079, 'restricted', 'none', 'Close orders cannot be used in margin trading.'],
  noMarginOpening50080: [50080, 'restricted', 'none', 'Open orders cannot be used in margin trading.'],
  noMarginClosing50081: [50081, 'restricted', 'none', 'Close orders cannot be used in margin trading.'],
  lossUnpaid: [50083, 'restricted', 'none', 'Withdrawals can not be used due to realized loss.'],
  // VALUE_ERROR
  insufficientFunds: [60001, 'funds', 'none', 'Insufficient amount.'],
  marketBuyTooLarge: [60002, 'parameter', 'none', 'Market buy order quantity has exceeded the upper limit.'],
  amountTooLarge: [60003, 'parameter', 'none', 'Order quantity has exceeded the limit.'],
  amountTooSmall: [60004, 'parameter', 'none', 'Order quantity has exceeded the lower threshold.'],
  priceTooHigh: [60005, 'parameter', 'none', 'Order price has exceeded the upper limit.'],
  priceTooLow: [60006, 'parameter', 'none', 'Order price has exceeded the lower limit.'],
  tooManyOpenOrders: [60011, 'order-limit', 'none', 'Too many Simultaneous orders, current limit is 30.'],
  triggerPriceTooHigh: [60016, 'parameter', 'none', 'Trigger price has exceeded the upper limit.'],
  withdrawalTooLarge: [60017, 'parameter', 'none', 'Withdrawal amount has exceeded the upper limit.'],
  triggersAtOnce: [60018, 'parameter', 'none', 'Trigger price to trigger immediately cannot be specified.'],
  notClosing: [60019, 'parameter', 'none', 'The side of a TakeProfit or StopLoss order must be in the close direction.'],
  // STOP_UPDATE_REQUEST_SYSTEM_STATUS
  systemError70001: [70001, 'system', 'unknown', 'System error.'],
  systemError70002: [70002, 'system', 'unknown', 'System error.'],
  systemError70003: [70003, 'system', 'unknown', 'System error.'],
  tradingSuspended: [70004, 'restricted', 'none', 'Order is restricted during suspension of transactions.'],
  buyingRestricted: [70005, 'restricted', 'none', 'Buy order has been temporarily restricted.'],
  sellingRestricted: [70006, 'restricted', 'none', 'Sell order has been temporarily restricted.'],
  marketOrdersRestricted: [70009, 'restricted', 'none', 'Market order has been temporarily restricted. Please use limit order instead.'],
  amountBelowRaisedMinimum: [70010, 'parameter', 'none', 'Minimum Order Quantity is increased temporarily.'],
  systemBusy: [70011, 'busy', 'unknown', 'System is busy. Please try again.'],
  systemError70012: [70012, 'system', 'unknown', 'System error.'],
  orderAndCancelRestricted: [70013, 'restricted', 'none', 'Order and cancel has been temporarily restricted.'],
  withdrawalRestricted: [70014, 'restricted', 'none', 'Withdraw and cancel request has been temporarily restricted.'],
  lendingRestricted: [70015, 'restricted', 'none', 'Lending and cancel request has been temporarily restricted.'],
  lendingRestricted70016: [70016, 'restricted', 'none', 'Lending and cancel request has been restricted.'],
  pairOrdersSuspended: [70017, 'restricted', 'none', 'Orders on pair have been suspended.'],
  pairOrdersAndCancelsSuspended: [70018, 'restricted', 'none', 'Order and cancel on pair have been suspended.'],
  cancelInProcess: [70019, 'order-state', 'in-progress', 'Order cancel request is in process.'],
  marketOrdersRestrictedInBreak: [70020, 'restricted', 'none', 'Market order has been temporarily restricted.'],
  priceBeyondBand: [70021, 'parameter', 'none', 'Limit order price is over the threshold.'],
  stopLimitRestricted: [70022, 'restricted', 'none', 'Stop limit order has been temporarily restricted.'],
  stopRestricted: [70023, 'restricted', 'none', 'Stop order has been temporarily restricted.'],
  longOpeningRestricted: [70024, 'restricted', 'none', 'Long open order has been temporarily restricted.'],
  shortOpeningRestricted: [70025, 'restricted', 'none', 'Short open order has been temporarily restricted.'],
  ordersRestricted: [70026, 'restricted', 'none', 'Order has been temporarily restricted.'],
} as const satisfies Readonly<Record<string, Row>>;

type Table = typeof table;

/** The names of the codes. Where the documentation says the same of several codes, all but the first carry the number. */
export type VenueCodeName = keyof Table;

/** A documented code, by its name: `venueCode.orderNotFound` is 50009. */
export const venueCode = Object.fromEntries(Object.entries(table).map(([name, [code]]) => [name, code])) as {
  readonly [Name in VenueCodeName]: Table[Name][0];
};

/** Any documented code: what a refusal of the simulated exchange can be made of. */
export type DocumentedCode = Table[VenueCodeName][0];

/**
 * Every documented error code of the venue.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/errors.md
 */
export const venueCodes: ReadonlyMap<number, VenueCode> = new Map(
  Object.values<Row>(table).map(([code, class_, effect, meaning]) => [
    code,
    { code, class: class_, effect, meaning },
  ]),
);
