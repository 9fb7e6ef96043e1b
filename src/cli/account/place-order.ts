import { asyncScheduler, defer, finalize, takeWhile, tap, type Observable } from 'rxjs';
import type { ExecutionClientOptions, GuardOptions, Trading } from '../../execution/index';
import { createDataClient } from '../../index';
import type { OrderRequest } from '../../model/order';
import type { OrderTransition } from '../../model/order-transition';
import { stampOf } from '../../operators/clock';
import { exit, exitCodes } from '../common/exit-codes';
import { given, usageError } from '../common/options';
import { notice, printJson, printLine } from '../common/output';
import { onceKnown, type PaperChoice } from '../paper/paper';
import { type AccountChoice, type AccountVenue, withAccount, withTrading } from './client';
import { onceConfirmed } from './confirm';
import { dryPorts, dryRun } from './dry-run';
import { describeRequest, isAwaited, orderExitCode, type OrderWait, transitionLine } from './order-text';

/** The order of the command line `rx-bitbank order`. */
export interface Placing {
  readonly request: OrderRequest;
  readonly wait: OrderWait;
  /** The limits of `--guards`. */
  readonly guards: GuardOptions | null;
  readonly choice: AccountChoice &
    PaperChoice & {
      readonly yes: boolean;
      readonly json: boolean;
      readonly 'dry-run': boolean;
      readonly 'stream-url'?: string | undefined;
    };
}

const markets = ['maxDistance', 'maxBookAge'] as const;

/** Returns the guards with the market that they need. Throws a `UsageError` if that can't be known. */
const guardsAt = (limits: GuardOptions, venue: AccountVenue): GuardOptions => {
  if (!markets.some((name) => name in limits)) return limits;
  if (venue.apiUrl !== undefined && (venue.publicUrl === undefined || venue.streamUrl === undefined))
    throw usageError(
      `${markets.join(' and ')} of --guards need the market: give --stream-url and --public-url`,
    );
  return { ...limits, market: createDataClient(venue) };
};

/** Describes the state of an order to a user who stops following it, with the command that shows or cancels it. */
const leavingNotice = (
  { pair }: OrderRequest,
  last: OrderTransition | undefined,
  { sim, paper }: Placing['choice'],
): string => {
  if (sim === true) return 'the simulated exchange has ended, and the order with it';
  const where = paper === true ? ' --paper' : '';
  return last !== undefined && 'order' in last && last.order !== null
    ? `the order lives on: rx-bitbank cancel ${pair} ${last.order.orderId}${where}`
    : `the order may have been placed: see rx-bitbank orders ${pair}${where}`;
};

/** Prints the life of the order; ends with an `Exit`. */
const follow = (
  client: Trading,
  { request, wait, choice }: Placing,
  print: (transition: OrderTransition) => void,
): Observable<unknown> =>
  defer(() => {
    let last: OrderTransition | undefined;
    let isOver = false;
    return client.submitOrder(request).pipe(
      tap((transition) => {
        last = transition;
        print(transition);
      }),
      takeWhile((transition) => !isAwaited(transition, wait), true),
      tap({
        error: () => (isOver = true),
        complete: () => {
          isOver = true;
          const code = orderExitCode(last, wait);
          if (code !== exitCodes.done) throw exit(code);
        },
      }),
      finalize(() => {
        if (!isOver) notice(leavingNotice(request, last, choice));
      }),
    );
  });

/** Places the order, or shows what would be placed, and ends with an `Exit`. It loads the clients, which `order --help` does not need. */
export const placeOrder = (placing: Placing): Observable<unknown> => {
  const { request, guards, choice } = placing;
  const print = (transition: OrderTransition): void =>
    choice.json ? printJson(transition) : printLine(transitionLine(transition, stampOf(asyncScheduler)));
  const market = given({ publicUrl: choice['public-url'], streamUrl: choice['stream-url'] });
  const limits = (venue: AccountVenue): Partial<ExecutionClientOptions> =>
    guards === null ? {} : { guards: guardsAt(guards, { ...venue, ...market }) };
  if (choice['dry-run']) {
    const { options: dry, written$ } = dryPorts();
    const isRefused = (transition: OrderTransition): void => {
      print(transition);
      throw exit(exitCodes.rejectedHere);
    };
    return withAccount(
      choice,
      (client, venue) =>
        dryRun(
          client,
          { ...venue, ...market },
          request,
          written$,
          Object.keys(guards ?? {}),
          choice.json,
          isRefused,
        ),
      (venue) => ({ ...dry, ...limits(venue) }),
    );
  }
  return onceConfirmed(choice, `${describeRequest(request)}: place it`, () =>
    withTrading(
      choice,
      [request.pair],
      (client, paper) => {
        const follow$ = (): Observable<unknown> => follow(client, placing, print);
        return paper === null ? follow$() : onceKnown(paper, request.pair, follow$);
      },
      limits,
    ),
  );
};
