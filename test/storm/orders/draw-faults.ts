import type { Fault, FaultKind } from '../../../src/simulator/index';
import type { Random } from '../../../src/simulator/market/random';
import { pick } from './pick';
import { type Overtaken, pairs, type Settings } from './script';

const api = '/v1/user/';

/** The calls that a fault can strike, with the approximate number of each in a storm. */
const paths = {
  order: { path: `${api}spot/order`, calls: 200 },
  cancel: { path: `${api}spot/cancel_order`, calls: 90 },
  cancels: { path: `${api}spot/cancel_orders`, calls: 8 },
  orders: { path: `${api}spot/orders_info`, calls: 60 },
  active: { path: `${api}spot/active_orders`, calls: 12 },
  trades: { path: `${api}spot/trade_history`, calls: 12 },
  assets: { path: `${api}assets`, calls: 40 },
} as const;

interface Struck {
  readonly path: string;
  readonly calls: number;
}

const writes: readonly Struck[] = [paths.order, paths.order, paths.order, paths.cancel, paths.cancels];
const reads: readonly Struck[] = [paths.orders, paths.active, paths.trades, paths.assets];

const requestKinds = [
  'rest-status',
  'rest-429',
  'maintenance',
  'rest-timeout-before',
  'rest-timeout-after',
  'rest-cut-off',
  'rest-10005',
  'rest-resent',
  'rest-late',
  'rest-reply-late',
  'rest-twice',
] as const satisfies readonly FaultKind[];

const messageKinds = ['private-late', 'private-lose', 'private-repeat', 'private-reorder'] as const;
const staleReads = ['active_orders', 'trade_history', 'order', 'orders_info'] as const;

/** The approximate number of the account's messages. */
const messages = 900;

export const drawFaults = (random: Random, apiKey: string, settings: Settings): readonly Fault[] => {
  const { settle, exclusiveAccount } = settings;
  const nth = (calls: number, longest = 1) => ({
    nth: random.between(1, calls),
    times: random.between(1, longest),
  });

  const requestFault = (kind: (typeof requestKinds)[number], among: readonly Struck[]): Fault => {
    const { path, calls } = pick(random, among);
    const when = nth(calls, kind === 'rest-late' ? 8 : 3);
    const only = { path, apiKey };
    return kind === 'rest-late' || kind === 'rest-reply-late'
      ? { kind, ms: random.between(50, 3_500), only, when }
      : { kind, only, when };
  };
  const messageFault = (kind: (typeof messageKinds)[number]): Fault => {
    const when = nth(messages, kind === 'private-lose' ? 12 : 5);
    return kind === 'private-late'
      ? { kind, ms: random.between(1, 6_000), only: { apiKey }, when }
      : { kind, only: { apiKey }, when };
  };
  const many = <T>(count: number, make: () => T): readonly T[] => Array.from({ length: count }, make);

  return [
    ...requestKinds.flatMap((kind) => [
      ...many(random.between(2, 4), () => requestFault(kind, writes)),
      ...many(random.between(1, 3), () => requestFault(kind, reads)),
    ]),
    ...messageKinds.flatMap((kind) => many(random.between(3, 8), () => messageFault(kind))),
    ...many(random.between(3, 6), (): Fault => ({
      kind: 'stale-read',
      read: pick(random, staleReads),
      ms: random.between(100, settle - 100),
      only: { apiKey },
      when: nth(40, 10),
    })),
    ...many(random.between(1, 3), (): Fault => ({
      kind: 'token-expire',
      only: { apiKey },
      when: nth(messages),
    })),
    ...many(random.between(1, 2), (): Fault => ({
      kind: 'restart',
      ms: random.between(200, 4_000),
      only: { apiKey },
      when: nth(500),
    })),
    ...many(random.between(1, 2), (): Fault => ({
      kind: 'pair-status',
      status: pick(random, ['HALT', 'BUSY', 'VERY_BUSY'] as const),
      pair: pick(random, pairs),
      ms: random.between(300, 4_000),
      only: { apiKey },
      when: nth(500),
    })),
    ...many(exclusiveAccount ? 0 : random.between(4, 8), () => equalOrder(random, apiKey)).flat(),
  ];
};

/** Delays one message in ten, a little or much. */
export const drawOvertaken = (random: Random): readonly Overtaken[] =>
  Array.from({ length: messages / 10 }, () => ({
    nth: random.between(1, messages),
    ms: random.chance(0.7) ? random.between(1, 200) : random.between(200, 5_000),
  }));

/** Draws another program's equal order, often together with the loss of our own reply. */
const equalOrder = (random: Random, apiKey: string): readonly Fault[] => {
  const when = { nth: random.between(1, paths.order.calls) };
  const only = { path: paths.order.path, apiKey };
  const twin: Fault = { kind: 'equal-order', turn: pick(random, ['before', 'after'] as const), only, when };
  const loss = pick(random, ['rest-timeout-after', 'rest-10005', 'rest-late', null] as const);
  if (loss === null) return [twin];
  return [
    twin,
    loss === 'rest-late'
      ? { kind: loss, ms: random.between(1_000, 1_900), only, when }
      : { kind: loss, only, when },
  ];
};
