import type { Instrument } from '../../model/instrument';

/** The rules of a pair that the venue has in addition to `Instrument`. */
export interface VenueInstrument extends Instrument {
  /** `market_in_cb_allowance_rate` of `GET /spot/pairs`. It is in the replies but not in the documentation. */
  readonly marketInCircuitBreakAllowanceRate: string;
}

/** A network on which an asset travels. */
export interface VenueNetwork {
  /** The name of the network in networks.md: `bitcoin`, `ripple`, … */
  readonly network: string;
  readonly stopDeposit: boolean;
  readonly stopWithdrawal: boolean;
  /** The fee in the asset itself, decimal. */
  readonly withdrawalFee: string;
}

/** The rules of an asset. Decimals are amounts of the asset itself. */
export interface VenueAsset {
  /** The name of the asset in assets.md: `jpy`, `btc`, … */
  readonly asset: string;
  /** Decimal places of a balance: 4 for `jpy`, 8 for `btc`, 6 for `xrp`. */
  readonly precision: number;
  /** The networks of the asset; empty for `jpy`. */
  readonly networks: readonly VenueNetwork[];
  /** The fee of a `jpy` withdrawal: `under` below the threshold, `over` from it on. `null` for crypto assets. */
  readonly bankFee: { readonly under: string; readonly over: string; readonly threshold: string } | null;
  /** The share of the market value that counts as margin: `1` for `jpy`, `0.5` for most others. */
  readonly collateralRatio: string;
  readonly stopDeposit: boolean;
  readonly stopWithdrawal: boolean;
}
