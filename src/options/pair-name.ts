import { isPairName, type Pair } from '../model/pair';
import { same } from '../parsing/primitives';

/** A text in the form of a pair's name. The venue may not list such a pair. */
export const PairName = same(
  'a pair, as btc_jpy',
  (input): input is Pair => typeof input === 'string' && isPairName(input),
);
