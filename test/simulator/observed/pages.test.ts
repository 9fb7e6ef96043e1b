import { describe, expect } from 'vitest';
import { facts, shows } from './facts';
import { venueAt } from './venue';

type Row = Readonly<Record<string, unknown>>;
type Venue = ReturnType<typeof venueAt>;

const noon = '2026-11-20T03:00:00Z';
const order = '/user/spot/order';
const prices: Readonly<Record<string, string>> = { btc_jpy: '13640000', eth_jpy: '486000' };

/** Opens a venue whose user has traded with itself `times` times in each pair. */
const traded = (times: number, pairs: readonly string[] = ['btc_jpy'], quirks = {}): Venue => {
  const venue = venueAt(noon, {
    quirks,
    accounts: [
      {
        apiKey: 'key',
        apiSecret: 'secret',
        balances: { jpy: '90000000', btc: '9', eth: '9' },
        rateLimits: { QUERY: Infinity, UPDATE: Infinity },
      },
    ],
  });
  for (const pair of pairs) {
    for (let at = 0; at < times; at++) {
      const trade = { pair, type: 'limit', price: prices[pair], amount: '0.0001' };
      venue.post(order, { ...trade, side: 'sell' });
      venue.post(order, { ...trade, side: 'buy' });
    }
  }
  return venue;
};
const tradesOf = (venue: Venue, query = ''): readonly Row[] =>
  venue.get(`/user/spot/trade_history${query}`).data['trades'] as Row[];

describe(facts['withdrawal-history'].topic, () => {
  shows('withdrawal-history', () => {
    expect(venueAt(noon).get('/user/withdrawal_history').code).not.toBeNull();
    expect(venueAt(noon).get('/user/withdrawal_history?asset=btc').code).toBeNull();
    const lenient = venueAt(noon, { quirks: { withdrawalHistory: 'all_crypto' } });
    expect(lenient.get('/user/withdrawal_history').code).toBeNull();
  });

  shows('withdrawal-history-code', () => {
    expect(venueAt(noon).get('/user/withdrawal_history').code).toBe(30016);
  });

  const withDeposits = (): Venue => {
    const venue = venueAt(noon);
    for (const asset of ['jpy', 'btc']) venue.control('deposits', { apiKey: 'key', asset, amount: '1' });
    return venue;
  };
  const depositsOf = (query = ''): readonly Row[] =>
    withDeposits().get(`/user/deposit_history${query}`).data['deposits'] as Row[];

  shows('deposit-history', () => {
    expect(depositsOf().map(({ asset }) => asset)).toEqual(['btc']);
    expect(depositsOf('?asset=jpy').map(({ asset }) => asset)).toEqual(['jpy']);
  });

  shows('yen-deposit', () => {
    const [deposit = {}] = depositsOf('?asset=jpy');
    expect(Object.keys(deposit).sort()).toEqual(
      ['uuid', 'asset', 'amount', 'status', 'found_at', 'confirmed_at'].sort(),
    );
  });

  const accountsOf = (asset: string): readonly Row[] =>
    venueAt(noon).get(`/user/withdrawal_account?asset=${asset}`).data['accounts'] as Row[];

  shows('withdrawal-account', () => {
    for (const account of accountsOf('xrp'))
      expect(Object.keys(account).sort()).toEqual(['address', 'label', 'network', 'uuid']);
  });

  shows('yen-account', () => {
    expect(accountsOf('jpy').map((account) => Object.keys(account).sort())).toEqual([['label', 'uuid']]);
  });

  const withdrawn = (asset: string): Row => {
    const venue = venueAt(noon, { accounts: [rich] });
    const [account] = venue.get(`/user/withdrawal_account?asset=${asset}`).data['accounts'] as Row[];
    const request = { asset, uuid: account?.['uuid'], amount: asset === 'jpy' ? '10000' : '10' };
    return venue.post('/user/request_withdrawal', request).data;
  };
  const rich = {
    apiKey: 'key',
    apiSecret: 'secret',
    balances: { jpy: '1000000', btc: '100', xrp: '100', xlm: '100', xym: '100', atom: '100' },
  };

  shows('destination-tag', () => {
    expect(withdrawn('xrp')).toHaveProperty('destination_tag');
    expect(withdrawn('btc')).toMatchObject({ asset: 'btc' });
    expect(withdrawn('btc')).not.toHaveProperty('destination_tag');
  });

  shows('destination-tag-text', () => {
    expect(withdrawn('xrp')['destination_tag']).toBeTypeOf('number');
    for (const asset of ['xlm', 'xym', 'atom'])
      expect(withdrawn(asset)['destination_tag'], asset).toBeTypeOf('string');
  });

  shows('account-type', () => {
    expect(withdrawn('jpy')).toMatchObject({
      bank_name: 'Simulated Bank',
      branch_name: 'Main Branch',
      account_type: 'ordinary',
      account_number: '0000000',
      account_owner: 'SIMULATION',
    });
    expect(withdrawn('btc')).not.toHaveProperty('account_type');
  });

  shows('candles-timestamp', () => {
    const { timestamp } = venueAt(noon).public('/btc_jpy/candlestick/1hour/20261119').data;
    expect(timestamp).toBe(Date.parse(noon));
  });

  const candlesAt = (time: string, date: string, quirks = {}) => {
    const { status, code } = venueAt(time, { quirks }).public(`/btc_jpy/candlestick/1min/${date}`);
    return [status, code];
  };

  shows('young-day', () => {
    expect(candlesAt('2026-11-20T00:04:00Z', '20261120')).toEqual([200, 10000]);
    expect(candlesAt('2026-11-20T00:12:00Z', '20261120')).toEqual([200, null]);
    expect(candlesAt('2026-11-20T00:04:00Z', '20261119')).toEqual([200, null]);
    expect(candlesAt('2026-11-20T00:04:00Z', '20261120', { youngDay: 'present' })).toEqual([200, null]);
  });

  shows('young-day-ends', () => {
    expect(candlesAt('2026-11-20T00:09:59.990Z', '20261120')).toEqual([200, 10000]);
    expect(candlesAt('2026-11-20T00:10:00Z', '20261120')).toEqual([200, null]);
  });

  const transactionsAt = (time: string) => venueAt(time).public('/btc_jpy/transactions/20261120').status;

  shows('transactions-of-a-day', () => {
    expect(
      ['2026-11-20T12:00:00Z', '2026-11-20T23:59:59Z', '2026-11-21T00:12:00Z'].map(transactionsAt),
    ).toEqual([404, 404, 404]);
  });

  shows('transactions-come', () => {
    expect(['2026-11-21T00:59:59.990Z', '2026-11-21T01:00:00Z'].map(transactionsAt)).toEqual([404, 200]);
  });

  shows('trades-by-id', () => {
    const venue = traded(4);
    const ids = [...new Set(tradesOf(venue).map((row) => Number(row['trade_id'])))];
    expect(ids).toHaveLength(4);
    const [, newer, older] = ids;
    const page = tradesOf(venue, `?pair=btc_jpy&from_id=${older}&end_id=${newer}`);
    expect([...new Set(page.map((row) => row['trade_id']))]).toEqual([newer, older]);
  });

  shows('excess-count', () => {
    const rows = (quirks: object) => tradesOf(traded(502, ['btc_jpy'], quirks), '?count=1001').length;
    expect(rows({})).toBe(500);
    expect(rows({ excessCount: 'cap' })).toBe(1_000);
    const strict = venueAt(noon, { quirks: { excessCount: 'refused' } });
    expect(strict.get('/user/spot/trade_history?count=1001').code).toBe(40006);
  });

  shows('trades-of-all-pairs', () => {
    const pairs = tradesOf(traded(1, ['btc_jpy', 'eth_jpy'])).map(({ pair }) => pair);
    expect([...new Set(pairs)].sort()).toEqual(['btc_jpy', 'eth_jpy']);
  });

  shows('times-included', () => {
    const count = (quirks: object) => {
      const venue = traded(1, ['btc_jpy'], quirks);
      const at = Number(tradesOf(venue)[0]?.['executed_at']);
      return tradesOf(venue, `?since=${at}&end=${at}`).length;
    };
    expect(count({})).toBe(2);
    expect(count({ sinceBound: 'exclusive' })).toBe(0);
  });

  shows('public-cache', () => {
    const venue = traded(0);
    const last = () => venue.public('/btc_jpy/ticker').data['last'];
    const before = last();
    const trade = { pair: 'btc_jpy', type: 'limit', price: '12130100', amount: '0.0001' };
    venue.post(order, { ...trade, side: 'sell' });
    venue.post(order, { ...trade, side: 'buy' });
    expect(last()).toBe(before);
    venue.clock.advanceBy(1_000);
    expect(last()).toBe('12130100');
  });

  shows('latest-transactions', () => {
    const { transactions } = venueAt(noon).public('/btc_jpy/transactions').data as { transactions: Row[] };
    const times = transactions.map((row) => Number(row['executed_at']));
    expect(times).toHaveLength(60);
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  shows('pairs-listed', () => {
    const { pairs } = venueAt(noon).send('GET', '/spot/pairs').data as { pairs: Row[] };
    expect(pairs).toHaveLength(62);
    expect(pairs.filter((row) => row['stop_order'] === true)).toHaveLength(18);
    for (const row of pairs) expect(row).toHaveProperty('market_in_cb_allowance_rate');
  });
});
