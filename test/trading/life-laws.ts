import type { OrderTransition } from '../../src/execution/index';

/** The laws of lives to which storms of trading are held. Each returns what breaks it, in words. */

/** One observer's view of a command with an id. */
export interface StormLife {
  readonly owner: string;
  readonly id: string;
  readonly told: OrderTransition[];
  isOver: boolean;
}

const endings: readonly string[] = ['Filled', 'Canceled', 'Rejected'];

/** Checks the order and the finality of one observer's events, and that no trade comes twice. */
const brokenLife = ({ id, told }: StormLife): readonly string[] => {
  const types = told.map(({ type }) => type).filter((type) => type !== 'Unresolved');
  const end = types.findIndex((type) => endings.includes(type));
  const later = types.findIndex(
    (type) => type === 'PartiallyFilled' || type === 'Filled' || type === 'Canceled',
  );
  const accepted = types.indexOf('Accepted');
  const trades = told.flatMap((step) => (step.type === 'PartiallyFilled' ? [step.fill.tradeId] : []));
  const laws: Readonly<Record<string, boolean>> = {
    'an end is the last event': end === -1 || end === types.length - 1,
    'nothing comes before Accepted': later === -1 || (accepted !== -1 && accepted < later),
    'Submitted and Accepted come once': ['Submitted', 'Accepted'].every(
      (once) => types.filter((type) => type === once).length <= 1,
    ),
    'a trade comes once': new Set(trades).size === trades.length,
  };
  return Object.entries(laws)
    .filter(([, holds]) => !holds)
    .map(([law]) => `${id}: ${law}: ${told.map(({ type }) => type).join(' ')}`);
};

const group = (pairs: readonly (readonly [string | number, string | number])[]): Map<string, Set<string>> => {
  const groups = new Map<string, Set<string>>();
  for (const [key, value] of pairs)
    groups.set(String(key), (groups.get(String(key)) ?? new Set()).add(String(value)));
  return groups;
};

/** Checks that every life has ended, that an id has one order, and an order one owner. */
export const brokenLives = (lives: readonly StormLife[]): readonly string[] => {
  const accepted = lives.flatMap(({ owner, id, told }) =>
    told.flatMap((step) => (step.type === 'Accepted' ? [{ owner, id, orderId: step.order.orderId }] : [])),
  );
  const several = (groups: Map<string, Set<string>>, what: string): readonly string[] =>
    [...groups]
      .filter(([, all]) => all.size > 1)
      .map(([key, all]) => `${key} has ${what} ${[...all].join(', ')}`);
  return [
    ...lives.flatMap(brokenLife),
    ...lives
      .filter(({ isOver }) => !isOver)
      .map(({ id, told }) => `${id} is open after ${told.at(-1)?.type ?? 'nothing'}`),
    ...several(group(accepted.map(({ id, orderId }) => [id, orderId])), 'the orders'),
    ...several(group(accepted.map(({ owner, orderId }) => [orderId, owner])), 'the owners'),
  ];
};
