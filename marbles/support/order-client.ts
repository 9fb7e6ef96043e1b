import { concatMap, defer, EMPTY, ignoreElements, map, NEVER, type Observable, throwError } from 'rxjs';
import {
  composeExecutionClient,
  type ExecutionClient,
  type ExecutionParts,
} from '../../src/execution/client';
import { defaultPnl } from '../../src/execution/account/pnl-options';
import { GuardConfig } from '../../src/execution/guards/config';
import type { HaltEvent, Profit } from '../../src/execution/index';
import { noJournal } from '../../src/execution/journal/order-journal';
import type { CancelOutcome } from '../../src/model/cancel-outcome';
import type { OrderTransition } from '../../src/model/order-transition';
import type { Clock } from '../../src/operators/clock';
import { watchLeaps } from '../../src/operators/leaps';
import { resolveOptions } from '../../src/options/options';
import {
  signOfFill,
  signOfHalt,
  signOfMoney,
  signOfOutcome,
  signOfState,
  signOfTransition,
  together,
} from './order-alphabet';
import { ref, request } from './order-cast';
import { apiOf, type Calls } from './order-venue';

/** Creates a client of the stubbed venue. */
export const clientOf = (
  clock: Clock,
  rest: Partial<Calls>,
  parts: Partial<ExecutionParts> = {},
): ExecutionClient =>
  composeExecutionClient({
    api: apiOf(rest),
    stream$: NEVER,
    guards: resolveOptions(GuardConfig, undefined),
    pnl: defaultPnl,
    watched: watchLeaps(clock),
    journal: noJournal,
    touch: () => throwError(() => new Error('the best prices were not expected')),
    settle: 10_000,
    exclusiveAccount: false,
    linger: 0,
    release: () => Promise.resolve(),
    ...parts,
  });

/** A call of the client, or one of its feeds. */
export type Call = (exec: ExecutionClient) => Observable<unknown>;

type Signs = (value: never) => string | null;

/** A value and its sign. */
type Told = readonly [sign: string, value: unknown];

const isHalt = (value: object): value is HaltEvent =>
  'type' in value &&
  [
    'Halted',
    'Canceling',
    'CancelOutcome',
    'Remaining',
    'Unreadable',
    'Closing',
    'NotClosed',
    'Flat',
  ].includes(String(value.type));

/** Returns the sign of a value that a call emits. */
const signOf = (value: unknown): string | null => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '*';
  if ('kind' in value) return '*';
  if (isHalt(value)) return signOfHalt(value);
  return 'orderId' in value
    ? signOfOutcome(value as CancelOutcome)
    : signOfTransition(value as OrderTransition);
};

const ids = (orders: readonly { readonly orderId: number }[]): string =>
  together(orders.map(({ orderId }) => orderId));

/** Returns the holdings of the only pair, the gain, and the open profit; nothing if there was no fill. */
const gainOf = ({ pairs }: Profit): object => {
  const [only] = pairs.values();
  return only === undefined
    ? { held: null }
    : {
        held: only.held.spot.amount,
        realized: only.realized.average,
        unrealized: only.unrealized?.average ?? null,
      };
};

const calls: Readonly<Record<string, readonly [Call, Signs?]>> = {
  submit: [(exec) => exec.submitOrder(request)],
  track: [(exec) => exec.trackOrder(ref)],
  cancel: [(exec) => exec.cancelOrder(ref)],
  cancelAll: [(exec) => exec.cancelAll()],
  replace: [(exec) => exec.replaceOrder(ref, { price: '359.5' })],
  halt: [(exec) => exec.halt()],
  close: [(exec) => defer(() => (void exec.close(), EMPTY))],
  events: [(exec) => exec.privateEvents$],
  diagnostics: [(exec) => exec.diagnostics$],
  connection: [(exec) => exec.connection$, signOfState],
  pnl: [(exec) => exec.pnl$.pipe(map(gainOf)), () => '%'],
  orders: [(exec) => exec.orders$, (orders: ReadonlyMap<number, unknown>) => together(orders.keys())],
  fills: [(exec) => exec.fills$, signOfFill],
  assets: [
    (exec) => exec.assets$.pipe(map((assets) => assets.get('jpy'))),
    (jpy: { readonly freeAmount: string }) => signOfMoney(jpy.freeAmount),
  ],
  available: [(exec) => exec.available$.pipe(map((free) => free.get('jpy'))), signOfMoney],
  positions: [
    (exec) =>
      exec.positions$.pipe(
        concatMap((positions) => [[...positions.values()].flatMap(({ long, short }) => [long, short])]),
      ),
    (sides: readonly ({ readonly positionSide: string } | null | undefined)[]) =>
      together(sides.flatMap((side) => (side ? [side.positionSide === 'long' ? '>' : '<'] : []))),
  ],
};

/**
 * The lines of a halt in addition to its own: the orders it cancels, the outcomes, the remaining orders; and all of
 * them in their order.
 */
const ofHalt: Readonly<Record<string, (event: HaltEvent) => string | null>> = {
  aims: (event) => (event.type === 'Canceling' ? ids(event.orders) : null),
  outcomes: (event) => (event.type === 'CancelOutcome' ? signOfOutcome(event.outcome) : null),
  left: (event) => (event.type === 'Remaining' ? ids(event.orders) : null),
  course: (event) =>
    ofHalt['aims']?.(event) ?? ofHalt['outcomes']?.(event) ?? ofHalt['left']?.(event) ?? signOfHalt(event),
};

/** Returns the call whose line says when this one is observed. */
export const callOf = (name: string): string => (ofHalt[name] === undefined ? name : 'halt');

/** Returns every call by its name in a drawing. A name with a digit observes the same Observable once more. */
export const observerOf = (
  exec: ExecutionClient,
  own: Readonly<Record<string, Call>>,
): ((name: string, isDrawn: boolean) => Observable<Told>) => {
  const made = new Map<string, Observable<unknown>>();
  return (line, isDrawn) => {
    const name = callOf(line).replace(/\d$/, '');
    const [known, signs = signOf] = calls[name] ?? [];
    const call = own[name] ?? known;
    if (call === undefined) throw new Error(`no line and no call is named ${name}`);
    const told$ = made.get(name) ?? call(exec);
    made.set(name, told$);
    if (!isDrawn) return told$.pipe(ignoreElements());
    const sign = ofHalt[line] ?? signs;
    return told$.pipe(
      concatMap((value): readonly Told[] => {
        const told = sign(value as never);
        return told === null ? [] : [[told, value]];
      }),
    );
  };
};
