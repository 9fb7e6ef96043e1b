import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { asyncScheduler, catchError, defer, map, mergeMap, of, tap, timeout, type Observable } from 'rxjs';
import { stampOf } from '../operators/clock';
import { replaceFileNow } from '../files/replace-file';
import { isPairName } from '../model/pair';
import { closingAfter } from './common/closing-after';
import { given } from './common/options';
import { listedPairNear } from './common/pair-argument';

/** The greatest age of the cache in ms. A new pair is a rare event. */
const maxAge = 7 * 24 * 60 * 60_000;
/** The time limit of the request in ms, because the user waits at a prompt. */
const patience = 2_000;

const cachePath = (): string =>
  join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'rx-bitbank', 'pairs.json');

interface Cached {
  readonly pairs: readonly string[];
  readonly isFresh: boolean;
}

/** Reads the cache. An unreadable cache counts as empty. Whatever is in it, only names of pairs get into a script. */
const readCache = (path: string): Cached => {
  try {
    const pairs: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const age = stampOf(asyncScheduler) - statSync(path).mtimeMs;
    if (!Array.isArray(pairs)) return { pairs: [], isFresh: false };
    return {
      pairs: pairs.filter((pair): pair is string => typeof pair === 'string' && isPairName(pair)),
      isFresh: age < maxAge,
    };
  } catch {
    return { pairs: [], isFresh: false };
  }
};

/** Writes the cache. If that fails, the pairs are requested again the next time. */
const writeCache = (path: string, pairs: readonly string[]): void => {
  try {
    mkdirSync(dirname(path), { recursive: true });
    replaceFileNow(path, JSON.stringify(pairs));
  } catch {
    return;
  }
};

const askedPairs$ = defer(() => import('../index')).pipe(
  mergeMap(({ createDataClient }) => {
    const data = createDataClient(given({ apiUrl: process.env['BITBANK_API_URL'] || undefined }));
    const pairs$ = data.rest
      .instruments()
      .pipe(map((instruments) => instruments.map(({ pair }) => pair).filter(isPairName)));
    return closingAfter(pairs$.pipe(timeout(patience)), () => void data.close());
  }),
);

/**
 * One-shot: emits the pairs of the venue. They are requested once per week. While the venue can't be reached, it emits the
 * last known pairs, or none.
 */
export const knownPairs$: Observable<readonly string[]> = defer(() => {
  const path = cachePath();
  const cached = readCache(path);
  if (cached.isFresh) return of(cached.pairs);
  return askedPairs$.pipe(
    tap((pairs) => writeCache(path, pairs)),
    catchError(() => of(cached.pairs)),
  );
});

/** Returns the last known pairs, or those that this version knows, without a request. */
const rememberedPairs = async (): Promise<readonly string[]> => {
  const { pairs } = readCache(cachePath());
  if (pairs.length > 0) return pairs;
  const { instruments } = await import('../simulator/market/instruments');
  return instruments.map(({ pair }) => pair);
};

/** The pair that may have been meant by one that the venue does not know. */
export const listedPairLike = async (pair: string): Promise<string | undefined> =>
  listedPairNear(pair, await rememberedPairs());
