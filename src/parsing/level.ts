import { flatten } from '../model/flat-levels';
import type { Level } from '../model/order-book';
import { list, mapped, row } from './combinators';
import { Decimal } from './primitives';

/** A codec of levels: `[[price, amount], …]`. */
export const Levels = mapped(
  list('levels', row<Level>('a level: [price, amount]', { price: Decimal, amount: Decimal })),
  flatten,
);
