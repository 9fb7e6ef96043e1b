import type { Pair } from '../../model/pair';

/** What befell an order of a user because the market behind the venue is not known for a while, or was not. */
export type MarketNotice = { readonly at: number; readonly pair: Pair } &
  /** Filled by a guess: nobody can tell what the book was meanwhile. Price and amount as the venue writes them. */
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
    /** The book of the pair is not proven from here on, or is so again. */
    | { readonly kind: 'market-unknown'; readonly cause: string }
    | { readonly kind: 'market-known' }
  );
