import { combineLatest, distinctUntilChanged, map, shareReplay, type Observable } from 'rxjs';
import type { Instrument } from 'rx-bitbank';

/** Returns the rules of a pair of which only the name is known. Its feeds can be shown, but it can't be ordered. */
export const provisional = (pair: string): Instrument => {
  const [baseAsset = '', quoteAsset = ''] = pair.split('_');
  const no = {
    order: false,
    orderAndCancel: false,
    market: false,
    stop: false,
    stopLimit: false,
    marginLong: false,
    marginShort: false,
    buy: false,
    sell: false,
  };
  return {
    pair,
    baseAsset,
    quoteAsset,
    fees: {
      makerBase: '0',
      takerBase: '0',
      makerQuote: '0',
      takerQuote: '0',
      marginOpenMakerQuote: null,
      marginOpenTakerQuote: null,
      marginCloseMakerQuote: null,
      marginCloseTakerQuote: null,
    },
    margin: null,
    minAmount: '',
    limitMaxAmount: '',
    marketMaxAmount: '',
    marketAllowanceRate: '0',
    priceDigits: pair === 'btc_jpy' ? 0 : 3,
    amountDigits: 4,
    enabled: true,
    stopped: no,
  };
};

export const isProvisional = ({ minAmount }: Instrument): boolean => minAmount === '';

/**
 * Returns the pair of the address, with its rules as soon as they are known. A pair that the venue does not have is
 * replaced by another.
 */
export const instrumentOf = (instruments: readonly Instrument[], pair: string): Instrument =>
  instruments.find((instrument) => instrument.pair === pair) ?? instruments[0] ?? provisional(pair);

export const shownInstrument$ = (
  instruments$: Observable<readonly Instrument[]>,
  pair$: Observable<string>,
): Observable<Instrument> =>
  combineLatest([instruments$, pair$]).pipe(
    map(([instruments, pair]) => instrumentOf(instruments, pair)),
    distinctUntilChanged(),
    shareReplay({ bufferSize: 1, refCount: true }),
  );
