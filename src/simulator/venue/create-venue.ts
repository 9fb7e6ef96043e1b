import { Subject } from 'rxjs';
import { configError } from '../../model/errors';
import { scaleOf, toUnits } from '../../model/decimal';
import { defaultQuirks } from './quirks';
import { createAccountState } from './account-state';
import { createAgenda } from './agenda';
import { followPrice, setMode } from './breaker';
import { conclude } from './conclusion';
import { dealerCommands } from './dealer';
import { depositCommands } from './deposits';
import { marketAt, touchMarket, type Core } from './core';
import type { VenueEvent } from './events';
import { createPots } from './ledger';
import { accrueInterest, callMargins } from './margin';
import { createMarketState, minAmountOf } from './market-state';
import { orderCommands } from './orders';
import { outsideCommands } from './outside';
import { restoringCommands } from './restoring';
import { oneRate } from './pair-rules';
import { conservationOf, marketQueries, userQueries } from './queries';
import { withdrawalCommands } from './withdrawals';
import type { CreateVenue, OperatorCommands, VenueOptions, VenueTiming } from './venue';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const defaultTiming: VenueTiming = {
  depositConfirm: 10 * minute,
  depositCredit: 10 * second,
  withdrawalConfirm: 30 * second,
  withdrawalExamine: 2 * minute,
  withdrawalSend: 5 * minute,
  circuitBreak: 10 * minute,
  circuitBreakReference: minute,
};

/** The offset of the time in Japan, which is nine hours ahead of UTC all year. */
const tokyoOffset = 9 * hour;

/** Returns the next time after `now` at which a clock in Japan shows `hours`. */
const nextInTokyo = (now: number, hours: number): number => {
  const shift = tokyoOffset - hours * hour;
  return (Math.floor((now + shift) / day) + 1) * day - shift;
};

const createCore = (options: VenueOptions, emit: Core['emit'], operate: Core['operate']): Core => {
  const { instruments, assets, scheduler, random } = options;
  const quirks = { ...defaultQuirks, ...options.quirks };
  const markets = instruments.map((instrument, index) =>
    createMarketState(instrument, index, assets, quirks.lockRounding),
  );
  const jpy = assets.findIndex(({ asset }) => asset === 'jpy');
  for (const { pair, rules } of markets) {
    if (rules.margin !== null && rules.quote !== jpy) {
      throw configError(`${pair}.margin`, 'null for a pair that is not quoted in jpy', 'margin rules');
    }
  }
  return {
    assets,
    markets,
    marketOf: new Map(markets.map((market) => [market.pair, market])),
    accounts: [],
    pots: createPots(assets.length),
    quirks,
    timing: { ...defaultTiming, ...options.timing },
    scheduler,
    agenda: createAgenda(scheduler),
    random,
    jpy,
    jpyMarketOf: assets.map((_, index) =>
      markets.find(({ rules }) => rules.base === index && rules.quote === jpy),
    ),
    collateralRatios: assets.map(
      ({ collateralRatio }) =>
        (toUnits(collateralRatio, scaleOf(collateralRatio)) * oneRate) /
        10n ** BigInt(scaleOf(collateralRatio)),
    ),
    emit,
    operate,
    // The ids are as large as the venue's own.
    orderId: 60_000_000_000 + Math.floor(random() * 1e9),
    tradeId: 1_400_000_000 + Math.floor(random() * 1e8),
    sequence: 30_000_000_000 + Math.floor(random() * 1e9),
    balanceChanges: [],
    changedPositions: [],
    touchedMarkets: [],
    uncovered: new Set(),
    expiries: new Set(),
    isExpiryAwaited: false,
    marginUsers: new Set(),
    debtors: new Set(),
  };
};

/** Runs a task again and again, at the times that `nextAfter` returns. */
const repeat = (core: Core, nextAfter: (now: number) => number, run: () => void): void => {
  core.agenda.at(nextAfter(core.scheduler.now()), () => {
    core.operate(run);
    repeat(core, nextAfter, run);
  });
};

const startClocks = (core: Core): void => {
  repeat(
    core,
    (now) => nextInTokyo(now, 0),
    () => accrueInterest(core),
  );
  repeat(
    core,
    (now) => nextInTokyo(now, 15),
    () => callMargins(core),
  );
  repeat(
    core,
    (now) => now + core.timing.circuitBreakReference,
    () => core.markets.forEach((market) => followPrice(core, market)),
  );
};

const operatorCommands = (
  core: Core,
): Pick<
  OperatorCommands,
  'openAccount' | 'setPairStatus' | 'setStopped' | 'setCircuitBreak' | 'seedLastPrice'
> => ({
  openAccount: ({ class: accountClass, margin = true, company = false }) => {
    const id = core.accounts.length;
    const options = { class: accountClass, margin, company };
    const { assets, markets, balanceChanges } = core;
    core.accounts.push(createAccountState(id, options, assets.length, markets.length, balanceChanges));
    return id;
  },
  setPairStatus: (pair, status) =>
    core.operate(() => {
      const market = marketAt(core, pair);
      market.status = status;
      core.emit({ type: 'pair-status', status: { pair, status, minAmount: minAmountOf(market) } });
    }),
  setStopped: (pair, stopped) => {
    const market = marketAt(core, pair);
    market.instrument = { ...market.instrument, stopped: { ...market.instrument.stopped, ...stopped } };
  },
  setCircuitBreak: (pair, mode, duration = core.timing.circuitBreak) =>
    core.operate(() => setMode(core, marketAt(core, pair), mode, duration)),
  seedLastPrice: (pair, price) =>
    core.operate(() => {
      const market = marketAt(core, pair);
      market.lastPrice = price;
      market.priceMoved = true;
      touchMarket(core, market);
      followPrice(core, market);
    }),
});

export const createVenue: CreateVenue = (options) => {
  const events = new Subject<VenueEvent>();
  const pending: VenueEvent[] = [];
  let depth = 0;
  let isPublishing = false;

  const publish = (): void => {
    if (isPublishing) return;
    isPublishing = true;
    for (let index = 0; index < pending.length; index += 1) events.next(pending[index] as VenueEvent);
    pending.length = 0;
    isPublishing = false;
  };

  const operate = <T>(command: () => T): T => {
    depth += 1;
    try {
      return command();
    } finally {
      if (depth === 1) conclude(core);
      depth -= 1;
      if (depth === 0) publish();
    }
  };

  const core = createCore(options, (event) => pending.push(event), operate);
  startClocks(core);

  return {
    ...orderCommands(core),
    ...depositCommands(core),
    ...withdrawalCommands(core),
    ...dealerCommands(core),
    ...operatorCommands(core),
    ...outsideCommands(core),
    ...restoringCommands(core),
    ...userQueries(core),
    ...marketQueries(core),
    events$: events.asObservable(),
    conservation: () => conservationOf(core),
    close: () => {
      core.agenda.clear();
      events.complete();
    },
  };
};
