import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toUnits } from '../../../src/model/decimal';
import { drawQuirks } from '../../../src/simulator/venue/quirks';
import { randomOf } from '../../../src/simulator/market/random';
import {
  isRefusal,
  type NewOrder,
  type VenueOrder,
  type VenueEvent,
  type VenueInstrument,
} from '../../../src/simulator/venue/index';
import { fixture, pairs, type Fixture } from './fixture';

// These laws must hold after every operation, whatever happens to the venue. They are checked against an account of the
// venue that is kept here, apart from its own.

// ---------------------------------------------------------------------------------------------- operations

/** Mid prices, in ticks. */
const middle: Readonly<Record<string, number>> = {
  btc_jpy: 15_000_000,
  xrp_jpy: 350_000,
  eth_jpy: 600_000,
  sui_jpy: 500_000,
  dai_jpy: 150_000,
  mona_btc: 800,
};

const types = [
  'limit',
  'limit',
  'limit',
  'market',
  'stop',
  'stop_limit',
  'take_profit',
  'stop_loss',
] as const;

interface Step {
  readonly kind: number;
  readonly user: number;
  readonly pair: number;
  readonly type: number;
  readonly sell: boolean;
  readonly position: number;
  readonly size: number;
  readonly near: number;
  readonly wide: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.nat(99),
  user: fc.nat(3),
  pair: fc.nat(pairs.length * 2 - 1).map((index) => (index < pairs.length ? index : 1)),
  type: fc.nat(types.length - 1),
  sell: fc.boolean(),
  position: fc.nat(3),
  size: fc.integer({ min: 1, max: 2_000_000 }),
  near: fc.integer({ min: -50, max: 50 }),
  wide: fc.boolean(),
});

const orderOf = ({ pair, type, sell, position, size, near, wide }: Step): NewOrder => {
  const name = pairs[pair] ?? 'xrp_jpy';
  const mid = middle[name] ?? 0;
  const price = Math.max(1, wide ? Math.round(mid * (1 + near / 100)) : mid + near);
  const kind = types[type] ?? 'limit';
  const hasPrice = kind === 'limit' || kind === 'stop_limit';
  return {
    pair: name,
    side: sell ? 'sell' : 'buy',
    type: kind,
    amount: kind === 'stop_loss' && size % 2 === 0 ? null : BigInt(size),
    price: hasPrice ? price : null,
    triggerPrice: kind === 'limit' || kind === 'market' ? null : price,
    postOnly: kind === 'limit' && size % 5 === 0,
    positionSide: name.endsWith('jpy') && position < 2 ? (position === 0 ? 'long' : 'short') : null,
  };
};

const modes = ['NONE', 'CIRCUIT_BREAK', 'FULL_RANGE_CIRCUIT_BREAK', 'RESUMPTION', 'LISTING'] as const;
const states = ['NORMAL', 'BUSY', 'VERY_BUSY', 'HALT', 'NORMAL', 'NORMAL'] as const;

/** Performs a step. Users 0 to 2 are customers, 3 is a participant. */
const take = ({ venue, clock }: Fixture, users: readonly number[], one: Step): void => {
  const user = users[one.user] ?? 0;
  const pair = pairs[one.pair] ?? 'xrp_jpy';
  const active = venue.activeOrders(user, {});
  if (one.kind < 66) venue.submitOrder(user, orderOf(one));
  else if (one.kind < 76) {
    const order = active[one.size % Math.max(1, active.length)];
    if (order !== undefined) venue.cancelOrder(user, order.pair, order.orderId);
  } else if (one.kind < 79) {
    venue.cancelOrders(
      user,
      pair,
      active.filter((order) => order.pair === pair).map(({ orderId }) => orderId),
    );
  } else if (one.kind < 84) clock.advanceBy(one.wide ? one.size : one.near + 50);
  else if (one.kind < 86) clock.advanceBy(one.size * 100);
  else if (one.kind < 89)
    venue.deposit(user, {
      asset: one.sell ? 'btc' : 'jpy',
      amount: BigInt(one.size),
      awaitsOriginator: one.wide,
    });
  else if (one.kind < 92) {
    const asset = one.sell ? 'btc' : 'jpy';
    venue.requestWithdrawal(user, {
      asset,
      accountUuid: `${asset}-account`,
      amount: BigInt(one.size) * 1000n,
    });
  } else if (one.kind < 93) {
    const open = venue
      .withdrawals(user, { asset: 'jpy' })
      .find(({ status }) => status === 'CONFIRMING' || status === 'EXAMINING');
    if (open !== undefined) venue.endWithdrawal(open.uuid, 'CANCELED');
  } else if (one.kind < 94) {
    venue.dealerOrder(user, {
      asset: 'btc',
      side: one.sell ? 'sell' : 'buy',
      amount: BigInt(one.size),
      price: '15000.5',
    });
  } else if (one.kind < 95) {
    const originator = venue.addOriginator(user, { label: '', status: 'CONFIRMED' });
    venue.confirmAllDeposits(user, originator.uuid);
  } else if (one.kind < 96) {
    const mid = middle[pair] ?? 0;
    venue.seedLastPrice(pair, Math.round(mid * (1 + one.near / 100)));
  } else if (one.kind < 97) venue.setCircuitBreak(pair, modes[one.size % 5] ?? 'NONE', 60_000);
  else if (one.kind < 98) venue.setPairStatus(pair, states[one.size % 6] ?? 'NORMAL');
  else {
    const order = active[0];
    if (order !== undefined) venue.invalidateOrders(user, order.pair, [order.orderId]);
  }
};

// ---------------------------------------------------------------------------------------------- laws

/** Checks a law. Each run checks thousands, so that an `expect` for each would take most of the time. */
const law = (name: string, holds: boolean): void => {
  if (!holds) throw new Error(`broken: ${name}`);
};

/** Converts a decimal rate to units of 10^-8. */
const rate = (text: string): bigint => toUnits(text, 8);

const positive = (value: bigint): bigint => (value > 0n ? value : 0n);

const precisions: Readonly<Record<string, number>> = {
  jpy: 4,
  btc: 8,
  xrp: 6,
  eth: 8,
  sui: 8,
  dai: 8,
  mona: 8,
};

/** Returns the amount that an open spot order must hold, by the formula in ledger.ts. */
const lockOf = (
  order: VenueOrder,
  rules: VenueInstrument,
  isRoundedUp: boolean,
): { asset: string; amount: bigint } => {
  const remaining = order.remainingAmount ?? 0n;
  if (order.side === 'sell') {
    const places = (precisions[rules.baseAsset] ?? 0) - rules.amountDigits;
    return { asset: rules.baseAsset, amount: remaining * 10n ** BigInt(places) };
  }
  const maker = rate(rules.fees.makerQuote);
  const taker = rate(rules.fees.takerQuote);
  const surcharge =
    order.price === null ? rate(rules.marketAllowanceRate) : positive(maker > taker ? maker : taker);
  const price = BigInt(order.price ?? order.triggerPrice ?? 0);
  const places = rules.priceDigits + rules.amountDigits + 8 - (precisions[rules.quoteAsset] ?? 0);
  const exact = price * remaining * (10n ** 8n + surcharge);
  const unit = 10n ** BigInt(places);
  return {
    asset: rules.quoteAsset,
    amount: isRoundedUp ? (exact + unit - 1n) / unit : exact / unit,
  };
};

const checkUser = ({ venue, quirks }: Fixture, user: number): void => {
  const active = venue.activeOrders(user, {});
  const locks = new Map<string, bigint>();
  const lock = (asset: string, amount: bigint): void =>
    void locks.set(asset, (locks.get(asset) ?? 0n) + amount);
  for (const order of active) {
    const rules = venue.instrument(order.pair);
    if (rules === undefined || order.positionSide !== null) continue;
    const { asset, amount } = lockOf(order, rules, quirks.lockRounding === 'up');
    lock(asset, amount);
  }
  const withdrawing = new Map<string, bigint>();
  for (const asset of ['jpy', 'btc']) {
    for (const { status, amount, fee } of venue.withdrawals(user, { asset })) {
      if (status !== 'CONFIRMING' && status !== 'EXAMINING' && status !== 'SENDING') continue;
      lock(asset, amount + fee);
      withdrawing.set(asset, (withdrawing.get(asset) ?? 0n) + amount + fee);
    }
  }
  for (const { asset, free, locked, onhand, withdrawing: held } of venue.assets(user)) {
    law(`${asset}: onhand = free + locked`, onhand === free + locked);
    law(`${asset}: free ${free} is not negative`, free >= 0n);
    law(`${asset}: locked ${locked} = ${locks.get(asset) ?? 0n}`, locked === (locks.get(asset) ?? 0n));
    law(`${asset}: withdrawing`, held === (withdrawing.get(asset) ?? 0n));
  }
  for (const pair of pairs) {
    law(`${pair}: 30 open orders`, active.filter((order) => order.pair === pair).length <= 30);
  }
  for (const { openAmount, lockedAmount, pair, positionSide } of venue.marginPositions(user).positions) {
    const held = active
      .filter((order) => order.pair === pair && order.positionSide === positionSide)
      .filter((order) => (order.side === 'sell') === (positionSide === 'long'))
      .filter((order) => order.status !== 'INACTIVE' || order.type === 'stop' || order.type === 'stop_limit')
      .reduce((sum, order) => sum + (order.remainingAmount ?? 0n), 0n);
    law(`${pair} ${positionSide}: ${lockedAmount} held, by orders ${held}`, lockedAmount === held);
    law(`${pair} ${positionSide}: held ≤ open`, lockedAmount <= openAmount);
  }
};

const checkMoney = ({ venue }: Fixture): void => {
  for (const sums of venue.conservation()) {
    const { users, house, fees, residue, marginPool, deposited, withdrawn } = sums;
    law(
      `conservation of ${sums.asset}`,
      users + house + fees + residue + marginPool === deposited - withdrawn,
    );
  }
};

const checkBooks = ({ venue }: Fixture, users: readonly number[]): void => {
  const resting = users
    .flatMap((user) => venue.activeOrders(user, {}))
    .filter(({ status }) => status !== 'INACTIVE');
  for (const pair of pairs) {
    for (const side of ['buy', 'sell'] as const) {
      const sums = new Map<number, bigint>();
      for (const order of resting) {
        if (order.pair !== pair || order.side !== side) continue;
        sums.set(order.price ?? 0, (sums.get(order.price ?? 0) ?? 0n) + (order.remainingAmount ?? 0n));
      }
      const levels = [...sums].sort(([a], [b]) => (side === 'buy' ? b - a : a - b));
      law(`${pair} ${side}: levels`, String(venue.bookSide(pair, side, Infinity)) === String(levels));
      law(
        `${pair} ${side}: total`,
        venue.bookTotal(pair, side) === levels.reduce((sum, [, amount]) => sum + amount, 0n),
      );
    }
    const bid = venue.bestPrice(pair, 'buy');
    const ask = venue.bestPrice(pair, 'sell');
    if (venue.circuitBreakInfo(pair)?.mode === 'NONE' && bid !== null && ask !== null) {
      law(`${pair}: not crossed`, bid < ask);
    }
  }
};

const ranks: Readonly<Record<VenueOrder['status'], number>> = {
  INACTIVE: 0,
  UNFILLED: 1,
  PARTIALLY_FILLED: 2,
  FULLY_FILLED: 3,
  CANCELED_UNFILLED: 3,
  CANCELED_PARTIALLY_FILLED: 3,
  REJECTED: 3,
};

/** Checks that the facts of events alone agree with the queries. */
const checkEvents = ({ venue, events }: Fixture, users: readonly number[]): void => {
  const balances = new Map<string, unknown>();
  const levels = new Map<string, bigint>();
  const orders = new Map<number, VenueOrder>();
  const executed = new Map<number, bigint>();
  const sides = new Map<number, number>();
  const sequences = new Map<string, number>();
  for (const event of events) {
    switch (event.type) {
      case 'asset':
        balances.set(`${event.user} ${event.balance.asset}`, event.balance);
        break;
      case 'level': {
        levels.set(`${event.pair} ${event.side} ${event.price}`, event.amount);
        law('the sequence never steps by one', event.sequence - (sequences.get(event.pair) ?? 0) > 1);
        sequences.set(event.pair, event.sequence);
        break;
      }
      case 'order': {
        const before = orders.get(event.order.orderId);
        expect(event.isNew).toBe(before === undefined);
        expect(ranks[event.order.status]).toBeGreaterThanOrEqual(ranks[before?.status ?? 'INACTIVE']);
        expect(ranks[before?.status ?? 'INACTIVE'], 'nothing follows an end').toBeLessThan(3);
        expect(event.order.executedAmount).toBeGreaterThanOrEqual(before?.executedAmount ?? 0n);
        const { startAmount, remainingAmount, executedAmount } = event.order;
        if (startAmount !== null) expect(executedAmount + (remainingAmount ?? 0n)).toBe(startAmount);
        orders.set(event.order.orderId, event.order);
        break;
      }
      case 'fill': {
        const { orderId, amount, tradeId } = event.fill;
        executed.set(orderId, (executed.get(orderId) ?? 0n) + amount);
        sides.set(tradeId, (sides.get(tradeId) ?? 0) + 1);
        break;
      }
      case 'trade':
        expect(sides.get(event.trade.tradeId) ?? 0).toBeLessThanOrEqual(2);
        break;
    }
  }
  for (const user of users) {
    for (const balance of venue.assets(user)) {
      const told = balances.get(`${user} ${balance.asset}`);
      if (told !== undefined) expect(told).toEqual(balance);
    }
    for (const order of venue.activeOrders(user, {})) {
      if (orders.has(order.orderId)) expect(orders.get(order.orderId)).toEqual(order);
    }
  }
  for (const [id, order] of orders) expect(executed.get(id) ?? 0n).toBe(order.executedAmount);
  for (const pair of pairs) {
    for (const side of ['buy', 'sell'] as const) {
      const told = [...levels].filter(([key, amount]) => key.startsWith(`${pair} ${side} `) && amount > 0n);
      expect(told.length).toBe(venue.bookSide(pair, side, Infinity).length);
      for (const [price, amount] of venue.bookSide(pair, side, Infinity)) {
        expect(levels.get(`${pair} ${side} ${price}`)).toBe(amount);
      }
    }
  }
};

const prepare = (seed: number): { setting: Fixture; users: readonly number[] } => {
  const random = randomOf('quirks', seed);
  const setting = fixture(
    // Hidden orders would be hidden from these checks too.
    seed === 0 ? {} : { ...drawQuirks(() => random.next()), inactiveOrders: 'listed' },
    seed,
  );
  const { venue } = setting;
  const rich = { jpy: '50000000', btc: '30', xrp: '1000', eth: '20', sui: '500', dai: '5000', mona: '5000' };
  const users = [setting.user(rich), setting.user({ jpy: '50000' }), setting.user(rich), setting.house];
  for (const user of users.slice(0, 3)) {
    venue.addWithdrawalAccount(user, {
      type: 'crypto',
      uuid: 'btc-account',
      asset: 'btc',
      label: '',
      network: 'bitcoin',
      address: 'x',
      destinationTag: null,
    });
    venue.addWithdrawalAccount(user, {
      type: 'bank',
      uuid: 'jpy-account',
      asset: 'jpy',
      label: '',
      bankName: '',
      branchName: '',
      accountType: '',
      accountNumber: '',
      accountOwner: '',
    });
  }
  for (const pair of pairs) venue.seedLastPrice(pair, middle[pair] ?? 1);
  return { setting, users };
};

describe('the venue, after any commands', () => {
  it('conserves money, locks the amounts that it states, and keeps its books', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.array(step, { minLength: 1, maxLength: 120 }), (seed, steps) => {
        const { setting, users } = prepare(seed);
        for (const one of steps) {
          take(setting, users, one);
          checkMoney(setting);
          users.slice(0, 3).forEach((user) => checkUser(setting, user));
          checkBooks(setting, users);
        }
        checkEvents(setting, users.slice(0, 3));
        setting.venue.close();
      }),
      { numRuns: 200 },
    );
  });

  it('moves the money that the fills say, and no other', () => {
    // These are orders, cancels and time only. Other movements of money have tests of their own.
    const trading = step.map((one) => ({ ...one, kind: one.kind % 84 }));
    fc.assert(
      fc.property(fc.array(trading, { minLength: 20, maxLength: 120 }), (steps) => {
        const { setting, users } = prepare(0);
        const { venue } = setting;
        const customers = users.slice(0, 3);
        const holdings = (user: number): Map<string, bigint> =>
          new Map(venue.assets(user).map(({ asset, onhand }) => [asset, onhand]));
        const expected = customers.map(holdings);
        for (const one of steps) take(setting, users, one);
        for (const [at, user] of customers.entries()) {
          const sums = expected[at] ?? new Map<string, bigint>();
          const add = (asset: string, amount: bigint): void =>
            void sums.set(asset, (sums.get(asset) ?? 0n) + amount);
          for (const fill of venue.tradeHistory(user, {})) {
            const rules = venue.instrument(fill.pair);
            if (rules === undefined) throw new Error(fill.pair);
            if (fill.positionSide !== null) {
              add(rules.quoteAsset, (fill.profitLoss ?? 0n) / 100n);
              continue;
            }
            const sign = fill.side === 'buy' ? 1n : -1n;
            const basePlaces = (precisions[rules.baseAsset] ?? 0) - rules.amountDigits;
            const quotePlaces = rules.priceDigits + rules.amountDigits - (precisions[rules.quoteAsset] ?? 0);
            const notional = (BigInt(fill.price) * fill.amount) / 10n ** BigInt(quotePlaces);
            add(rules.baseAsset, sign * fill.amount * 10n ** BigInt(basePlaces));
            add(rules.quoteAsset, -sign * notional - fill.feeQuote);
          }
          add('jpy', venue.marginPositions(user).payables);
          expect(holdings(user)).toEqual(sums);
        }
      }),
    );
  });

  it('emits the same events for the same seed and commands', () => {
    const log = (seed: number, steps: readonly Step[]): string => {
      const { setting, users } = prepare(seed);
      steps.forEach((one) => take(setting, users, one));
      return JSON.stringify(setting.events, (_, value: unknown) =>
        typeof value === 'bigint' ? `${value}n` : value,
      );
    };
    fc.assert(
      fc.property(fc.nat(1000), fc.array(step, { minLength: 20, maxLength: 100 }), (seed, steps) => {
        const first = log(seed, steps);
        expect(log(seed, steps)).toBe(first);
        expect(first.length).toBeGreaterThan(2);
      }),
      { numRuns: 20 },
    );
  });

  it('reaches the states that the laws are about', () => {
    // The laws above would also hold in an idle venue. So the same steps must cause all of these.
    const seen = new Set<string>();
    const note = (event: VenueEvent): void => {
      if (event.type === 'order') seen.add(`${event.order.type} ${event.order.status}`);
      else if (event.type === 'fill') seen.add(`fill ${event.fill.positionSide ?? 'spot'}`);
      else seen.add(event.type);
    };
    for (const steps of fc.sample(fc.array(step, { minLength: 120, maxLength: 120 }), {
      numRuns: 60,
      seed: 7,
    })) {
      const { setting, users } = prepare(0);
      setting.venue.events$.subscribe(note);
      for (const one of steps) take(setting, users, one);
    }
    expect([...seen]).toEqual(
      expect.arrayContaining([
        ...['fill spot', 'fill long', 'fill short', 'trade', 'position', 'circuit-break', 'invalidation'],
        ...['deposit', 'withdrawal', 'dealer-order', 'pair-status'],
        ...[
          'market FULLY_FILLED',
          'market REJECTED',
          'limit PARTIALLY_FILLED',
          'limit CANCELED_PARTIALLY_FILLED',
        ],
        ...['stop FULLY_FILLED', 'stop_limit UNFILLED'],
      ]),
    );
  });

  it('keeps its laws while a market falls and rises under margin positions', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.array(
          fc.record({
            move: fc.oneof(fc.integer({ min: -10, max: 10 }), fc.integer({ min: -45, max: 60 })),
            orders: fc.array(step, { maxLength: 4 }),
          }),
          {
            minLength: 10,
            maxLength: 20,
          },
        ),
        (seed, days) => {
          const { setting, users } = prepare(seed);
          const { venue, clock, house } = setting;
          venue.events$.subscribe((event) => {
            seen.add(event.type === 'order' ? event.order.type : event.type);
            if (event.type === 'notice') seen.add(event.notice.what ?? 'relief');
          });
          const check = (): void => {
            checkMoney(setting);
            users.slice(0, 3).forEach((user) => checkUser(setting, user));
            checkBooks(setting, users);
          };
          let mid = middle['xrp_jpy'] ?? 0;
          for (const { move, orders } of days) {
            mid = Math.max(1000, Math.round(mid * (1 + move / 100)));
            const quotes = venue.activeOrders(house, { pair: 'xrp_jpy' });
            venue.cancelOrders(
              house,
              'xrp_jpy',
              quotes.slice(0, 30).map(({ orderId }) => orderId),
            );
            venue.seedLastPrice('xrp_jpy', mid);
            check();
            for (const side of ['buy', 'sell'] as const) {
              for (let level = 1; level <= 5; level += 1) {
                const price = side === 'buy' ? mid - level * 50 : mid + level * 50;
                venue.submitOrder(house, {
                  pair: 'xrp_jpy',
                  side,
                  type: 'limit',
                  amount: 1_000_000n,
                  price,
                  triggerPrice: null,
                  postOnly: false,
                  positionSide: null,
                });
              }
            }
            // The poorest user orders with all of its money.
            const room = venue
              .marginStatus(users[1] ?? 1)
              .availableBalances.find(({ pair }) => pair === 'xrp_jpy');
            const all = (toUnits(room?.long ?? '0', 4) * 900n) / BigInt(mid);
            const long = move % 2 === 0;
            if (all > 0n) {
              venue.submitOrder(users[1] ?? 1, {
                pair: 'xrp_jpy',
                side: long ? 'buy' : 'sell',
                type: 'market',
                amount: all,
                price: null,
                triggerPrice: null,
                postOnly: false,
                positionSide: long ? 'long' : 'short',
              });
            }
            check();
            for (const one of orders) {
              const size = one.size * 4;
              const order = orderOf({
                ...one,
                pair: 1,
                position: one.position % 2,
                type: one.type % 4,
                size,
              });
              const price = order.price === null ? null : Math.max(1, mid + one.near * 10);
              venue.submitOrder(users[one.user % 3] ?? 0, { ...order, price });
              check();
            }
            clock.advanceBy(3 * 60 * 60_000);
            check();
          }
          checkEvents(setting, users.slice(0, 3));
        },
      ),
      { numRuns: 40, seed: 1 },
    );
    expect([...seen]).toEqual(
      expect.arrayContaining(['losscut', 'notice', 'marginCall', 'debt', 'relief', 'payable', 'position']),
    );
  });

  it('answers refusals with values', () => {
    const { setting, users } = prepare(0);
    const outcome = setting.venue.submitOrder(users[0] ?? 0, {
      ...orderOf({
        kind: 0,
        user: 0,
        pair: 1,
        type: 0,
        sell: false,
        position: 3,
        size: 1,
        near: 0,
        wide: false,
      }),
      pair: 'nothing',
    });
    expect(isRefusal(outcome) && outcome.code).toBe(40017);
  });
});
