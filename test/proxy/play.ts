import { monitorEventLoopDelay } from 'node:perf_hooks';
import { skip, type Observable, type Subscription } from 'rxjs';
import { undiciHttp } from '../../src/connectivity/http-undici';
import {
  createExecutionClient,
  type ExecutionClient,
  type ExecutionDiagnostic,
  type Fill,
  type OrderJournal,
  type OrderRef,
  type OrderTransition,
} from '../../src/execution/index';
import type { Simulator } from '../../src/simulator/index';
import { type Random, randomOf } from '../../src/simulator/market/random';
import { requestOf } from '../storm/orders/asked';
import { levels } from '../storm/orders/draw';
import { violationsOf } from '../storm/orders/oracle';
import type { Called, CancelCall, Held, Record } from '../storm/orders/record';
import { type Asked, pairs } from '../storm/orders/script';
import { refusalViolations } from '../storm/orders/refusal-oracle';
import { readTruth } from '../storm/orders/truth';
import { createWiretap } from '../storm/orders/wiretap';
import { type Break, startFaultProxy } from './fault-proxy';
import { type Transfers, transferViolations, watchTransfers } from './transfers';

export interface Player {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** The user at the venue. */
  readonly user: number;
}

export interface Outcome {
  readonly violations: readonly string[];
  readonly calls: number;
  readonly done: ReadonlyMap<Break, number>;
  /**
   * The longest time in ms for which this process stood still. Everything that client, proxy and venue do was so much
   * later.
   */
  readonly lag: number;
  readonly record: Record;
  readonly transfers: Transfers;
}

const urlsBehind = (origin: string) => ({
  publicUrl: origin,
  apiUrl: `${origin}/v1`,
  pubnubOrigin: origin,
});

/** The time in ms during which faults occur. */
const blow = 8_000;
/** The time in ms after that within which everything comes right. */
const calm = 90_000;
const orders = 24;

/** Returns the share of broken requests. Few calls move money, so most of them are broken. */
const rateOf = (path: string): number =>
  path.startsWith('/v2/') ? 0.3 : /request_withdrawal|confirm_deposits/.test(path) ? 0.8 : 0.35;

const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

const drawOrder = ({ chance, between }: Random, last: Asked | null): Asked => {
  // An equal order on its way, which only the order of events distinguishes.
  if (last !== null && chance(0.2)) return last;
  const pair = pairs[between(0, 1)] ?? 'btc_jpy';
  const { mid, step } = levels[pair];
  const side = chance(0.5) ? 'buy' : 'sell';
  const spot = { pair, side, trigger: null, positionSide: null } as const;
  const lots = between(1, 60);
  if (chance(0.25)) return { ...spot, type: 'market', lots, price: null, postOnly: false };
  const away = between(-step, 3 * step) * (side === 'buy' ? -1 : 1);
  return { ...spot, type: 'limit', lots, price: mid + away, postOnly: chance(0.2) };
};

/** Lets one account trade through a proxy that breaks requests, and judges it once nothing is broken any more. */
export const play = async (
  sim: Simulator,
  { apiKey, apiSecret, user }: Player,
  seed: number,
  journal: OrderJournal,
): Promise<Outcome> => {
  const random = randomOf(seed, 'who trades through a proxy');
  const proxy = await startFaultProxy({
    target: sim.urls.publicUrl,
    random: randomOf(seed, 'proxy'),
    rateOf,
  });
  const now = (): number => Date.now();
  const begun = now();
  const delays = monitorEventLoopDelay({ resolution: 10 });
  delays.enable();
  const wiretap = createWiretap(undiciHttp(), now);
  const exec = createExecutionClient({
    ...urlsBehind(proxy.origin),
    apiKey,
    apiSecret,
    sendRequest: wiretap.sendRequest,
    journal,
    settle: 1_500,
    writeTimeWindow: 3_000,
    writeTimeout: 2_000,
    readTimeout: 4_000,
  });

  const calls = new Map<number, Called>();
  const lives = new Map<number, { readonly life: Observable<OrderTransition>; subscription: Subscription }>();
  const cancels: CancelCall[] = [];
  const fills: Fill[] = [];
  const diagnostics: ExecutionDiagnostic[] = [];
  let held: Held = { orders: new Map(), assets: new Map(), positions: new Map() };
  exec.fills$.subscribe((fill) => fills.push(fill));
  exec.orders$.subscribe((orders$) => (held = { ...held, orders: orders$ }));
  exec.assets$.subscribe((assets) => (held = { ...held, assets }));
  exec.positions$.subscribe((positions) => (held = { ...held, positions }));
  exec.diagnostics$.subscribe((diagnostic) => diagnostics.push(diagnostic));
  const truth = readTruth(sim, user, apiKey);
  const transfers = watchTransfers(exec, sim.venue, user, apiKey);

  const observe = (call: Called, life: Observable<OrderTransition>): Subscription =>
    life.pipe(skip(call.transitions.length)).subscribe({
      next: (transition) => {
        if (transition.type === 'Submitted') wiretap.leaves(call);
        call.transitions.push({ at: now(), transition });
      },
      error: (error: unknown) => {
        call.error = error;
        call.isOver = true;
      },
      complete: () => (call.isOver = true),
    });
  const follow = (
    what: Pick<Called, 'asked' | 'replaces' | 'cancelOnUnsubscribe'>,
    life: Observable<OrderTransition>,
  ): void => {
    const id = calls.size + 1;
    const call: Called = {
      ...what,
      id,
      askedAt: now(),
      transitions: [],
      sent: [],
      refusal: null,
      leftAt: null,
      error: null,
      isOver: false,
    };
    calls.set(id, call);
    lives.set(id, { life, subscription: observe(call, life) });
  };
  const leave = (call: Called): void => {
    const observed = lives.get(call.id);
    if (observed === undefined || call.isOver) return;
    observed.subscription.unsubscribe();
    call.leftAt = now();
    observed.subscription = observe(call, observed.life);
  };
  const followCancel = (
    refs: readonly OrderRef[],
    outcomes$: ReturnType<ExecutionClient['cancelAll']>,
  ): void => {
    const call: CancelCall = { refs, askedAt: now(), outcomes: [], error: null, overAt: null };
    cancels.push(call);
    outcomes$.subscribe({
      next: (outcome) => call.outcomes.push(outcome),
      error: (error: unknown) => {
        call.error = error;
        call.overAt = now();
      },
      complete: () => (call.overAt = now()),
    });
  };
  const orderOf = ({ transitions }: Called): OrderRef | undefined => {
    for (const { transition } of transitions) if (transition.type === 'Accepted') return transition.order;
    return undefined;
  };
  const one = (): Called | undefined => calls.get(random.between(1, Math.max(1, calls.size)));

  let last: Asked | null = null;
  const act = (): void => {
    const what = random.next();
    if (what < 0.6 || calls.size < 3) {
      last = drawOrder(random, last);
      const cancelOnUnsubscribe = random.chance(0.25);
      follow(
        { asked: last, replaces: null, cancelOnUnsubscribe },
        exec.submitOrder(requestOf(last), { cancelOnUnsubscribe }),
      );
      return;
    }
    const call = one();
    const ref = call && orderOf(call);
    if (call === undefined) return;
    if (what < 0.68) leave(call);
    else if (what < 0.72) followCancel([], exec.cancelAll());
    else if (what < 0.8) transfers.withdraw(random);
    else if (ref === undefined) return;
    else if (what < 0.92) followCancel([ref], exec.cancelOrder(ref));
    else
      follow(
        { asked: null, replaces: ref.orderId, cancelOnUnsubscribe: false },
        exec.replaceOrder(ref, { price: levels[pairs.find((pair) => pair === ref.pair) ?? 'btc_jpy'].mid }),
      );
  };

  for (let acted = 0; acted < orders + 12; acted += 1) {
    await sleep(random.between(0, (2 * blow) / (orders + 12)));
    if (acted % 12 === 6) transfers.confirm();
    if (acted === 24) transfers.confirmAll();
    act();
  }
  await sleep(Math.max(0, begun + blow - now()));
  proxy.heal();

  const recordNow = (): Record => ({
    apiKey,
    calls: [...calls.values()].map((call) => ({ ...call })),
    cancels: cancels.map((call) => ({ ...call })),
    sent: wiretap.sent,
    toldRefused: wiretap.toldRefused,
    acknowledged: wiretap.acknowledged,
    fills: [...fills],
    diagnostics: [...diagnostics],
    foreign: new Set(),
    journal: sim.journal(),
    held,
    truth: truth(),
    // A proxy that holds requests up and doubles them lets more arrive together than left.
    limits: { UPDATE: Infinity, QUERY: Infinity },
    hidesInactive: false,
  });
  const judged = (): { readonly record: Record; readonly violations: readonly string[] } => {
    const record = recordNow();
    // The proxy itself refuses the time of requests, as often as it likes.
    const excused = refusalViolations(record);
    const violations = violationsOf(record).filter((text) => !excused.includes(text));
    return { record, violations: [...violations, ...transferViolations(transfers.all(), record)] };
  };
  let verdict = judged();
  for (const until = now() + calm; verdict.violations.length > 0 && now() < until; verdict = judged())
    await sleep(500);
  delays.disable();
  await exec.close();
  await proxy.close();
  return {
    ...verdict,
    calls: wiretap.sent.length,
    done: proxy.done,
    lag: delays.max / 1e6,
    transfers: transfers.all(),
  };
};
