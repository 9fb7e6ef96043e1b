/** The thread of a backtest. Its time, its random numbers and its world come from the recording and the seed. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { causeOf } from '../../model/tagged';
import { recordedEnd } from '../../recording/index';
import { type RecordedDescription, recordedMarket, virtualClock } from '../../simulator/index';
import { randomOf } from '../../simulator/market/random';
import type { Strategy } from '../../strategy/world';
import { backtestError, placeIn } from '../run/backtest-error';
import type { BacktestConfig } from '../run/config';
import { watchLaterWork } from './later-work';
import type { WorkerMessage } from './messages';
import { closeGate, prototypeOfFiles } from './no-real-io';
import { createPlay } from './play';
import { virtualGlobals } from './virtual-globals';

const post = (message: WorkerMessage): void => parentPort?.postMessage(message);

/** Real time between two signs of life, ms. */
const progressEvery = 200;

const config = workerData as BacktestConfig;
const module = config.strategy.startsWith('file:') ? fileURLToPath(config.strategy) : config.strategy;

const isTagged = (error: unknown): error is { readonly _tag: string; readonly message: string } =>
  typeof error === 'object' && error !== null && '_tag' in error;

const fail = (error: unknown): void => {
  if (isTagged(error)) {
    post({ type: 'failed', message: error.message, fields: { ...error } });
    return;
  }
  const place = placeIn(error instanceof Error ? (error.stack ?? '') : '', module);
  fail(backtestError('strategy', causeOf(error), place));
};

/** Returns the place where a module could not be loaded. The error of its syntax does not name one, but a check by Node does. */
const loadingPlace = (error: unknown): ReturnType<typeof placeIn> => {
  const place = placeIn(error instanceof Error ? (error.stack ?? '') : '', module);
  if (place.line !== null || !(error instanceof SyntaxError)) return place;
  const { stderr } = spawnSync(process.execPath, ['--check', module], { encoding: 'utf8', timeout: 10_000 });
  return placeIn(stderr, module);
};

const loadStrategy = async (): Promise<Strategy> => {
  let loaded: { readonly default?: unknown };
  try {
    loaded = (await import(config.strategy)) as { readonly default?: unknown };
  } catch (error) {
    const place = loadingPlace(error);
    throw backtestError('strategy', `the module could not be loaded: ${causeOf(error)}`, place);
  }
  const { default: strategy } = loaded;
  if (typeof strategy !== 'function') {
    const { configError } = await import('../../model/errors');
    throw configError(
      'strategy',
      'a module whose default export is a strategy',
      `${module}: ${typeof strategy}`,
    );
  }
  return strategy as Strategy;
};

/** Returns the end of what is played, for the progress. */
const endOf = ({ recorded, to = Infinity }: RecordedDescription): number =>
  Math.min(
    to,
    typeof recorded === 'object' && 'events' in recorded
      ? (recorded.events.at(-1)?.t ?? 0)
      : (recordedEnd(recorded) ?? 0),
  );

/**
 * The most steps of the clock without a turn of the event loop. Work in other threads ends in such a turn, and the thread
 * of the run can be reached.
 */
const stepsATurn = 16;

const run = async (): Promise<void> => {
  // The market is made before time is virtual. An impossible one is reported here.
  const { start } = recordedMarket(config.market.recorded, config.market);
  const end = endOf(config.market);
  const shareAt = (at: number): number => Math.min(1, (at - start) / Math.max(1, end - start));
  const openFile = await prototypeOfFiles();
  const later = watchLaterWork();
  const clock = virtualClock(start);
  const { real, begin } = virtualGlobals(clock, randomOf(config.seed, 'strategy').next);
  const strategy = await loadStrategy();
  const strategyHash = createHash('sha256').update(readFileSync(module)).digest('hex');
  begin();
  let reached: unknown;
  const gate = closeGate(module, openFile, (error) => {
    reached ??= error;
  });
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      reached ??= error;
    });
  const play = createPlay(module, config, clock, start, gate, strategyHash);
  play.begin(strategy);
  let reportedAt = real.now();
  for (let step = 1; ; step += 1) {
    later.forget();
    const goesOn = clock.step();
    clock.advanceTo(clock.now());
    // Time goes on only after a turn in which nothing began: a message may cause the next one.
    let isTurnDue = later.isPossible() || step % stepsATurn === 0;
    while (isTurnDue && reached === undefined) isTurnDue = await later.turn();
    if (reached !== undefined) throw reached;
    const failure = play.failure();
    if (failure?.of === 'recording') {
      throw isTagged(failure.error) ? failure.error : backtestError('recording', causeOf(failure.error));
    }
    if (failure !== null) throw failure.error;
    if (!goesOn || play.ended() !== null) break;
    if (real.now() - reportedAt >= progressEvery) {
      reportedAt = real.now();
      post({ type: 'progress', at: clock.now(), share: shareAt(clock.now()), frames: play.frames() });
    }
  }
  post({ type: 'facts', facts: play.facts() });
};

await run().catch(fail);
