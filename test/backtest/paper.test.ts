import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filter, firstValueFrom, lastValueFrom, take, timeout, toArray } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPaper, type Paper, type PaperOptions } from '../../src/backtest/index';
import { streamTransport } from '../../src/index';
import type { OrderTransition } from '../../src/model/order-transition';
import { startSimulator, type Simulator } from '../../src/simulator/index';

/** A simulator in the place of the live venue. */
let live: Simulator;
beforeAll(async () => {
  live = await startSimulator({ pairs: ['btc_jpy', 'xrp_jpy'] });
});
afterAll(() => live.close());

const folder = mkdtempSync(join(tmpdir(), 'paper-'));
const balances = { jpy: '10000000', btc: '1' };
const open = (options: Partial<PaperOptions> = {}): Promise<Paper> =>
  createPaper({ balances, pairs: ['btc_jpy'], ...live.urls, ...options });

const bookOf = (paper: Paper, pair = 'btc_jpy') =>
  firstValueFrom(
    paper.data.book$(pair).pipe(
      filter(({ bids, asks, stale }) => bids.length > 0 && asks.length > 0 && !stale),
      timeout(60_000),
    ),
  );

const market = { pair: 'btc_jpy', side: 'buy', type: 'market', amount: '0.01' } as const;

/**
 * Buys at the market, and resolves to the steps. While the market is not known, as on a machine that is busy for seconds, a
 * market order is rejected with a notice. It is placed again once the market is known.
 */
const buy = async (
  paper: Paper,
  what: { readonly pair?: string; readonly amount?: string } = {},
): Promise<readonly OrderTransition[]> => {
  const notices: string[] = [];
  const noticing = paper.notices$.subscribe(({ kind }) => notices.push(kind));
  try {
    for (;;) {
      notices.length = 0;
      const life = await lastValueFrom(
        paper.exec.submitOrder({ ...market, ...what }).pipe(toArray(), timeout(60_000)),
      );
      if (life.at(-1)?.type === 'Filled') return life;
      // In the message of a failure, the last step and the notices say why the order was not filled.
      expect(notices, JSON.stringify(life.at(-1))).toContain('order-unproven');
      await expect.poll(() => notices.at(-1)).toBe('market-known');
    }
  } finally {
    noticing.unsubscribe();
  }
};

describe('createPaper', () => {
  it('trades paper money at live prices, and the venue receives no order', async () => {
    const paper = await open();
    const { asks } = await bookOf(paper);
    const life = await buy(paper);
    expect(life.map(({ type }) => type).filter((type) => type !== 'PartiallyFilled')).toEqual([
      'Submitted',
      'Accepted',
      'Filled',
    ]);
    const assets = await firstValueFrom(paper.exec.rest.assets());
    const btc = assets.find(({ asset }) => asset === 'btc');
    const jpy = assets.find(({ asset }) => asset === 'jpy');
    expect(btc?.onhandAmount).toBe('1.01000000');
    const paid = (10_000_000 - Number(jpy?.onhandAmount)) / 0.01;
    expect(Math.abs(paid / (asks[0]?.price ?? 0) - 1)).toBeLessThan(0.02);
    expect(live.journal().filter(({ type }) => type === 'order')).toEqual([]);
    await paper.close();
  }, 240_000);

  it('keeps balances and open orders in its file, which no other process may open', async () => {
    const file = join(folder, 'kept.json');
    const first = await open({ file });
    const { bids } = await bookOf(first);
    await buy(first);
    const price = Math.round((bids[0]?.price ?? 0) * 0.9);
    const accepted = await firstValueFrom(
      first.exec
        .submitOrder({ pair: 'btc_jpy', side: 'buy', type: 'limit', amount: '0.02', price })
        .pipe(filter(({ type }) => type === 'Accepted')),
    );
    await expect(open({ file })).rejects.toMatchObject({ _tag: 'PaperError', reason: 'locked' });
    const before = await firstValueFrom(first.exec.rest.assets());
    const fills = await firstValueFrom(first.exec.rest.tradeHistory({ pair: 'btc_jpy' }));
    expect(fills.length).toBeGreaterThan(0);
    await first.close();

    const second = await open({ file, balances: { jpy: '1' } });
    expect(await firstValueFrom(second.exec.rest.assets())).toEqual(before);
    const orders = await firstValueFrom(second.exec.rest.activeOrders({ pair: 'btc_jpy' }));
    const orderId = accepted.type === 'Accepted' ? accepted.order.orderId : 0;
    expect(orders.map((order) => [order.orderId, order.remainingAmount])).toEqual([[orderId, '0.0200']]);
    expect(await firstValueFrom(second.exec.rest.tradeHistory({ pair: 'btc_jpy' }))).toEqual(fills);
    const outcome = await firstValueFrom(second.exec.cancelOrder({ pair: 'btc_jpy', orderId }));
    expect(outcome.type).toBe('Canceled');
    await second.close();
  }, 240_000);

  it('fills orders that were crossed while it was not running at their own price, and reports it', async () => {
    const file = join(folder, 'crossed.json');
    const first = await open({ file });
    const { bids } = await bookOf(first);
    const price = Math.round((bids[0]?.price ?? 0) * 0.9);
    await firstValueFrom(
      first.exec
        .submitOrder({ pair: 'btc_jpy', side: 'buy', type: 'limit', amount: '0.02', price })
        .pipe(filter(({ type }) => type === 'Accepted')),
    );
    await first.close();
    // This is as if the market had fallen below it meanwhile.
    const crossed = String(Math.round((bids[0]?.price ?? 0) * 1.1));
    const text = readFileSync(file, 'utf8').replaceAll(`"price": ${price}`, `"price": ${crossed}`);
    writeFileSync(file, text);
    const second = await open({ file });
    const assumed = await firstValueFrom(
      second.notices$.pipe(
        filter(({ kind }) => kind === 'fill-assumed'),
        timeout(60_000),
      ),
    );
    expect(assumed).toMatchObject({ price: crossed, amount: '0.0200', cause: 'gap' });
    await second.close();
  }, 240_000);

  it.each(['not json', '{"format":2}', '{"format":1,"balances":{"jpy":"x"},"orders":[],"fills":[]}'])(
    'refuses a file that it can’t read, and leaves it as it is: %s',
    async (text) => {
      const file = join(folder, 'unreadable.json');
      writeFileSync(file, text);
      await expect(open({ file })).rejects.toMatchObject({ _tag: 'PaperError', reason: 'unreadable' });
      expect(readFileSync(file, 'utf8')).toBe(text);
      // The lock is not left behind.
      writeFileSync(file, '{"format":1,"savedAt":0,"balances":{"jpy":"7.0000"},"orders":[],"fills":[]}');
      const paper = await open({ file });
      await paper.close();
    },
  );

  it('follows the pairs of its open orders, whichever pair it is asked for', async () => {
    const file = join(folder, 'widened.json');
    const first = await open({ file, pairs: ['xrp_jpy'] });
    await firstValueFrom(
      first.exec
        .submitOrder({ pair: 'xrp_jpy', side: 'buy', type: 'limit', amount: '1', price: '1' })
        .pipe(filter(({ type }) => type === 'Accepted')),
    );
    await first.close();
    const second = await open({ file });
    const orders = await firstValueFrom(second.exec.rest.activeOrders({ pair: 'xrp_jpy' }));
    expect(orders).toHaveLength(1);
    await bookOf(second);
    await second.close();
  }, 240_000);

  it('opens a file with ended orders of a pair that no longer exists, and keeps them', async () => {
    const file = join(folder, 'delisted.json');
    const first = await open({ file, pairs: ['btc_jpy', 'xrp_jpy'] });
    await bookOf(first, 'xrp_jpy');
    await buy(first, { pair: 'xrp_jpy', amount: '1' });
    await first.close();
    const kept = () => JSON.parse(readFileSync(file, 'utf8')) as { orders: unknown[]; fills: unknown[] };
    const before = kept();
    expect(before.fills.length).toBeGreaterThan(0);
    const second = await open({ file });
    expect(await firstValueFrom(second.exec.rest.tradeHistory({ pair: 'btc_jpy' }))).toEqual([]);
    await second.close();
    expect(kept()).toMatchObject({ orders: before.orders, fills: before.fills });
  }, 240_000);

  it('opens nothing but its transport', async () => {
    const transport = streamTransport({ ...live.urls });
    const forbidden = () => {
      throw new Error('another port was opened');
    };
    const paper = await open({
      transport,
      streamUrl: 'ws://127.0.0.1:9',
      openSocket: forbidden,
      sendRequest: forbidden,
    });
    await bookOf(paper);
    const candles = paper.data.candles$('btc_jpy', '1hour', { history: 3 }).pipe(take(3), toArray());
    expect(await lastValueFrom(candles.pipe(timeout(60_000)))).toHaveLength(3);
    await buy(paper);
    await paper.close();
  }, 240_000);

  it('can’t begin if the venue can’t be reached', async () => {
    const file = join(folder, 'unreached.json');
    const nowhere = { publicUrl: 'http://127.0.0.1:9', apiUrl: 'http://127.0.0.1:9/v1' };
    await expect(open({ ...nowhere, file })).rejects.toMatchObject({ _tag: 'HttpError' });
    await (await open({ file })).close();
  });
});
