import { catchError, throwError, type MonoTypeOperatorFunction } from 'rxjs';
import { unknownPairError, type VenueError } from '../../model/errors';
import { isPairName, type Pair } from '../../model/pair';
import { didYouMean, nearestWord } from './did-you-mean';
import { usageError } from './options';

/**
 * Returns the venue's spelling of a pair that people and other exchanges spell `BTC_JPY`, `btc/jpy`, `BTCJPY` or `btc`.
 */
const respelled = (text: string): Pair | undefined => {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_');
  if (isPairName(word)) return word;
  const base = /^([a-z0-9]+?)(?:jpy)?$/.exec(word)?.[1];
  const pair = `${base ?? ''}_jpy`;
  return base !== 'jpy' && isPairName(pair) ? pair : undefined;
};

/** Reads a pair in the venue's spelling. Throws a `UsageError` that names the pair that the user may have meant. */
export const parsePair = (text: string): Pair => {
  if (isPairName(text)) return text;
  throw usageError(`expected a pair as btc_jpy, got ${text}${didYouMean(respelled(text))}`);
};

/** Reads `all`, or pairs separated by commas. Throws a `UsageError` as {@link parsePair} does. */
export const parsePairs = (text: string): 'all' | readonly Pair[] =>
  text === 'all' ? 'all' : text.split(',').map((pair) => parsePair(pair.trim()));

/**
 * Returns the listed pair that a well-spelled one may have meant: one with a near name, or another one of its base
 * asset.
 */
export const listedPairNear = (pair: Pair, listed: readonly Pair[]): Pair | undefined =>
  nearestWord(pair, listed) ?? listed.find((each) => each.split('_')[0] === pair.split('_')[0]);

/** Turns the error of a missing page into an unknown pair. The venue has no page of a pair that it does not list. */
export const orUnknown = <A>(pair: Pair): MonoTypeOperatorFunction<A> =>
  catchError((error: unknown) =>
    throwError(() => ((error as Partial<VenueError>).code === 10_000 ? unknownPairError(pair) : error)),
  );
