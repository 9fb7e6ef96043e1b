import {
  catchError,
  concatMap,
  forkJoin,
  ignoreElements,
  map,
  merge,
  NEVER,
  of,
  Subject,
  take,
  tap,
  type Observable,
} from 'rxjs';
import { nodeHttp } from '../../connectivity/http-node';
import type { HttpRequest } from '../../connectivity/ports';
import { createDataClient } from '../../index';
import type { ExecutionClient, ExecutionClientOptions } from '../../execution/index';
import type { Level } from '../../model/order-book';
import type { OrderRequest } from '../../model/order';
import type { OrderTransition } from '../../model/order-transition';
import { printJson, printLine } from '../common/output';
import type { AccountVenue } from './client';
import { estimateOf, type Estimate } from './estimate';

/** POST requests that only read. */
const readingPosts = /\/user\/spot\/orders_info$/;

/** The headers whose values are shown. The others are keys and signatures, or later headers that may hold some. */
const shownHeaders = ['Content-Type', 'ACCESS-REQUEST-TIME', 'ACCESS-TIME-WINDOW', 'ACCESS-NONCE'];

/** Creates ports of a client that read but never write. They report the requests that would have been written. */
export const dryPorts = (): {
  readonly options: Partial<ExecutionClientOptions>;
  readonly written$: Observable<HttpRequest>;
} => {
  const written = new Subject<HttpRequest>();
  const proxy = process.env['BITBANK_PROXY'] || undefined;
  const send = nodeHttp(proxy === undefined ? {} : { proxy });
  return {
    written$: written,
    options: {
      openPubnub: () => NEVER,
      sendRequest: (request) => {
        if (request.method === 'GET' || readingPosts.test(new URL(request.url).pathname))
          return send(request);
        written.next(request);
        return NEVER;
      },
    },
  };
};

/** The output of `order --dry-run`. */
export interface DryRun {
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
  /** The names of the guards that were checked. The rules of the pair are always checked. */
  readonly guards: readonly string[];
  readonly estimate: Estimate | null;
}

const shown = ({ method, url, headers = {}, body = '{}' }: HttpRequest): DryRun['request'] => ({
  method,
  url,
  headers: Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, shownHeaders.includes(name) ? value : '(hidden)']),
  ),
  body: JSON.parse(body) as unknown,
});

const feeText = ({ maker, taker }: Estimate['fee'], quote: string): string =>
  [
    ...(maker === null ? [] : [`${maker} ${quote} as a maker${maker.startsWith('-') ? ' (a rebate)' : ''}`]),
    ...(taker === null ? [] : [`${taker} ${quote} as a taker`]),
  ].join(', ');

const dryRunLines = ({ request, guards, estimate }: DryRun, { pair }: OrderRequest): readonly string[] => {
  const quote = pair.split('_')[1] ?? '';
  return [
    'Nothing was sent. The request would be:',
    '',
    `${request.method} ${request.url}`,
    ...Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`),
    '',
    JSON.stringify(request.body),
    '',
    'rules   kept',
    `guards  ${guards.length === 0 ? 'none given' : `kept: ${guards.join(', ')}`}`,
    ...(estimate === null
      ? ['value   not known: the book has too few levels']
      : [
          `value   ${estimate.notional} ${quote}, by ${estimate.by}`,
          `locks   ${estimate.locks === null ? 'no asset: a margin order' : `about ${estimate.locks.amount} ${estimate.locks.asset}`}`,
          `fee     ${feeText(estimate.fee, quote)}`,
        ]),
  ];
};

/** One-shot: emits the levels that a request would take; `null` if the book can't be read. */
const levels$ = (
  { pair, side, type }: OrderRequest,
  venue: AccountVenue,
): Observable<readonly Level[] | null> => {
  // The live book says nothing about the book of another venue.
  const isKnown = venue.publicUrl !== undefined || venue.apiUrl === undefined;
  if (type !== 'market' || !isKnown) return of(null);
  return createDataClient(venue)
    .rest.depth({ pair })
    .pipe(
      map(({ bids, asks }) => (side === 'buy' ? asks : bids)),
      catchError(() => of(null)),
    );
};

/**
 * Takes an order through all steps up to its leaving, and prints the request. A refusal is printed like that of any
 * order.
 */
export const dryRun = (
  client: ExecutionClient,
  venue: AccountVenue,
  request: OrderRequest,
  written$: Observable<HttpRequest>,
  guards: readonly string[],
  isJson: boolean,
  isRefused: (transition: OrderTransition) => void,
): Observable<unknown> => {
  const dryRun$ = written$.pipe(
    take(1),
    concatMap((written) =>
      forkJoin([client.rest.instruments(), levels$(request, venue)]).pipe(
        map(([instruments, levels]): DryRun => {
          const instrument = instruments.find(({ pair }) => pair === request.pair);
          return {
            request: shown(written),
            guards,
            estimate: instrument === undefined ? null : estimateOf(request, instrument, levels),
          };
        }),
      ),
    ),
    tap((run) => (isJson ? printJson(run) : dryRunLines(run, request).forEach(printLine))),
  );
  const refused$ = client.submitOrder(request).pipe(
    tap((transition) => {
      if (transition.type === 'Rejected') isRefused(transition);
    }),
  );
  return merge(dryRun$, refused$.pipe(ignoreElements())).pipe(take(1));
};
