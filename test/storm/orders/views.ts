import type { Fill } from '../../../src/execution/index';
import type { View } from './difference-watch';
import type { Held, Truth } from './record';
import { fillKey, fillText, heldTexts } from './truth';

/** Returns the client's state and the venue's, in the same texts by the same keys. */
export const viewsOf = (
  held: Held,
  fills: readonly Fill[],
  truth: Truth,
  hidesInactive: boolean,
): readonly [ours: View, truth: View] => {
  const { open, balances, positions } = heldTexts(held);
  // A waiting stop that no list shows may be missing.
  const isHidden = (orderId: number): boolean =>
    hidesInactive && truth.orders.get(orderId)?.status === 'INACTIVE' && !open.has(orderId);
  const shown = [...truth.open].filter(([orderId]) => !isHidden(orderId));
  return [
    {
      orders$: byText(open),
      fills$: new Map(fills.map((fill) => [fillKey(fill), fillText(fill)])),
      assets$: balances,
      positions$: positions,
    },
    {
      orders$: byText(shown),
      fills$: truth.fills,
      assets$: truth.balances,
      positions$: truth.positions,
    },
  ];
};

const byText = (texts: Iterable<readonly [number, string]>): ReadonlyMap<string, string> =>
  new Map(Array.from(texts, ([key, text]) => [String(key), text]));
