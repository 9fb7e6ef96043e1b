import {
  asyncScheduler,
  catchError,
  concat,
  concatMap,
  connect,
  defer,
  distinctUntilChanged,
  filter,
  finalize,
  forkJoin,
  map,
  merge,
  type Observable,
  of,
  repeat,
  takeUntil,
  takeWhile,
  tap,
  throwError,
  timer,
  toArray,
} from 'rxjs';
import { stampOf } from '../operators/clock';
import type { ExecutionClient, CallError, HaltOptions } from '../execution/index';
import { accountHelp, accountOptions, withAccount } from './account/client';
import type { Command } from './common/command';
import { exit, exitCodes } from './common/exit-codes';
import { type CliOptions, parseOptions, refuseMore, usageError } from './common/options';
import { notice, printJson, printLine } from './common/output';
import { parsePair } from './common/pair-argument';
import { timeOfDay } from './screen/numbers';
import { hasFired, noteFired, readHeartbeat } from './watchdog/heartbeat-file';
import { eventOf, watchdogLine, type WatchdogEvent } from './watchdog/text';
import { watchHeartbeat, type HeartbeatWord } from './watchdog/watch-heartbeat';

const defaultTimeout = 5_000;
/**
 * The time in ms that proves an absence: the time window of an order (2 s), clocks (2 s), and the delay of the venue's
 * reads (10 s).
 */
const defaultProof = 14_000;

const help = `Cancels every order when a heartbeat stops: the venue itself has no cancel-on-disconnect.

Usage: rx-bitbank watchdog --file FILE [options]

The first beat arms it: a change of FILE, as heartbeat$ of rx-bitbank/execution writes it. A goodbye there disarms it. When
the beats stop, it cancels all orders of the account, also those of other programs, until it is proven that none is open,
and ends. If a supervisor starts it again, it watches again. Margin positions stay open, without the stops that
protected them, and the last line names them; --close-positions closes them.

Options:
  --file FILE            the heartbeat
  --timeout MS           the silence after which it fires; by default ${defaultTimeout}
  --pair PAIR            cancels the orders of this pair only; may be repeated
  --close-positions F    then closes margin positions for 30 s, by limit orders no further than the fraction F (0.01 is 1 %)
                         beyond the best price, and names those that it could not close
  --public-url URL       where that price is read; by default https://public.bitbank.cc
  --arm-now              counts the start as the first beat, unless the last word was a goodbye or it has fired since
  --proof MS             the time after the last beat before it reports that no order is open, because of orders on
                         their way; by default ${defaultProof}
${accountHelp}

Exit codes:
  8    fired: everything is cancelled, and no order is open; see the last line for positions
  1    it can't go on: the keys are refused
  2    a wrong option, argument, pair or key file
  130  Ctrl-C or SIGTERM: open orders live on

Examples:
  rx-bitbank watchdog --file /run/strategy/heartbeat --timeout 5000
  rx-bitbank watchdog --file heartbeat --pair btc_jpy --pair eth_jpy --json
`;

const options = {
  file: { type: 'string' },
  timeout: { type: 'string', default: `${defaultTimeout}` },
  pair: { type: 'string', multiple: true },
  'close-positions': { type: 'string' },
  'public-url': { type: 'string' },
  'arm-now': { type: 'boolean', default: false },
  proof: { type: 'string', default: `${defaultProof}` },
  ...accountOptions,
} as const satisfies CliOptions;

/** The interval of requests at the start until the venue answers, ms. */
const askAgain = 5_000;

const milliseconds = (name: string, text: string, least: number): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > 3_600_000)
    throw usageError(`${name}: expected an integer from ${least} to 3600000, got ${text}`);
  return value;
};

const closingOf = (fraction: string | undefined): Pick<HaltOptions, 'positions' | 'maxSlippage'> => {
  if (fraction === undefined) return {};
  if (!/^0(\.\d+)?$/.test(fraction))
    throw usageError(`--close-positions: expected a fraction from 0 to less than 1, got ${fraction}`);
  return { positions: 'close', maxSlippage: fraction };
};

const parse = (args: readonly string[]) => {
  const { values, positionals } = parseOptions({ args: [...args], options, allowPositionals: true });
  refuseMore('watchdog', 0, positionals);
  const { file } = values;
  const pairs = values.pair?.map(parsePair);
  if (file === undefined || file === '')
    throw usageError('watchdog over which --file? see rx-bitbank watchdog --help');
  const timeout = milliseconds('--timeout', values.timeout, 100);
  const patience = Math.max(0, milliseconds('--proof', values.proof, 0) - timeout);
  const closing = closingOf(values['close-positions']);
  return { file, pairs, timeout, patience, closing, isArmedNow: values['arm-now'], choice: values };
};

type Settings = ReturnType<typeof parse>;

/** True for an error that may be over in a moment. */
const mayPass = (error: CallError): boolean =>
  error._tag === 'VenueError' ? error.class !== 'credential' : error._tag === 'HttpError';

/**
 * Checks the key and the pairs at the start, because a refusal then is better than when the watchdog fires. It asks
 * again until the venue answers.
 */
const check = (client: ExecutionClient, { file, pairs = [], timeout }: Settings): Observable<WatchdogEvent> =>
  forkJoin([client.rest.all.activeOrders().pipe(toArray()), client.rest.instruments()]).pipe(
    map(([orders, instruments]) => {
      const unknown = pairs.find((pair) => !instruments.some((instrument) => instrument.pair === pair));
      if (unknown !== undefined) throw usageError(`--pair: the venue does not list ${unknown}`);
      return orders.length;
    }),
    catchError((error: CallError) => {
      if (!mayPass(error)) return throwError(() => error);
      notice(`the venue can't be asked now: ${error.message}`);
      return of(null);
    }),
    repeat({ delay: () => timer(askAgain) }),
    takeWhile((openOrders) => openOrders === null, true),
    distinctUntilChanged(),
    map((openOrders) => ({ type: 'Watching', at: stampOf(asyncScheduler), file, timeout, openOrders })),
  );

const watch = (client: ExecutionClient, settings: Settings): Observable<WatchdogEvent> => {
  const { file, timeout, isArmedNow } = settings;
  return watchHeartbeat({
    look: () => readHeartbeat(file),
    every: Math.min(250, Math.ceil(timeout / 10)),
    timeout,
    isArmedNow: isArmedNow && !hasFired(file),
    scheduler: asyncScheduler,
  }).pipe(
    takeWhile((state) => state !== 'fired', true),
    concatMap((state) => {
      const event = of(eventOf(state, stampOf(asyncScheduler)));
      return state === 'fired' ? concat(event, fire(client, settings)) : event;
    }),
  );
};

const fire = (
  client: ExecutionClient,
  { file, pairs, patience, closing }: Settings,
): Observable<WatchdogEvent> =>
  defer(() => {
    const last = readHeartbeat(file);
    let isFlat = false;
    return client.halt({ pairs, patience, ...closing }).pipe(
      tap(({ type }) => {
        isFlat = type === 'Flat';
        if (isFlat) keepFired(file, last);
      }),
      finalize(() => {
        if (!isFlat) notice('interrupted while orders may be open: see rx-bitbank orders');
      }),
    );
  });

const keepFired = (file: string, last: HeartbeatWord | null): void => {
  try {
    noteFired(file, last);
  } catch (error) {
    notice(`started again with --arm-now it will fire again: ${(error as Error).message}`);
  }
};

export const watchdogCommand: Command = {
  help,
  options,
  positions: [],
  interruptedCode: exitCodes.interrupted,
  outlivesOutput: true,
  run: (args) =>
    defer(() => {
      const settings = parse(args);
      const print = (event: WatchdogEvent): void =>
        settings.choice.json
          ? printJson(event)
          : printLine(`${timeOfDay(stampOf(asyncScheduler))}  ${watchdogLine(event)}`);
      return withAccount(settings.choice, (client) =>
        watch(client, settings).pipe(
          // A late result of this check must not end the firing.
          connect((watching$) => {
            const fired$ = watching$.pipe(filter(({ type }) => type === 'Fired'));
            return merge(watching$, check(client, settings).pipe(takeUntil(fired$)));
          }),
          tap(print),
          tap(({ type }) => {
            if (type === 'Flat') throw exit(exitCodes.fired);
          }),
        ),
      );
    }),
};
