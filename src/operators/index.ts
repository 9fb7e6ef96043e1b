/**
 * The RxJS operators that the clients are made of. They know nothing of the venue's wire: each works on any Observable.
 *
 * @module rx-bitbank/operators
 */
export { bars, type BarsConfig } from './bars';
export { clockOf, type Clock } from './clock';
export { exactlyOnce, type ExactlyOnceConfig } from './exactly-once';
export { retryBackoff, type Retry, type RetryBackoffConfig } from './retry-backoff';
export { shareByKey } from './share-by-key';
export { shareCurrent, type ShareCurrentConfig } from './share-current';
export { shareLinger, type ShareLingerConfig } from './share-linger';
export { silenceError, watchdog, type SilenceError, type WatchdogConfig } from './watchdog';
export {
  overflowError,
  toAsyncIterable,
  type OverflowError,
  type ToAsyncIterableConfig,
} from './to-async-iterable';
