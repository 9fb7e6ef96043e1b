import type { Fault } from '../../../src/simulator/index';
import type { Random } from '../../../src/simulator/market/random';
import type { Action, Asked, Settings } from './script';

/** A situation that chance alone would produce once in thousands of orders. */
export interface Trap {
  readonly actions: readonly Action[];
  readonly faults: readonly Fault[];
}

const path = '/v1/user/spot/order';
/** A delay in ms with which a request is still within its time window. */
const late = 1_850;

/** Strikes every request around a moment. */
const around = (at: number) => ({ after: at - 20, for: 120 });

const trapped = (at: number, id: number, order: Asked): Action => ({
  at,
  type: 'submit',
  id,
  order,
  allowEqual: true,
  cancelOnUnsubscribe: false,
});

/** Makes an order that is admitted only after its time-out, alone or after another program's equal order. */
const lateAdmission = (
  at: number,
  id: number,
  order: Asked,
  apiKey: string,
  isForeignFirst: boolean,
): Trap => ({
  actions: [
    trapped(at, id, order),
    ...(isForeignFirst ? [{ at: at + 200, type: 'foreign', order } as const] : []),
  ],
  faults: [{ kind: 'rest-late', ms: late, only: { path, apiKey }, when: around(at) }],
});

/** Makes two equal orders. The first is lost on its way, and the second is there during the search for the first. */
const lostBesideEqual = (
  at: number,
  id: number,
  order: Asked,
  apiKey: string,
  writeTimeout: number,
): Trap => {
  const second = at + writeTimeout - 200;
  return {
    actions: [trapped(at, id, order), trapped(second, id + 1, order)],
    faults: [
      { kind: 'rest-timeout-before', only: { path, apiKey }, when: around(at) },
      { kind: 'rest-reply-late', ms: 600, only: { path, apiKey }, when: around(second) },
    ],
  };
};

/** Makes another program's order that is filled immediately without a message. Only the list of trades shows it. */
const untoldForeignFill = (at: number, apiKey: string, order: Asked): Trap => ({
  actions: [{ at, type: 'foreign', order }],
  faults: [{ kind: 'private-lose', only: { apiKey }, when: around(at) }],
});

const spotPath = '/v1/user/spot/';
const forward = 30_000;

/**
 * Makes an order whose reply and message are lost, while reads lag for nearly as long as they may: only a search that
 * waits for them finds it. With `isStepped` the time of day is ahead meanwhile.
 */
const unseenForLong = (
  at: number,
  id: number,
  order: Asked,
  apiKey: string,
  settle: number,
  isStepped: boolean,
): Trap => {
  const stale = (read: 'active_orders' | 'orders_info'): Fault => ({
    kind: 'stale-read',
    read,
    ms: settle - 100,
    only: { apiKey },
    when: { after: at, for: settle + 5_000 },
  });
  return {
    actions: [
      trapped(at, id, order),
      ...(isStepped
        ? ([
            { at: at - 500, type: 'clock', by: forward },
            { at: at + settle + 10_000, type: 'clock', by: -forward },
          ] as const)
        : []),
    ],
    faults: [
      // It is admitted late, so that it is seen even later.
      { kind: 'rest-late', ms: late, only: { path, apiKey }, when: around(at) },
      { kind: 'private-lose', only: { apiKey }, when: { after: at, for: late + 500 } },
      stale('active_orders'),
      stale('orders_info'),
    ],
  };
};

/** Makes an order whose reply and message are lost, and which reads show with a type that nobody knows. */
const ofNewType = (at: number, id: number, order: Asked, apiKey: string, settle: number): Trap => ({
  actions: [trapped(at, id, order)],
  faults: [
    { kind: 'rest-timeout-after', only: { path, apiKey }, when: around(at) },
    { kind: 'private-lose', only: { apiKey }, when: { after: at, for: 500 } },
    ...['active_orders', 'orders_info'].map((name): Fault => ({
      kind: 'rest-word',
      field: 'type',
      word: 'oco',
      only: { path: spotPath + name, apiKey },
      when: { after: at, for: settle + 12_000 },
    })),
  ],
});

/**
 * Draws traps for the quiet after a storm, when no limit of the rate holds an order back, so that a fault strikes the
 * order for which it is meant.
 */
export const drawLastTraps = (
  random: Random,
  { exclusiveAccount, settle, writeTimeout }: Settings,
  apiKey: string,
  restingBid: (lots: number) => Asked,
  quiet: number,
  firstId: number,
): readonly Trap[] => {
  const at = quiet + random.between(0, 1_000);
  const hidden = random.chance(0.5)
    ? unseenForLong(at, firstId, restingBid(311), apiKey, settle, random.chance(0.5))
    : ofNewType(at, firstId, restingBid(312), apiKey, settle);
  if (!exclusiveAccount) return [hidden];
  return [hidden, lostBesideEqual(at + 4_000, firstId + 1, restingBid(313), apiKey, writeTimeout)];
};

/** Draws traps of a storm, with orders that rest far from the market and that no other order equals. */
export const drawTraps = (
  random: Random,
  { exclusiveAccount, writeTimeout }: Settings,
  apiKey: string,
  restingBid: (lots: number) => Asked,
  taker: Asked,
  firstId: number,
): readonly Trap[] => {
  const lateOnes = Array.from({ length: 6 }, (_, i) => {
    const at = 12_000 + i * 12_000 + random.between(0, 6_000);
    const id = firstId + 2 * i;
    const order = restingBid(301 + i);
    if (exclusiveAccount && i % 2 === 0) return lostBesideEqual(at, id, order, apiKey, writeTimeout);
    return lateAdmission(at, id, order, apiKey, !exclusiveAccount && i % 2 === 0);
  });
  if (exclusiveAccount) return lateOnes;
  return [...lateOnes, untoldForeignFill(random.between(20_000, 90_000), apiKey, taker)];
};
