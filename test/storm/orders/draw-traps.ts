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
