import { interval, type Observable, skip, type Subscription, withLatestFrom } from 'rxjs';
import type { OrderRef } from '../../../src/execution/index';
import {
  createExecutionClient,
  type ExecutionDiagnostic,
  type Fill,
  type OrderTransition,
} from '../../../src/execution/index';
import { steppedClock } from '../../../marbles/support/stepped-clock';
import { createVirtualSimulator, virtualClock } from '../../../src/simulator/index';
import { randomOf } from '../../../src/simulator/market/random';
import { newOrderOf, requestOf, textOfAsked } from './asked';
import { watchAssets } from './asset-watch';
import { createChannel } from './channel';
import { createCrowd } from './crowd';
import { end, ourKey } from './draw';
import { watchDifferences } from './difference-watch';
import { createLogbook } from './logbook';
import type { Called, CancelCall, Held, Record } from './record';
import type { Action, Script } from './script';
import { textOfOutcome, textOfTransition } from './texts';
import { watchReads } from './read-watch';
import { watchRelapses } from './relapse';
import { readTruth } from './truth';
import { viewsOf } from './views';
import { createWiretap } from './wiretap';

const start = Date.UTC(2026, 0, 5);
const balances = { jpy: '400000000', btc: '40', eth: '1000' };
/** The time in ms after the last fault: longer than every wait of the client's, so that nothing is left to come. */
const calm = 150_000;

export interface Played {
  readonly record: Record;
  /** The violations during the play. */
  readonly watched: readonly string[];
  readonly history: readonly string[];
  readonly hash: string;
}

/** An observer of the life of a call. */
interface Observer {
  readonly life: Observable<OrderTransition>;
  readonly subscription: Subscription;
}

/** Plays a script: our client, another program of its account and all others, at one venue on one clock. */
export const playWorld = ({ settings, quirks, actions, faults, overtaken }: Script): Played => {
  const clock = virtualClock(start);
  /** The clock of our client's machine. */
  const machine = steppedClock(clock);
  /** The greatest lead of its time of day so far, ms. */
  let ahead = 0;
  let shift = 0;
  const { latency, authentication, exclusiveAccount, settle, writeTimeout } = settings;
  const sim = createVirtualSimulator({
    scheduler: clock,
    participants: false,
    latency,
    quirks,
    accounts: [{ apiKey: ourKey, apiSecret: 'secret', balances }],
    faults,
  });
  const crowd = createCrowd(sim);
  // Accounts are numbered as they are opened, and ours came first.
  const user = sim.venue.openAccount({ class: 'user' }) - 3;
  const book = createLogbook(start, () => clock.now(), sim.journal);
  const reads = watchReads(sim.sendRequest, () => clock.now(), authentication === 'nonce');
  const wiretap = createWiretap(reads.sendRequest, () => clock.now());
  const assetWatch = watchAssets(sim.venue.assets(user), ourKey, sim.journal, (stamp) => stamp - ahead);
  const channel = createChannel(sim.openPubnub, overtaken, clock, assetWatch.hear);
  const exec = createExecutionClient({
    ...sim.urls,
    apiKey: ourKey,
    apiSecret: 'secret',
    scheduler: machine,
    random: randomOf('storm', 'client').next,
    sendRequest: wiretap.sendRequest,
    openPubnub: channel.openPubnub,
    authentication,
    exclusiveAccount,
    settle,
    writeTimeout,
  });

  const calls = new Map<number, Called>();
  const observers = new Map<number, Observer>();
  const cancels: CancelCall[] = [];
  const fills: Fill[] = [];
  const diagnostics: ExecutionDiagnostic[] = [];
  const foreign = new Set<number>();
  let held: Held = { orders: new Map(), assets: new Map(), positions: new Map() };
  exec.fills$.subscribe((fill) => fills.push(fill));
  const relapses = watchRelapses();
  exec.orders$.subscribe((orders) => {
    held = { ...held, orders };
    relapses.look(orders);
  });
  exec.assets$.subscribe((assets) => {
    held = { ...held, assets };
    assetWatch.look(assets);
  });
  exec.positions$.subscribe((positions) => (held = { ...held, positions }));
  const truth = readTruth(sim, user, ourKey);
  const hidesInactive = quirks.inactiveOrders === 'hidden';
  const differences = watchDifferences(settle, () => clock.now(), reads.heldUpFor);
  interval(1_000, clock)
    .pipe(withLatestFrom(exec.connection$))
    .subscribe(([, { state }]) => {
      if (state === 'open') differences.look(...viewsOf(held, fills, truth(), hidesInactive));
      else differences.lose();
    });
  exec.diagnostics$.subscribe((diagnostic) => {
    diagnostics.push(diagnostic);
    differences.hear(diagnostic);
    book.note(`diagnostic ${JSON.stringify(diagnostic)}`);
  });

  const follow = (
    what: Pick<Called, 'id' | 'asked' | 'replaces' | 'cancelOnUnsubscribe'>,
    life: Observable<OrderTransition>,
  ): void => {
    const call: Called = {
      ...what,
      askedAt: clock.now(),
      transitions: [],
      sent: [],
      refusal: null,
      leftAt: null,
      error: null,
      isOver: false,
    };
    const { id } = call;
    calls.set(id, call);
    observers.set(id, { life, subscription: observe(call, life) });
  };
  /** Observes a life from the point at which it was last observed. */
  const observe = (call: Called, life: Observable<OrderTransition>): Subscription =>
    life.pipe(skip(call.transitions.length)).subscribe({
      next: (transition) => {
        if (transition.type === 'Submitted') wiretap.leaves(call);
        call.transitions.push({ at: clock.now(), transition });
        book.note(`call ${call.id}: ${textOfTransition(transition)}`);
      },
      error: (error: unknown) => {
        call.error = error;
        call.isOver = true;
        book.note(`call ${call.id}: error ${String(error)}`);
      },
      complete: () => (call.isOver = true),
    });
  /** Lets an observer leave. Another one follows the life to its end: from before the leaving, or from after it. */
  const leave = (id: number, isRelieved: boolean): void => {
    const [call, observer] = [calls.get(id), observers.get(id)];
    if (call === undefined || observer === undefined || call.isOver) return;
    book.note(
      `call ${id}: ${isRelieved ? 'another observer comes, the first leaves' : 'its observer leaves'}`,
    );
    const { life, subscription } = observer;
    if (!isRelieved) {
      subscription.unsubscribe();
      call.leftAt = clock.now();
    }
    observers.set(id, { life, subscription: observe(call, life) });
    subscription.unsubscribe();
  };
  const followCancel = (refs: readonly OrderRef[], outcomes$: ReturnType<typeof exec.cancelAll>): void => {
    const call: CancelCall = { refs, askedAt: clock.now(), outcomes: [], error: null, overAt: null };
    cancels.push(call);
    outcomes$.subscribe({
      next: (outcome) => {
        call.outcomes.push(outcome);
        book.note(`cancel: ${textOfOutcome(outcome)}`);
      },
      error: (error: unknown) => {
        call.error = error;
        call.overAt = clock.now();
        book.note(`cancel: error ${String(error)}`);
      },
      complete: () => (call.overAt = clock.now()),
    });
  };
  /** Returns the order of a call, as soon as its life has emitted it. */
  const orderOf = (id: number): OrderRef | undefined => {
    for (const { transition } of calls.get(id)?.transitions ?? [])
      if (transition.type === 'Accepted') return transition.order;
    return undefined;
  };
  const refsOf = (targets: readonly number[]): readonly OrderRef[] =>
    targets.flatMap((target) => orderOf(target) ?? []);

  const act = (action: Action): void => {
    switch (action.type) {
      case 'tide':
        crowd.tide(action.pair, action.mid, action.lots);
        break;
      case 'submit': {
        const { id, order, allowEqual, cancelOnUnsubscribe } = action;
        book.note(
          `call ${id}: submit ${textOfAsked(order)}${cancelOnUnsubscribe ? ', cancelled when left' : ''}`,
        );
        follow(
          { id, asked: order, replaces: null, cancelOnUnsubscribe },
          exec.submitOrder(requestOf(order), { allowEqualInFlight: allowEqual, cancelOnUnsubscribe }),
        );
        break;
      }
      case 'clock':
        book.note(`the clock is set by ${action.by / 1_000} s`);
        shift += action.by;
        ahead = Math.max(ahead, shift);
        machine.step(action.by);
        break;
      case 'leave':
        leave(action.target, action.isRelieved);
        break;
      case 'replace': {
        const ref = orderOf(action.target);
        if (ref === undefined) break;
        book.note(`call ${action.id}: replace order ${ref.orderId} at ${action.price}`);
        follow(
          { id: action.id, asked: null, replaces: ref.orderId, cancelOnUnsubscribe: false },
          exec.replaceOrder(ref, { price: action.price }),
        );
        break;
      }
      case 'cancel': {
        const refs = refsOf(action.targets);
        const [first, ...others] = refs;
        if (first === undefined) break;
        const { pair } = first;
        const ofPair = refs.filter((ref) => ref.pair === pair);
        book.note(`cancel order ${ofPair.map(({ orderId }) => orderId).join(' ')}`);
        if (others.length === 0) followCancel([first], exec.cancelOrder(first));
        else
          followCancel(ofPair, exec.cancelOrders({ pair, orderIds: ofPair.map(({ orderId }) => orderId) }));
        break;
      }
      case 'cancel-all':
        book.note('cancel all');
        followCancel([], exec.cancelAll());
        break;
      case 'foreign': {
        const placed = sim.venue.submitOrder(user, newOrderOf(action.order));
        if (!('orderId' in placed)) break;
        foreign.add(placed.orderId);
        book.note(`another program: order ${placed.orderId} ${textOfAsked(action.order)}`);
        break;
      }
      case 'foreign-cancel': {
        const ref = orderOf(action.target);
        if (ref !== undefined) sim.venue.cancelOrder(user, ref.pair, ref.orderId);
        break;
      }
      case 'invalidate': {
        const ref = orderOf(action.target);
        if (ref !== undefined) sim.venue.invalidateOrders(user, ref.pair, [ref.orderId]);
      }
    }
  };

  for (const action of actions) clock.schedule(() => act(action), action.at);
  clock.advanceTo(start + end);
  sim.faults.clear();
  clock.advanceTo(start + end + calm);
  book.catchUp();

  const journal = sim.journal();
  for (const entry of journal) if (entry.type === 'foreign-order') foreign.add(entry.orderId);
  const record: Record = {
    apiKey: ourKey,
    calls: [...calls.values()].map((call) => ({ ...call })),
    cancels: cancels.map((call) => ({ ...call })),
    sent: wiretap.sent,
    toldRefused: wiretap.toldRefused,
    acknowledged: wiretap.acknowledged,
    fills: [...fills],
    diagnostics: [...diagnostics],
    foreign,
    journal,
    held,
    truth: truth(),
    limits: { UPDATE: 6, QUERY: 10 },
    hidesInactive,
  };
  const watched = [
    ...relapses.violations,
    ...channel.violations,
    ...assetWatch.violations,
    ...differences.violations,
  ];
  const played = { record, watched, history: [...book.lines()], hash: book.hash() };
  void exec.close();
  sim.close();
  return played;
};
