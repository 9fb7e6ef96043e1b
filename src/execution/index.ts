/**
 * The private side of the venue: orders, fills, balances, positions, deposits and withdrawals. Node only.
 *
 * @module rx-bitbank/execution
 */
export { createExecutionClient, createExecutionClientFromEnvironment } from './create-client';
export type { OpenOrders } from '../model/open-orders';
export type { PairPositions } from './account/account';
export type { PnlMarket, PnlOptions } from './account/pnl-options';
export type { ExecutionClient } from './client';
export type {
  ExecutionDiagnostic,
  ExecutionDiagnosticEvent,
  LimitDiagnostic,
  PortDiagnostic,
} from './trading';
export type { DistanceLimits, GuardMarket, GuardOptions, QuoteLimits } from './guards/options';
export type { HaltEvent, HaltOptions } from './guards/halt-event';
export { heartbeat$, type HeartbeatEvent, type HeartbeatOptions } from './guards/heartbeat';
export { fileJournal, type FileJournalOptions } from './journal/file-journal';
export type { OrderJournal } from './journal/order-journal';
export type { Intent, JournaledWrite, JournalRecord, CallOutcome, RecordFields } from './journal/record';
export { remaining } from './journal/recorded-calls';
export type { RecorderDiagnostic } from './journal/recorder';
export type { Recovered, RecoveredOrder, RecoveredWithdrawal, RecoveryDiagnostic } from './journal/recover';
export type { ExecutionClientOptions, ExecutionPorts } from './options';
export type { CheckedOrder } from './order/check-request';
export type { LeavingDiagnostic } from './leaving';
export type { OrderDiagnostic } from './order/context';
export type { CallEnd } from './order/call-memory';
export type { Rejected } from './order/rejected';
export type { Replacement, Replaces } from './order/replacement';
export type { ActiveOrdersQuery, OrderIds, TradeHistoryQuery, TransferQuery } from './rest/requests';
export type { OddRowDiagnostic, StreamDiagnostic } from './stream/session';
export type { Confirmed } from './account/confirming';
export type { Ask, PrivatePages, PrivateReads, PrivateRest } from './rest/rest';
export type { Lane, LanePause } from './rest/rate-budget';
export type { Stamp } from './rest/signing';
export { familyOf, type CodeFamily, type Effect, type ErrorClass, type VenueCode } from '../model/venue-code';
export { venueCodes } from '../model/venue-codes';
export type { CommandOptions, SubmitOrderOptions, Trading, TradingRest } from './trading';
export type { WriteEvent } from './rest/write-event';
export type { HttpReply, HttpRequest, SendRequest } from '../connectivity/ports';
export type { OpenPubnub, PubnubEvent, PubnubSubscription } from '../connectivity/pubnub';
export {
  profit,
  profitFrom,
  profitOf,
  type ByMethod,
  type Held,
  type HoldingSide,
  type Mark,
  type MarkUnits,
  type PairProfit,
  type PaymentPlaces,
  type Profit,
  type ProfitEvent,
  type ProfitState,
  type ProfitSums,
  type StartingPosition,
} from '../profit/index';
export type { AssetBalance } from '../model/asset';
export type { CancelAllOutcome, CancelOutcome, OrdersUnread } from '../model/cancel-outcome';
export type { Connection } from '../model/connection';
export type { ClockDiagnostic, Noticed } from '../model/diagnostic';
export {
  depositStatuses,
  type Deposit,
  type DepositConfirmation,
  type DepositOriginator,
  type DepositStatus,
  type UnconfirmedDeposit,
} from '../model/deposit';
export type {
  CallError,
  ClosedError,
  ConfigError,
  DecodeError,
  HttpError,
  NoRestError,
  PagingError,
  RequestError,
  VenueError,
} from '../model/errors';
export type { JournalError } from '../model/journal-error';
export type { Tagged } from '../model/tagged';
export type { Fill } from '../model/fill';
export type { Instrument } from '../model/instrument';
export {
  marginStates,
  type MarginNotice,
  type MarginPositions,
  type MarginState,
  type MarginStatus,
} from '../model/margin';
export {
  orderStatuses,
  orderTypes,
  positionSides,
  type DecimalInput,
  type Order,
  type OrderRef,
  type OrderRequest,
  type OrderStatus,
  type OrderType,
  type PositionSide,
  type UserOrderType,
} from '../model/order';
export {
  cancelers,
  rejectReasons,
  type Attribution,
  type CanceledBy,
  type OrderTransition,
  type RejectReason,
  type Violation,
} from '../model/order-transition';
export type { Level, OrderBook, Outside } from '../model/order-book';
export { sides, type Pair, type Side } from '../model/pair';
export type { Position } from '../model/position';
export type { DealerOrder, PrivateEvent, PrivateNews } from '../model/private-event';
export type { AssetNetwork, UserAsset, WithdrawalFee } from '../model/user-asset';
export {
  venueStates,
  type Tradable,
  type UntradableReason,
  type VenueState,
  type VenueStatus,
} from '../model/venue-status';
export {
  withdrawalStatuses,
  type Withdrawal,
  type WithdrawalAccount,
  type WithdrawalRequest,
  type WithdrawalStatus,
} from '../model/withdrawal';
export type { SubscribeInfo } from '../parsing/private/subscribe';
