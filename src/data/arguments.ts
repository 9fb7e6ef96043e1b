import { throwError, type Observable } from 'rxjs';
import { candleTypes, type CandleType } from '../model/candle';
import { configError, unknownPairError, type ConfigError, type UnknownPairError } from '../model/errors';
import { isPairName, type Pair } from '../model/pair';

/** The error of an argument; `null` if it is fine. Arguments are checked at run time, because not every caller has a compiler. */
export type Wrong = ConfigError | UnknownPairError | null;

/** Returns the Observable, or the error of a wrong argument. */
export const provided = <A>(wrong: Wrong, source: () => Observable<A>): Observable<A> =>
  wrong === null ? source() : throwError(() => wrong);

export const wrongPair = (pair: Pair): Wrong => (isPairName(pair) ? null : unknownPairError(pair));

const unless = (isRight: boolean, field: string, expected: string, actual: unknown): Wrong =>
  isRight ? null : configError(field, expected, String(actual));

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

export const wrongCount = (field: string, value: number, least: number): Wrong =>
  unless(isCount(value) && value >= least, field, `a whole number of at least ${least}`, value);

/** The end of the year 9999. */
const maxTime = 253_402_300_799_999;

export const wrongTime = (field: string, value: number): Wrong =>
  unless(isCount(value) && value <= maxTime, field, 'Unix time in ms', value);

export const wrongType = (type: CandleType): Wrong =>
  unless(candleTypes.includes(type), 'type', `one of ${candleTypes.join(', ')}`, type);

export const wrongDay = (day: string): Wrong => unless(/^\d{8}$/.test(day), 'day', 'a date as YYYYMMDD', day);

export const wrongDate = (date: string): Wrong =>
  unless(/^\d{4}(?:\d{4})?$/.test(date), 'date', 'a date as YYYYMMDD or YYYY', date);
