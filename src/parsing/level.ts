import * as t from 'io-ts';
import type { Level } from '../model/order-book';
import { Decimal } from './primitives';

/** `[price, amount]` */
export const LevelPair = t.tuple([Decimal, Decimal], 'a level: [price, amount]');
export type LevelPair = t.TypeOf<typeof LevelPair>;

export const Levels = t.array(LevelPair, 'levels');

export const toLevels = (pairs: readonly LevelPair[]): readonly Level[] =>
  pairs.map(([price, amount]) => ({ price, amount }));
