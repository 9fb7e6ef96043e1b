import type { Core } from './core';
import { showBalance, balanceOf } from './ledger';
import { checkMargins, coverLosses, payDebts } from './margin';
import { showPosition } from './positions';
import type { MarketState } from './state';
import { cancelIdleClosers, fireTriggers } from './stops';

/** Ends every operation. First come its consequences. Then each change is emitted once, in its final state. */
export const conclude = (core: Core): void => {
  followUp(core);
  payDebts(core);
  publishLevels(core);
  publishBalances(core);
  publishPositions(core);
};

/** Fires triggers, covers losses and liquidates, until nothing more follows. */
const followUp = (core: Core): void => {
  const { touchedMarkets, uncovered, marginUsers } = core;
  let seen = 0;
  do {
    coverLosses(core);
    for (const position of [...core.changedPositions]) cancelIdleClosers(core, position);
    let hasMoved = false;
    for (; seen < touchedMarkets.length; seen += 1) {
      const market = touchedMarkets[seen] as MarketState;
      market.touched = false;
      fireTriggers(core, market);
      hasMoved ||= market.priceMoved;
      market.priceMoved = false;
    }
    if (marginUsers.size > 0 && (hasMoved || core.balanceChanges.length > 0)) checkMargins(core);
  } while (seen < touchedMarkets.length || uncovered.size > 0);
};

const publishLevels = (core: Core): void => {
  for (const { pair, changedLevels } of core.touchedMarkets) {
    for (const level of changedLevels) {
      level.changed = false;
      core.sequence += 2;
      const { side, price, total } = level;
      core.emit({ type: 'level', pair, side, price, amount: total, sequence: core.sequence });
    }
    changedLevels.length = 0;
  }
  core.touchedMarkets.length = 0;
};

const publishBalances = (core: Core): void => {
  for (const { account, asset } of core.balanceChanges) {
    const balance = balanceOf(account, asset);
    balance.changed = false;
    const rules = core.assets[asset];
    if (rules === undefined) continue;
    core.emit({ type: 'asset', user: account.id, balance: showBalance(rules, balance) });
  }
  core.balanceChanges.length = 0;
};

const publishPositions = (core: Core): void => {
  for (const position of core.changedPositions) {
    position.changed = false;
    core.emit({ type: 'position', user: position.account.id, position: showPosition(position) });
  }
  core.changedPositions.length = 0;
};
