import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../../src/simulator/venue/index';
import { fixture, type Fixture } from './fixture';

const minute = 60_000;

const depositStates = (sim: Fixture): string[] =>
  sim.events.flatMap((event) => (event.type === 'deposit' ? [event.deposit.status] : []));

describe('deposits', () => {
  it('go from FOUND to CONFIRMED to DONE, and only then count', () => {
    const sim = fixture();
    const user = sim.user({});
    const found = sim.venue.deposit(user, { asset: 'btc', amount: 100_000_000n });
    expect(found).toMatchObject({
      status: 'FOUND',
      network: 'bitcoin',
      confirmedAt: null,
      awaitsOriginator: false,
    });
    expect(found.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    sim.clock.advanceBy(10 * minute);
    expect(depositStates(sim)).toEqual(['FOUND', 'CONFIRMED']);
    expect(sim.balance(user, 'btc').onhand).toBe('0.00000000');
    sim.clock.advanceBy(10_000);
    expect(depositStates(sim)).toEqual(['FOUND', 'CONFIRMED', 'DONE']);
    expect(sim.balance(user, 'btc').onhand).toBe('1.00000000');
    expect(sim.venue.deposits(user, {})).toMatchObject([
      { status: 'DONE', foundAt: found.foundAt, confirmedAt: found.foundAt + 10 * minute, txid: found.txid },
    ]);
  });

  it('of yen count at once, and are listed only when asked for', () => {
    const sim = fixture();
    const user = sim.user({});
    sim.venue.deposit(user, { asset: 'jpy', amount: 10_000n });
    expect(sim.balance(user, 'jpy').onhand).toBe('1.0000');
    expect(sim.venue.deposits(user, {})).toEqual([]);
    expect(sim.venue.deposits(user, { asset: 'jpy' })).toMatchObject([
      { status: 'DONE', network: null, txid: null },
    ]);
  });

  it('wait for their originator, and block withdrawals until then', () => {
    const sim = fixture();
    const user = sim.user({ btc: '1' });
    sim.venue.addWithdrawalAccount(user, cold);
    const [first, second] = [1n, 2n].map((amount) =>
      sim.venue.deposit(user, { asset: 'btc', amount, awaitsOriginator: true }),
    );
    sim.clock.advanceBy(60 * minute);
    expect(sim.venue.unconfirmedDeposits(user).map(({ amount }) => amount)).toEqual([1n, 2n]);
    expect(sim.venue.requestWithdrawal(user, request('0.1'))).toMatchObject({ code: 50054 });
    const named = (uuid: string | undefined, originatorUuid: string): unknown =>
      sim.venue.confirmDeposits(user, [{ uuid: uuid ?? '', originatorUuid }]);
    const originator = (status: 'CONFIRMED' | 'SCREENING' | 'DEPRECATED'): string =>
      sim.venue.addOriginator(user, { label: 'own wallet', status }).uuid;
    expect(named('no such', originator('CONFIRMED'))).toMatchObject({ code: 50045 });
    expect(named(first?.uuid, 'no such')).toMatchObject({ code: 50044 });
    expect(named(first?.uuid, originator('SCREENING'))).toMatchObject({ code: 50051 });
    expect(named(first?.uuid, originator('DEPRECATED'))).toMatchObject({ code: 50052 });
    expect(named(first?.uuid, originator('CONFIRMED'))).toBeNull();
    expect(sim.venue.unconfirmedDeposits(user)).toMatchObject([{ uuid: second?.uuid }]);
    expect(sim.venue.confirmAllDeposits(user, originator('CONFIRMED'))).toBeNull();
    expect(sim.venue.unconfirmedDeposits(user)).toEqual([]);
    sim.clock.advanceBy(10_000);
    expect(sim.balance(user, 'btc').onhand).toBe('1.00000003');
  });
});

const cold = {
  type: 'crypto',
  uuid: 'cold',
  asset: 'btc',
  label: 'cold wallet',
  network: 'bitcoin',
  address: 'bc1',
  destinationTag: null,
} as const;

const bank = {
  type: 'bank',
  uuid: 'bank',
  asset: 'jpy',
  label: '',
  bankName: 'bank',
  branchName: 'branch',
  accountType: 'ordinary',
  accountNumber: '1',
  accountOwner: 'owner',
} as const;

const request = (amount: string): { asset: string; accountUuid: string; amount: bigint } => ({
  asset: 'btc',
  accountUuid: 'cold',
  amount: BigInt(Number(amount) * 1e8),
});

describe('withdrawals', () => {
  it('hold amount and fee, and leave when they are DONE', () => {
    const sim = fixture();
    const user = sim.user({ btc: '1' });
    sim.venue.addWithdrawalAccount(user, cold);
    const requested = sim.venue.requestWithdrawal(user, request('0.5'));
    expect(requested).toMatchObject({ status: 'CONFIRMING', fee: 60_000n, txid: null });
    const held = { free: '0.49940000', locked: '0.50060000', onhand: '1.00000000' };
    const states: unknown[] = [];
    for (const wait of [30_000, 2 * minute, 5 * minute]) {
      expect(sim.balance(user, 'btc')).toEqual(held);
      sim.clock.advanceBy(wait);
      states.push(sim.venue.withdrawals(user, {})[0]?.status);
    }
    expect(states).toEqual(['EXAMINING', 'SENDING', 'DONE']);
    expect(sim.balance(user, 'btc')).toEqual({
      free: '0.49940000',
      locked: '0.00000000',
      onhand: '0.49940000',
    });
    expect(sim.venue.withdrawals(user, {})[0]?.txid).toMatch(/^[0-9a-f]{64}$/);
    expect(sim.venue.conservation().find(({ asset }) => asset === 'btc')).toMatchObject({
      deposited: 100_000_000n,
      withdrawn: 50_000_000n,
      fees: 60_000n,
    });
  });

  it('can end earlier, and release the money that they held', () => {
    const sim = fixture();
    const user = sim.user({ btc: '1' });
    sim.venue.addWithdrawalAccount(user, cold);
    const requested = sim.venue.requestWithdrawal(user, request('0.5'));
    if (isRefusal(requested)) throw new Error('refused');
    sim.venue.endWithdrawal(requested.uuid, 'REJECTED');
    expect(sim.balance(user, 'btc').free).toBe('1.00000000');
    sim.clock.advanceBy(60 * minute);
    expect(sim.venue.withdrawals(user, {})[0]?.status).toBe('REJECTED');
    expect(() => {
      sim.venue.endWithdrawal(requested.uuid, 'CANCELED');
    }).toThrow('REJECTED');
  });

  it('of yen cost more from 30,000 on', () => {
    const sim = fixture();
    const user = sim.user({ jpy: '100000' });
    sim.venue.addWithdrawalAccount(user, bank);
    const fee = (yen: bigint): unknown => {
      const outcome = sim.venue.requestWithdrawal(user, {
        asset: 'jpy',
        accountUuid: 'bank',
        amount: yen * 10_000n,
      });
      return isRefusal(outcome) ? outcome.code : outcome.fee;
    };
    expect(fee(29_999n)).toBe(5_500_000n);
    expect(fee(30_000n)).toBe(7_700_000n);
    expect(fee(40_000n)).toBe(60001);
  });

  it('are refused with the documented codes', () => {
    const sim = fixture();
    const user = sim.user({ btc: '1', jpy: '1000000' });
    sim.venue.addWithdrawalAccount(user, cold);
    sim.venue.addWithdrawalAccount(user, { ...cold, uuid: 'elsewhere', network: 'dogecoin' });
    const code = (change: object): unknown => {
      const outcome = sim.venue.requestWithdrawal(user, { ...request('0.1'), ...change });
      return isRefusal(outcome) ? outcome.code : outcome.status;
    };
    expect(code({ asset: 'gold' })).toBe(40025);
    expect(code({ accountUuid: 'nobody' })).toBe(40028);
    expect(code({ asset: 'jpy' })).toBe(40028);
    expect(code({ amount: 0n })).toBe(40048);
    expect(code({ accountUuid: 'elsewhere' })).toBe(50071);
    expect(code({ amount: 99_940_001n })).toBe(60001);
    expect(code({ amount: 99_940_000n })).toBe('CONFIRMING');
  });

  it('may not take the margin that a position needs', () => {
    const sim = fixture();
    const user = sim.user({ jpy: '1000000' });
    sim.venue.addWithdrawalAccount(user, bank);
    sim.place(sim.house, 'btc_jpy', { type: 'limit', side: 'sell', price: '10000000', amount: '1' });
    sim.place(user, 'btc_jpy', { type: 'market', side: 'buy', amount: '0.1', position_side: 'long' });
    const outcome = (yen: bigint): unknown => {
      const reply = sim.venue.requestWithdrawal(user, {
        asset: 'jpy',
        accountUuid: 'bank',
        amount: yen * 10_000n,
      });
      return isRefusal(reply) ? reply.code : reply.status;
    };
    // There are 1,000,000 less a deferred fee of 1,000; 500,000 must stay, and the withdrawal costs 770.
    expect(outcome(498_231n)).toBe(60001);
    expect(outcome(498_230n)).toBe('CONFIRMING');
  });
});

describe("the venue's own counter", () => {
  it('buys and sells at its price', () => {
    const sim = fixture();
    const user = sim.user({ jpy: '1000000', btc: '0' });
    const order = { asset: 'btc', side: 'buy', amount: 1_000_000n, price: '15000000.5' } as const;
    expect(sim.venue.dealerOrder(user, order)).toMatchObject({
      asset: 'btc',
      side: 'buy',
      price: '15000000.5',
    });
    expect(sim.balance(user, 'jpy').onhand).toBe('849999.9950');
    expect(sim.balance(user, 'btc').onhand).toBe('0.01000000');
    expect(sim.venue.dealerOrder(user, { ...order, side: 'sell', amount: 1_000_001n })).toMatchObject({
      code: 60001,
    });
    sim.venue.dealerOrder(user, { ...order, side: 'sell' });
    expect(sim.balance(user, 'jpy').onhand).toBe('1000000.0000');
    expect(sim.events.filter(({ type }) => type === 'dealer-order').length).toBe(2);
  });
});
