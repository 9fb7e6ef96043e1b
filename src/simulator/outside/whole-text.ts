import type { LevelText } from '../market/messages';

/**
 * Puts levels into the text of a whole without parsing it, which would take most of the time of publishing it with the
 * orders of users.
 */

/** A level to put into a side: its price as a number, and the text of the level that it becomes or replaces. */
export interface PutLevel {
  readonly price: number;
  /** Returns the level; `there` is the amount that is published at this price, `null` if there is none. */
  readonly level: (there: string | null) => LevelText;
}

const digits = /^[\d.]+$/;

/** Returns the text with a side's levels put in, best price first; `null` if its form is another than the venue's. */
export const putLevels = (text: string, key: 'asks' | 'bids', levels: readonly PutLevel[]): string | null => {
  if (levels.length === 0) return text;
  const opening = `"${key}":[["`;
  const found = text.indexOf(opening);
  if (found < 0) return null;
  const sign = key === 'asks' ? 1 : -1;
  const waiting = [...levels].sort((a, b) => (a.price - b.price) * sign);
  /** The place after the brackets that open the next level of the text. */
  let at = found + opening.length - 2;
  const end = text.indexOf(']]', at);
  if (end < 0) return null;
  let made = '';
  let copied = 0;
  const put = (one: PutLevel, there: string | null): string => {
    const [price, amount] = one.level(there);
    return `["${price}","${amount}"]`;
  };
  for (let next = waiting.shift(); next !== undefined;) {
    const isOver = at > end;
    const priceEnd = text.indexOf('","', at + 2);
    const amountEnd = text.indexOf('"]', priceEnd + 3);
    const priceText = text.slice(at + 2, priceEnd);
    const amountText = text.slice(priceEnd + 3, amountEnd);
    if (!isOver && !(digits.test(priceText) && digits.test(amountText))) return null;
    const ahead = isOver ? 1 : (Number(priceText) - next.price) * sign;
    if (ahead < 0) {
      at = amountEnd + 3;
      continue;
    }
    if (ahead === 0) {
      made += text.slice(copied, at) + put(next, amountText);
      copied = amountEnd + 2;
      at = amountEnd + 3;
    } else if (isOver) {
      made += `${text.slice(copied, end + 1)},${put(next, null)}`;
      copied = end + 1;
    } else {
      made += `${text.slice(copied, at)}${put(next, null)},`;
      copied = at;
    }
    next = waiting.shift();
  }
  return made + text.slice(copied);
};
