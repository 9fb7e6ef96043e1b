import type { Observable } from 'rxjs';
import type { DataClient, Instrument } from 'rx-bitbank';

/** What every part of the page is made of. */
export interface PageContext {
  readonly data: DataClient;
  /** The pair on the screen; current value first. */
  readonly instrument$: Observable<Instrument>;
  /** A price somebody pointed at in the book. */
  readonly pickPrice: (price: number) => void;
}
