import type { Fill, Order, OrderRequest, OrderTransition } from 'rx-bitbank/execution';

/** What the page is told at its start. */
export interface PageConfig {
  /** Of the simulated exchange; nothing for the live venue. */
  readonly urls: { readonly streamUrl: string; readonly publicUrl: string; readonly apiUrl: string } | null;
}

/** An asset's balance, decimal strings. */
export interface Balance {
  readonly asset: string;
  readonly free: string;
  readonly locked: string;
}

/** What the gateway says of the account. */
export type GatewayMessage =
  | { readonly type: 'orders'; readonly orders: readonly Order[] }
  | { readonly type: 'balances'; readonly balances: readonly Balance[] }
  | { readonly type: 'fill'; readonly fill: Fill }
  /** A step in the life of the order that this screen placed as number `id`. */
  | {
      readonly type: 'life';
      readonly id: number;
      readonly request: OrderRequest;
      readonly transition: OrderTransition;
    }
  | { readonly type: 'diagnostic'; readonly diagnostic: { readonly kind: string; readonly cause?: string } };
