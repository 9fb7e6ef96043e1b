import type { Pair } from '../../model/pair';

/** A notice about an order of a user, or about a pair. Its market is not known, or was not known for a while. */
export type MarketNotice = { readonly at: number; readonly pair: Pair } &
  /**
   * An order was filled by a guess, because nobody can know the book of that time. Price and amount are in the venue's
   * spelling.
   */
  (
    | {
        readonly kind: 'fill-assumed';
        readonly orderId: number;
        readonly price: string;
        readonly amount: string;
        readonly cause: 'gap' | 'auction';
      }
    /** A market order was rejected, or a limit order rests unmatched, because the book was not proven. */
    | { readonly kind: 'order-unproven'; readonly orderId: number; readonly outcome: 'rejected' | 'rests' }
    /** The book of the pair is not proven from here on, or is proven again. */
    | { readonly kind: 'market-unknown'; readonly cause: string }
    | { readonly kind: 'market-known' }
  );
