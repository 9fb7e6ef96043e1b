export { metricsOf, type Metered, type Metric } from './connectivity/metrics';
export { prometheusText } from './connectivity/prometheus-text';
export type { OpenSocket, SendRequest, HttpRequest, HttpReply, SocketEvent } from './connectivity/ports';
export { replayTransport, type RecordedFrame, type ReplayConfig } from './connectivity/replay';
export type { Transport, TransportOpen } from './connectivity/transport';
export type { CandlePage, CandleRangeRequest } from './data/candle-pages';
export type { AwaitedPage, PageProgress } from './data/coming-page';
export type { DataClient } from './data/client';
export type { DataClientOptions, DataPorts, StreamTransportOptions } from './data/options';
export type { CandlesRequest, PairRequest, TransactionsRequest } from './data/public-rest';
export type { PublicCalls, PublicPages, PublicRest } from './data/rest';
export type { TradeRangePage, TradeRangeRequest, TradeSource } from './data/trade-parts';
export { candleTypes, type Candle, type CandleType } from './model/candle';
export {
  circuitBreakModes,
  feeTypes,
  type CircuitBreak,
  type CircuitBreakMode,
  type FeeType,
} from './model/circuit-break';
export type { Connection } from './model/connection';
export type {
  BookDifference,
  ClockDiagnostic,
  Diagnostic,
  DiagnosticEvent,
  Noticed,
} from './model/diagnostic';
export type {
  ConfigError,
  DecodeError,
  HttpError,
  LinkError,
  NoRestError,
  UnknownPairError,
  VenueError,
} from './model/errors';
export type { Tagged } from './model/tagged';
export type { Instrument } from './model/instrument';
export type { OddRow } from './model/odd-row';
export type { DepthDiff, DepthWhole, Level, OrderBook, Outside } from './model/order-book';
export { sides, type Pair, type Side } from './model/pair';
export type { Quote } from './model/quote';
export type { RoomTraffic } from './model/room-traffic';
export type { Ticker } from './model/ticker';
export type { Trade } from './model/trade';
export type { CodeFamily, Effect, ErrorClass } from './model/venue-code';
export {
  venueStates,
  type Tradable,
  type UntradableReason,
  type VenueState,
  type VenueStatus,
} from './model/venue-status';
