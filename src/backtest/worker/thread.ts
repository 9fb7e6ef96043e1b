import { Observable } from 'rxjs';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { taggedError } from '../../model/tagged';
import { backtestError } from '../run/backtest-error';
import type { BacktestConfig } from '../run/config';
import type { WorkerMessage } from './messages';

declare const __filename: string | undefined;

/** Returns the url of the worker, which is beside the chunks of the package. */
const workerUrl = (): URL =>
  new URL(
    './backtest-worker.js',
    typeof __filename === 'string' ? pathToFileURL(__filename) : import.meta.url,
  );

/** A thread is stuck if its time stands still for so long, in ms. */
const silence = 30_000;

/**
 * Runs a backtest in a thread, and emits its messages. It starts when it is subscribed to, and unsubscribing ends its
 * thread.
 */
export const inThread = (
  config: BacktestConfig,
): Observable<Extract<WorkerMessage, { readonly type: 'progress' | 'facts' }>> =>
  new Observable((subscriber) => {
    const worker = new Worker(workerUrl(), { workerData: config });
    let watchdog: ReturnType<typeof setTimeout> | undefined;
    const alive = (): void => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => {
        const detail = `the time of the strategy stood still for ${silence / 1_000} s`;
        subscriber.error(backtestError('stuck', detail, { file: config.strategy, line: null }));
      }, silence);
    };
    alive();
    let reached = -Infinity;
    worker.on('message', (message: WorkerMessage) => {
      // A strategy that is busy in one moment for ever reports that moment again and again.
      if (message.type !== 'progress' || message.at > reached) alive();
      if (message.type === 'progress') reached = message.at;
      if (message.type === 'failed') {
        const { _tag, ...fields } = message.fields;
        subscriber.error(taggedError(String(_tag), message.message, fields));
        return;
      }
      subscriber.next(message);
      if (message.type === 'facts') subscriber.complete();
    });
    worker.on('error', (error) => subscriber.error(backtestError('worker', error.message)));
    worker.on('exit', (code) =>
      subscriber.error(backtestError('worker', `its thread has ended with code ${code}`)),
    );
    return () => {
      clearTimeout(watchdog);
      worker.removeAllListeners();
      void worker.terminate();
    };
  });
