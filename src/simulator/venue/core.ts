import type { SchedulerLike } from 'rxjs';
import type { Pair } from '../../model/pair';
import type { Quirks } from './quirks';
import type { Agenda } from './agenda';
import type { VenueEvent } from './events';
import type { VenueAsset } from './instrument';
import type { Pots } from './ledger';
import type { Rate } from './pair-rules';
import type {
  AccountState,
  BalanceChange,
  RestingLevel,
  LiveOrder,
  MarketState,
  PositionState,
} from './state';
import type { VenueTiming } from './venue';

/** The whole state of the venue, in one place. Its modules are functions over it. */
export interface Core {
  readonly assets: readonly VenueAsset[];
  readonly markets: readonly MarketState[];
  readonly marketOf: ReadonlyMap<Pair, MarketState>;
  readonly accounts: AccountState[];
  readonly pots: Pots;
  readonly quirks: Quirks;
  readonly timing: VenueTiming;
  readonly scheduler: SchedulerLike;
  readonly agenda: Agenda;
  readonly random: () => number;
  /** Index of the asset of margin; -1 if the venue has none. */
  readonly jpy: number;
  /**
   * For each asset by its index: the market that values it in `jpy`, and the share of its value that counts as margin.
   */
  readonly jpyMarketOf: readonly (MarketState | undefined)[];
  readonly collateralRatios: readonly Rate[];
  readonly emit: (event: VenueEvent) => void;
  /** Runs a command, or a due task of the agenda, as one operation: first its consequences, then its events. */
  readonly operate: <T>(command: () => T) => T;
  /** The newest order id. */
  orderId: number;
  tradeId: number;
  sequence: number;
  /** The changes that the end of the operation must handle. */
  readonly balanceChanges: BalanceChange[];
  readonly changedPositions: PositionState[];
  readonly touchedMarkets: MarketState[];
  /** Users whose free balance may be negative after a loss. */
  readonly uncovered: Set<AccountState>;
  /** Open orders of users in the order of their expiry. */
  readonly expiries: Set<LiveOrder>;
  isExpiryAwaited: boolean;
  /** Users with an open margin position, and users with a debt. */
  readonly marginUsers: Set<AccountState>;
  readonly debtors: Set<AccountState>;
}

export const marketAt = (core: Core, pair: Pair): MarketState => {
  const market = core.marketOf.get(pair);
  if (market === undefined) throw new RangeError(`the venue has no pair ${pair}`);
  return market;
};

export const assetIndex = (core: Core, asset: string): number =>
  core.assets.findIndex((known) => known.asset === asset);

export const accountAt = (core: Core, user: number): AccountState => {
  const account = core.accounts[user];
  if (account === undefined) throw new RangeError(`the venue has no user ${user}`);
  return account;
};

export const touchMarket = (core: Core, market: MarketState): void => {
  if (market.touched) return;
  market.touched = true;
  core.touchedMarkets.push(market);
};

export const levelChanged = (core: Core, market: MarketState, level: RestingLevel): void => {
  touchMarket(core, market);
  market.resting = null;
  if (level.changed) return;
  level.changed = true;
  market.changedLevels.push(level);
};

export const positionChanged = (core: Core, position: PositionState): void => {
  if (position.changed) return;
  position.changed = true;
  core.changedPositions.push(position);
};

/** Makes a version 4 uuid from the injected randomness. */
export const newUuid = (random: () => number): string => {
  const digit = (): number => Math.floor(random() * 16);
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) =>
    (place === 'x' ? digit() : (digit() & 3) | 8).toString(16),
  );
};
