import { describe, expect } from 'vitest';
import { virtualClock } from '../../../src/simulator/index';
import { assets } from '../../../src/simulator/market/assets';
import { instruments } from '../../../src/simulator/market/instruments';
import type { Quirks } from '../../../src/simulator/venue/quirks';
import { createVenue, isRefusal, readOrderRequest } from '../../../src/simulator/venue/index';
import { facts, shows } from './facts';
import { balances, venueAt } from './venue';

const noon = '2026-11-20T03:00:00Z';
const order = '/user/spot/order';
const spot = (pair: string, side: string, price: string, amount: string, more: object = {}) => ({
  pair,
  side,
  type: 'limit',
  price,
  amount,
  ...more,
});

type Venue = ReturnType<typeof venueAt>;
type Row = Readonly<Record<string, unknown>>;

const openVenue = (quirks = {}): Venue => venueAt(noon, { quirks });
const tradesOf = ({ get }: Venue): readonly Row[] => get('/user/spot/trade_history').data['trades'] as Row[];
const assetOf = ({ get }: Venue, asset: string): Row =>
  (get('/user/assets').data['assets'] as Row[]).find((row) => row['asset'] === asset) ?? {};

describe(facts['lock-cut-off'].topic, () => {
  shows('lock-cut-off', () => {
    // At the time of the capture the pair had four places of a price; today it has three.
    const instrument = instruments.find(({ pair }) => pair === 'xrp_jpy');
    const locked = (quirks: Partial<Quirks>) => {
      const venue = createVenue({
        instruments: instrument ? [{ ...instrument, priceDigits: 4 }] : [],
        assets: assets.filter(({ asset }) => asset === 'jpy' || asset === 'xrp'),
        scheduler: virtualClock(Date.parse(noon)),
        random: () => 0.5,
        quirks,
      });
      const user = venue.openAccount({ class: 'user' });
      venue.credit(user, 'jpy', 20_000_000n);
      const request = readOrderRequest(spot('xrp_jpy', 'buy', '9.9009', '101'), venue.instrument, 'refused');
      if (!isRefusal(request)) venue.submitOrder(user, request);
      return venue.assets(user).find(({ asset }) => asset === 'jpy')?.locked;
    };
    expect(locked({})).toBe(10_011_908n);
    expect(locked({ lockRounding: 'up' })).toBe(10_011_909n);
  });

  shows('fee-half-up', () => {
    const feeOf = (amount: string, quirks: object = {}) => {
      const venue = openVenue(quirks);
      venue.post(order, spot('xrp_jpy', 'sell', '400', amount));
      venue.post(order, spot('xrp_jpy', 'buy', '400', amount));
      return tradesOf(venue).find((row) => row['maker_taker'] === 'taker')?.['fee_amount_quote'];
    };
    // 400 × 0.12 % is 0.48 for one: 0.00048 for 0.001, 0.00024 for 0.0005, 0.00014… for 0.0003.
    expect(feeOf('0.001')).toBe('0.0005');
    expect(feeOf('0.0005')).toBe('0.0002');
    expect(feeOf('0.001', { feeRounding: 'down' })).toBe('0.0004');
    expect(feeOf('0.0005', { feeRounding: 'against_user' })).toBe('0.0003');
  });

  shows('fees-of-pairs', () => {
    const { pairs } = venueAt(noon).send('GET', '/spot/pairs').data as { pairs: Row[] };
    for (const row of pairs)
      expect([row['taker_fee_rate_quote'], row['maker_fee_rate_quote']]).toEqual(
        row['name'] === 'btc_jpy' ? ['0.001', '0'] : ['0.0012', '-0.0002'],
      );
  });

  const withPosition = (pair: string, price: string, amount: string): Venue => {
    const venue = openVenue();
    venue.post(order, spot(pair, 'buy', price, amount, { position_side: 'long' }));
    expect(venue.post(order, spot(pair, 'sell', price, amount)).code).toBeNull();
    return venue;
  };

  shows('opening-fill', () => {
    const opening = tradesOf(withPosition('btc_jpy', '12000000', '0.01')).find(
      (row) => row['position_side'] === 'long',
    );
    expect(opening).toMatchObject({ fee_amount_quote: '0.0000', profit_loss: '0', interest: '0' });
  });

  shows('profit-places', () => {
    const venue = withPosition('xrp_jpy', '360.007', '1.234');
    venue.clock.advanceBy(12 * 3_600_000);
    const before = Number(assetOf(venue, 'jpy')['onhand_amount']);
    venue.post(order, spot('xrp_jpy', 'sell', '361.123', '1.234', { position_side: 'long' }));
    expect(venue.post(order, spot('xrp_jpy', 'buy', '361.123', '1.234')).code).toBeNull();
    const closing = tradesOf(venue).find((row) => row['position_side'] === 'long' && row['side'] === 'sell');
    // 0.04 % of 360.007 × 1.234 is 0.1776994552; 1.116 × 1.234 is 1.377144; both fees are rebates of 0.02 %.
    expect(closing).toMatchObject({
      fee_amount_quote: '-0.1779',
      interest: '0.177699',
      profit_loss: '1.377345',
    });
    // The balance moves by an amount of four places: 1.3773, less the 445.6257 of the spot order and its fee of 0.5348.
    const moved = Number(assetOf(venue, 'jpy')['onhand_amount']) - before;
    expect(moved.toFixed(4)).toBe('-444.7832');
  });

  shows('margin-positions', () => {
    const { positions } = openVenue().get('/user/margin/positions').data as { positions: Row[] };
    const { pairs } = venueAt(noon).send('GET', '/spot/pairs').data as { pairs: Row[] };
    const margin = pairs.filter((row) => row['margin_open_taker_fee_rate_quote'] !== null);
    expect(positions.map((row) => [row['pair'], row['position_side']])).toEqual(
      margin.flatMap(({ name }) => [
        [name, 'long'],
        [name, 'short'],
      ]),
    );
    for (const row of positions) {
      expect(Number(row['open_amount'])).toBe(0);
      expect(row).not.toHaveProperty('locked_amount');
    }
  });

  shows('losscut-threshold', () => {
    const { losscut_threshold } = openVenue().get('/user/margin/positions').data;
    expect(losscut_threshold).toMatchObject({ individual: '0.5' });
  });

  shows('position-product', () => {
    const { positions } = withPosition('xrp_jpy', '360.007', '0.0001').get('/user/margin/positions').data as {
      positions: Row[];
    };
    expect(positions.find((row) => row['pair'] === 'xrp_jpy')?.['product']).toBe('0.0360');
  });

  shows('waiting-stop-listed', () => {
    const listed = (quirks: object) => {
      const venue = openVenue(quirks);
      const stop = { pair: 'btc_jpy', side: 'sell', type: 'stop', trigger_price: '1000000', amount: '0.01' };
      expect(venue.post(order, stop).code).toBeNull();
      const { orders } = venue.get('/user/spot/active_orders').data as { orders: Row[] };
      return orders.map((row) => row['status']);
    };
    expect(listed({})).toEqual(['INACTIVE']);
    expect(listed({ inactiveOrders: 'hidden' })).toEqual([]);
  });

  shows('post-only', () => {
    const venue = openVenue();
    venue.post(order, spot('btc_jpy', 'sell', '12000000', '0.0001'));
    const { code, data } = venue.post(order, spot('btc_jpy', 'buy', '12000000', '1', { post_only: true }));
    expect([code, data['status']]).toEqual([null, 'CANCELED_UNFILLED']);
  });

  shows('market-order', () => {
    const venue = openVenue();
    venue.post(order, spot('btc_jpy', 'sell', '12000000', '0.01'));
    const placed = venue.post(order, { pair: 'btc_jpy', side: 'buy', type: 'market', amount: '0.02' });
    const id = String(placed.data['order_id']);
    expect(venue.get(`${order}?pair=btc_jpy&order_id=${id}`).data['status']).toBe('REJECTED');
  });

  shows('order-life', () => {
    const { ordered_at, expire_at } = openVenue().post(order, spot('btc_jpy', 'buy', '1000000', '0.01')).data;
    expect(Number(expire_at) - Number(ordered_at)).toBe(15_552_000_000);
  });

  shows('formatted-numbers', () => {
    const { price, start_amount } = openVenue().post(order, spot('xrp_jpy', 'buy', '20', '1')).data;
    expect([price, start_amount]).toEqual(['20.000', '1.0000']);
  });

  shows('withdrawal-fee', () => {
    const venue = openVenue();
    const [account] = venue.get('/user/withdrawal_account?asset=btc').data['accounts'] as Row[];
    const request = { asset: 'btc', uuid: account?.['uuid'], amount: '1' };
    const asked = venue.post('/user/request_withdrawal', request).data;
    const held = Number(assetOf(venue, 'btc')['locked_amount']);
    expect(held).toBeCloseTo(1 + Number(asked['fee']), 8);
    venue.sim.venue.endWithdrawal(String(asked['uuid']), 'CANCELED');
    expect(assetOf(venue, 'btc')).toMatchObject({ free_amount: `${balances.btc}.00000000` });
  });
});
