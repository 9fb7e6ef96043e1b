import { ownRecord } from '../parsing/combinators';
import { DecimalString, Integer, nullable, Text } from '../parsing/primitives';
import type { ByMethod, Held, PairProfit, Profit, ProfitSums } from '../profit/index';
import { type Codec, mapOf } from './codec';

/** A codec of profit and loss on a port. */

const Methods = ownRecord<ByMethod>('by method', { average: DecimalString, fifo: DecimalString });

const HeldValue = ownRecord<Held>('a holding', {
  amount: DecimalString,
  cost: DecimalString,
  averagePrice: nullable(DecimalString),
});

const sums = {
  realized: Methods,
  unrealized: nullable(Methods),
  fees: DecimalString,
  rebates: DecimalString,
  interest: DecimalString,
  accruedFees: DecimalString,
  total: nullable(DecimalString),
  spread: DecimalString,
  inventory: nullable(DecimalString),
  turnover: DecimalString,
  fills: Integer,
  fillsWithoutMiddle: Integer,
  lateFills: Integer,
} as const;

const Pairs = mapOf(
  Text,
  ownRecord<PairProfit>('profit of a pair', {
    ...sums,
    pair: Text,
    held: ownRecord<PairProfit['held']>('a holding', {
      spot: HeldValue,
      long: HeldValue,
      short: HeldValue,
    }),
  }),
);

const Totals = mapOf(Text, ownRecord<ProfitSums>('profit in a currency', sums));

export const ProfitCodec: Codec<Profit> = {
  decoder: ownRecord<Profit>('profit', { pairs: Pairs.decoder, totals: Totals.decoder }),
  encode: ({ pairs, totals }) => ({ pairs: Pairs.encode(pairs), totals: Totals.encode(totals) }),
};
