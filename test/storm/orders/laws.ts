import type { OrderTransition } from '../../../src/execution/index';

const endings: readonly OrderTransition['type'][] = ['Filled', 'Canceled', 'Rejected'];

export const isEnding = ({ type }: OrderTransition): boolean => endings.includes(type);

/** The laws of the transitions of one life, which need no venue. Returns the broken ones, in words. */
export const brokenLaws = (told: readonly OrderTransition[]): readonly string[] => {
  const broken: string[] = [];
  const types = told.map(({ type }) => type);
  const first = (type: OrderTransition['type']): number => types.indexOf(type);
  const once = ['Submitted', 'Accepted', 'Triggered'] as const;
  for (const type of once) if (first(type) !== types.lastIndexOf(type)) broken.push(`${type} came twice`);
  if (first('Submitted') > 0) broken.push('Submitted was not the first');

  const accepted = first('Accepted');
  const later = types.findIndex((type) =>
    ['Triggered', 'PartiallyFilled', 'Filled', 'Canceled'].includes(type),
  );
  if (later >= 0 && (accepted < 0 || later < accepted)) broken.push(`${types[later]} came before Accepted`);
  if (first('Triggered') > first('PartiallyFilled') && first('PartiallyFilled') >= 0)
    broken.push('Triggered came after a fill');

  const end = told.findIndex(isEnding);
  if (end >= 0 && end < told.length - 1) broken.push(`${types[end + 1]} came after ${types[end]}`);
  if (accepted >= 0 && first('Unresolved') > accepted) broken.push('Unresolved came after Accepted');

  const trades = told.flatMap((one) => (one.type === 'PartiallyFilled' ? [one.fill.tradeId] : []));
  if (new Set(trades).size < trades.length) broken.push('a trade was told twice');
  const last = told.at(-1);
  if (last?.type === 'Filled' || last?.type === 'Canceled') {
    const listed = last.fills.map(({ tradeId }) => tradeId);
    if (!isSame(listed, trades)) broken.push(`${last.type} has other fills than were told`);
  }
  return broken;
};

export const isSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && [...a].sort(byNumber).join() === [...b].sort(byNumber).join();

const byNumber = (a: number, b: number): number => a - b;
