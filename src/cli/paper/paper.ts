import type { Observable } from 'rxjs';
import { defer, filter, ignoreElements, map, merge, switchMap, take, tap, timeout } from 'rxjs';
import type { Paper } from '../../backtest/index';
import { configError } from '../../model/errors';
import type { Fill } from '../../model/fill';
import type { Pair } from '../../model/pair';
import type { MarketNotice } from '../../simulator/index';
import { isPlainDecimal } from '../../model/decimal';
import { alongside } from '../common/alongside';
import { awaitedAtEnd } from '../common/at-end';
import { closingAfter } from '../common/closing-after';
import { describeDiagnostic } from '../common/describe-diagnostic';
import { exit, exitCodes } from '../common/exit-codes';
import { type CliOptions, given, usageError } from '../common/options';
import { notice } from '../common/output';

/** A paper account of the command line: no key, no real money, the live venue's prices. */

export const defaultPaperFile = 'rx-bitbank-paper.json';
export const defaultPaperStart = 'jpy=1000000';

export const paperOptions = {
  paper: { type: 'boolean', default: false },
  'paper-file': { type: 'string' },
  'paper-start': { type: 'string' },
  'public-url': { type: 'string' },
  'stream-url': { type: 'string' },
} as const satisfies CliOptions;

export const paperHelp = `  --paper                with paper money at the venue's live prices; needs no key, and sends nothing there
  --paper-file FILE      where the paper account is kept; by default ${defaultPaperFile}
  --paper-start LIST     the balances of a new one; by default ${defaultPaperStart}, as jpy=500000,btc=0.1`;

export const marketUrlHelp = `  --public-url URL       where --paper reads the market; by default https://public.bitbank.cc
  --stream-url URL       the stream of that market; by default wss://stream.bitbank.cc`;

/** The choice of a paper account: parsed {@link paperOptions}, and the source of the prices. */
export interface PaperChoice {
  readonly paper?: boolean;
  readonly 'paper-file'?: string | undefined;
  readonly 'paper-start'?: string | undefined;
  readonly 'stream-url'?: string | undefined;
  readonly 'public-url'?: string | undefined;
  readonly 'api-url'?: string | undefined;
}

/** Throws a `UsageError` if options of a paper account are given without one. */
export const refusePaperParts = (choice: PaperChoice): void => {
  if (choice.paper === true) return;
  for (const part of ['paper-file', 'paper-start'] as const)
    if (choice[part] !== undefined) throw usageError(`--${part} needs --paper`);
};

const balancesOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text.split(',').map((part): readonly [string, string] => {
      const [asset = '', amount = '', ...more] = part.split('=');
      if (asset === '' || more.length > 0 || !isPlainDecimal(amount))
        throw configError('--paper-start', 'amounts by asset as jpy=500000,btc=0.1', part);
      return [asset, amount];
    }),
  );

const noticeText = (event: MarketNotice): string => {
  switch (event.kind) {
    case 'fill-assumed':
      return `order ${event.orderId} is filled by guess (${event.cause}): ${event.amount} at ${event.price}`;
    case 'order-unproven':
      return `order ${event.orderId} ${event.outcome === 'rests' ? 'rests unmatched' : 'is rejected'}: the book of ${event.pair} is not known`;
    case 'market-unknown':
      return `the book of ${event.pair} is not known: ${event.cause}`;
    case 'market-known':
      return `the book of ${event.pair} is known`;
  }
};

export const fillText = ({ side, amount, pair, price, makerTaker }: Fill): string =>
  `paper ${side === 'buy' ? 'bought' : 'sold'} ${amount} ${pair} at ${price}, ${makerTaker}`;

/** Runs an action on the paper account of the command line. The account is closed, and kept, when the action ends. */
export const withPaper = <A>(
  choice: PaperChoice,
  pairs: readonly Pair[] | undefined,
  use: (paper: Paper) => Observable<A>,
  print: (text: string) => void = notice,
): Observable<A> =>
  defer(async () => {
    const file = choice['paper-file'] ?? defaultPaperFile;
    const balances = balancesOf(choice['paper-start'] ?? defaultPaperStart);
    const { createPaper } = await import('../../backtest/index');
    const paper = await createPaper({
      balances,
      file,
      pairs,
      ...given({
        streamUrl: choice['stream-url'],
        publicUrl: choice['public-url'],
        apiUrl: choice['api-url'],
      }),
    });
    notice(`paper money, kept in ${file}: nothing is sent to the venue`);
    return paper;
  }).pipe(
    switchMap((paper) => {
      const printed$ = merge(
        paper.notices$.pipe(
          filter(({ kind }) => kind !== 'market-known'),
          map(noticeText),
        ),
        paper.failed$.pipe(map(({ message }) => message)),
        paper.exec.diagnostics$.pipe(map(describeDiagnostic)),
      ).pipe(tap(print), ignoreElements());
      return closingAfter(use(paper).pipe(alongside<A, never>(printed$)), () => awaitedAtEnd(paper.close()));
    }),
  );

/** The time limit in ms for the book of a pair to arrive. */
const bookWithin = 20_000;

/** Runs an action once the book is known. An order that comes before it is rejected, or rests unmatched. */
export const onceKnown = <A>({ data }: Paper, pair: Pair, act: () => Observable<A>): Observable<A> =>
  data.book$(pair).pipe(
    filter(({ stale }) => !stale),
    take(1),
    timeout({
      first: bookWithin,
      with: () => {
        notice(`no book of ${pair} within ${bookWithin / 1_000} s: nothing was placed`);
        throw exit(exitCodes.failed);
      },
    }),
    switchMap(act),
  );
