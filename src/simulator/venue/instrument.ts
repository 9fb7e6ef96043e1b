import type { Instrument } from '../../model/instrument';

/** What the venue knows of a pair beyond `Instrument`. */
export interface VenueInstrument extends Instrument {
  /** `market_in_cb_allowance_rate` of `GET /spot/pairs`: on the wire, not in the documentation. */
  readonly marketInCircuitBreakAllowanceRate: string;
}

/** A network an asset travels on. */
export interface VenueNetwork {
  /** As networks.md names it: `bitcoin`, `ripple`, … */
  readonly network: string;
  readonly stopDeposit: boolean;
  readonly stopWithdrawal: boolean;
  /** In the asset itself, decimal. */
  readonly withdrawalFee: string;
}

/** The rules of an asset. Decimals are in the asset itself. */
export interface VenueAsset {
  /** As assets.md names it: `jpy`, `btc`, … */
  readonly asset: string;
  /** Decimal places of a balance: 4 for `jpy`, 8 for `btc`, 6 for `xrp`. */
  readonly precision: number;
  /** Empty for `jpy`. */
  readonly networks: readonly VenueNetwork[];
  /** Withdrawals of `jpy`: `under` below the threshold, `over` from it on. `null` for crypto assets. */
  readonly bankFee: { readonly under: string; readonly over: string; readonly threshold: string } | null;
  /** Share of the market value that counts as margin: `1` for `jpy`, `0.5` for most others. */
  readonly collateralRatio: string;
  readonly stopDeposit: boolean;
  readonly stopWithdrawal: boolean;
}
