import { drawQuirks } from '../../../src/simulator/venue/quirks';
import { type Random, randomOf } from '../../../src/simulator/market/random';
import { drawFaults, drawOvertaken } from './draw-faults';
import { withLeaves } from './draw-leaves';
import { drawNewFaults, drawSteps } from './draw-news';
import { drawLastTraps, drawTraps } from './draw-traps';
import { pick } from './pick';
import { type Action, type Asked, pairs, type Script, type Settings, type StormPair } from './script';

const fewest = 200;
const begin = 3_000;
/** The time in ms during which orders are sent. */
const blow = 95_000;

/** The time in ms at which the last orders have left, and dead links are alive again. */
const quiet = blow + 6_000;
/** The time in ms at which the last fault ends. */
export const end = blow + 32_000;

export const ourKey = 'our-key';

/** The prices of a pair around which everything happens, in ticks. */
export const levels: Readonly<Record<StormPair, { readonly mid: number; readonly step: number }>> = {
  btc_jpy: { mid: 13_000_000, step: 400 },
  eth_jpy: { mid: 500_000, step: 40 },
};

const amounts = [10, 20, 30, 50, 120];

const spot = { lots: null, price: null, trigger: null, postOnly: false, positionSide: null };

/**
 * Draws everything of a seed. `more` is the number of earlier draws that were too thin. Each of them adds orders in the
 * same time, and more of them come twice.
 */
export const drawScript = (seed: number, more = 0): Script => {
  const random = randomOf(seed, more === 0 ? 'storm of orders' : `storm of orders, ${more} more`);
  const settings: Settings = {
    authentication: random.chance(0.25) ? 'nonce' : 'time-window',
    exclusiveAccount: random.chance(0.25),
    settle: random.between(2_000, 8_000),
    writeTimeout: random.between(800, 2_500),
    latency: random.between(1, 40),
  };
  const quirks = drawQuirks(random.next);
  const actions = drawActions(random, settings, more);
  const traps = [
    ...drawTraps(random, settings, ourKey, restingBid, taker, actions.length + 1),
    ...drawLastTraps(
      randomOf(seed, 'the last traps'),
      settings,
      ourKey,
      restingBid,
      quiet,
      actions.length + 100,
    ),
  ];
  const all = [...actions, ...traps.flatMap((trap) => trap.actions)];
  return {
    settings,
    quirks,
    actions: [
      ...withLeaves(randomOf(seed, 'who leaves'), settings, all),
      ...drawSteps(randomOf(seed, 'steps of the clock')),
    ].sort((a, b) => a.at - b.at),
    faults: [
      ...drawFaults(random, ourKey, settings),
      ...traps.flatMap((trap) => trap.faults),
      ...drawNewFaults(randomOf(seed, 'what is new'), ourKey),
    ],
    overtaken: drawOvertaken(random),
  };
};

/** An order that is filled immediately. */
const taker: Asked = { ...spot, pair: 'btc_jpy', side: 'buy', type: 'market', lots: 10 };

/** Makes an order too far from the market to be filled. */
const restingBid = (lots: number): Asked => {
  const { mid, step } = levels.eth_jpy;
  return { ...spot, pair: 'eth_jpy', side: 'buy', type: 'limit', lots, price: mid - 60 * step };
};

const drawActions = (
  random: Random,
  { exclusiveAccount, latency }: Settings,
  more: number,
): readonly Action[] => {
  const orders = fewest + 50 * more;
  const tides = pairs.flatMap((pair) => drawTides(random, pair));
  const actions: Action[] = [];
  let id = 0;
  const midAt = (pair: StormPair, at: number): number =>
    tides.findLast((tide) => tide.pair === pair && tide.at <= at)?.mid ?? levels[pair].mid;

  const later = (at: number, from: number, to: number): number => at + random.between(from, to);
  const follow = (at: number, target: number): void => {
    const fate = random.next();
    if (fate < 0.5) actions.push({ at: later(at, 200, 6_000), type: 'cancel', targets: [target] });
    else if (fate < 0.6)
      actions.push({ at: later(at, 200, 6_000), type: 'cancel', targets: someBefore(target) });
    else if (fate < 0.72) replaceLater(at, target);
    else if (fate < 0.75) actions.push({ at: later(at, 500, 5_000), type: 'invalidate', target });
    else if (fate < 0.79 && !exclusiveAccount)
      actions.push({ at: later(at, 500, 5_000), type: 'foreign-cancel', target });
  };
  const someBefore = (target: number): readonly number[] =>
    Array.from({ length: 6 }, (_, i) => target - i).filter((one) => one >= 0);
  const replaceLater = (at: number, target: number): void => {
    const old = actions.find((action) => action.type === 'submit' && action.id === target);
    if (old?.type !== 'submit' || old.order.price === null) return;
    const when = later(at, 300, 8_000);
    const { step } = levels[old.order.pair];
    id += 1;
    actions.push({
      at: when,
      type: 'replace',
      id,
      target,
      price: old.order.price + random.between(-step, step),
    });
  };
  const submit = (at: number, order: Asked): void => {
    id += 1;
    const target = id;
    actions.push({
      at,
      type: 'submit',
      id: target,
      order,
      allowEqual: random.chance(0.8),
      cancelOnUnsubscribe: false,
    });
    follow(at, target);
  };

  for (let count = 0; count < orders; count += 1) {
    const at = begin + Math.floor((count / orders) * (blow - begin)) + random.between(0, 400);
    const pair = random.chance(0.7) ? 'btc_jpy' : 'eth_jpy';
    const order = drawOrder(random, pair, midAt(pair, at), at);
    submit(at, order);
    if (random.chance(0.42 + 0.05 * more)) {
      count += 1;
      submit(at + random.between(0, 2 * latency), order);
    }
    if (!exclusiveAccount && random.chance(0.15))
      actions.push({ at: Math.max(0, at + random.between(-300, 1_500)), type: 'foreign', order });
  }
  if (random.chance(0.5)) actions.push({ at: random.between(20_000, 80_000), type: 'cancel-all' });
  return [...tides, ...actions].sort((a, b) => a.at - b.at);
};

/** Draws an order of a quoter, a taker, a stop or a margin trader. */
const drawOrder = (random: Random, pair: StormPair, mid: number, at: number): Asked => {
  const { step } = levels[pair];
  const side = pick(random, ['buy', 'sell'] as const);
  const away = side === 'buy' ? -1 : 1;
  const lots = pick(random, amounts);
  const near = mid + away * random.between(0, 4) * Math.floor(step / 4);
  const base = { ...spot, pair, side, lots };
  const strategy = random.next();
  if (strategy < 0.42)
    return { ...base, type: 'limit', price: near + away * step, postOnly: random.chance(0.4) };
  if (strategy < 0.52) return { ...base, type: 'limit', price: near, postOnly: random.chance(0.3) };
  if (strategy < 0.62) return { ...base, type: 'limit', price: mid - away * step };
  if (strategy < 0.7) return { ...base, type: 'market', lots: random.chance(0.15) ? 90_000 : lots };
  const trigger = mid - away * random.between(1, 3) * step;
  if (strategy < 0.77) return { ...base, type: 'stop', trigger };
  if (strategy < 0.85) return { ...base, type: 'stop_limit', trigger, price: trigger - away * step };
  const positionSide = pick(random, ['long', 'short'] as const);
  const opens = positionSide === 'long' ? 'buy' : 'sell';
  const margin = { ...base, positionSide };
  if (at < 15_000 || strategy < 0.9) {
    const opening = { ...margin, side: opens } as const;
    return random.chance(0.6) ? { ...opening, type: 'market' } : { ...opening, type: 'limit', price: mid };
  }
  const closing = { ...margin, side: opens === 'buy' ? 'sell' : 'buy' } as const;
  const gain = opens === 'buy' ? 1 : -1;
  const type = pick(random, ['take_profit', 'stop_loss', 'limit'] as const);
  if (type === 'limit') return { ...closing, type, price: mid + gain * step };
  const direction = type === 'take_profit' ? gain : -gain;
  return {
    ...closing,
    type,
    lots: random.chance(0.3) ? null : 10,
    trigger: mid + direction * random.between(1, 3) * step,
  };
};

type Tide = Extract<Action, { readonly type: 'tide' }>;

const drawTides = (random: Random, pair: StormPair): readonly Tide[] => {
  const { mid: first, step } = levels[pair];
  const tides: Tide[] = [];
  let mid = first;
  for (let at = 0; at < blow; at += random.between(400, 2_500)) {
    tides.push({ at, type: 'tide', pair, mid, lots: random.between(5, 90) });
    mid = Math.max(first - 20 * step, Math.min(first + 20 * step, mid + random.between(-step, step)));
  }
  return tides;
};
