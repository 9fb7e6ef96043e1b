import type { Law, Oracle, Watch } from '../oracle';
import type { Observer } from '../script';
import { bookLaw, quoteLaw } from './book';
import { candlesLaw } from './candles';
import { circuitBreakLaw, depthDiffLaw, depthWholeLaw, tickerLaw, tradableLaw } from './rooms';
import { tradesLaw } from './trades';

/** The law of a pair that the venue doesn't know: it emits nothing, or fails. */
const unknownLaw: Law = ({ violate }) => ({ next: () => violate('an unknown pair has a ticker') });

export const lawOf = (oracle: Oracle, observer: Observer): Watch => {
  switch (observer.feed) {
    case 'book':
      return bookLaw(oracle, observer);
    case 'candles':
      return candlesLaw(oracle, observer);
    case 'quotes':
      return quoteLaw(oracle, observer);
    case 'ticker':
      return tickerLaw(oracle, observer);
    case 'trades':
      return tradesLaw(oracle, observer);
    case 'circuitBreak':
      return circuitBreakLaw(oracle, observer);
    case 'tradable':
      return tradableLaw(oracle, observer);
    case 'depthWhole':
      return depthWholeLaw(oracle, observer);
    case 'depthDiff':
      return depthDiffLaw(oracle, observer);
    case 'unknown':
      return unknownLaw(oracle, observer);
  }
};
