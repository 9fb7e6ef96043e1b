import { isPairName, type Pair } from '../model/pair';
import { same } from '../parsing/primitives';

/** A text that can be the name of a pair; whether the venue lists it is another matter. */
export const PairName = same(
  'a pair, as btc_jpy',
  (input): input is Pair => typeof input === 'string' && isPairName(input),
);
