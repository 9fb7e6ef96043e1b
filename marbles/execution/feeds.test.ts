import { defer, EMPTY, map, of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { AssetBalance } from '../../src/model/asset';
import type { Position } from '../../src/model/position';
import type { UserAsset } from '../../src/model/user-asset';
import {
  at,
  connected,
  done,
  failed,
  lost,
  message,
  notSent,
  placed,
  refusal,
  request,
  sent,
  spec,
  told,
  trade,
  traded,
} from './stub-venue';

const jpy = (freeAmount: string): UserAsset => ({
  asset: 'jpy',
  amountPrecision: 4,
  freeAmount,
  lockedAmount: '0.0000',
  onhandAmount: freeAmount,
  withdrawingAmount: '0.0000',
  withdrawalFee: null,
  stopDeposit: false,
  stopWithdrawal: false,
  networks: [],
  collateralRatio: null,
});
const update = (freeAmount: string) => {
  const { asset, amountPrecision, lockedAmount, onhandAmount, withdrawingAmount } = jpy(freeAmount);
  const balance: AssetBalance = {
    asset,
    amountPrecision,
    freeAmount,
    lockedAmount,
    onhandAmount,
    withdrawingAmount,
  };
  return message({ type: 'asset_update', assets: [balance] });
};

describe('orders$', () => {
  const ids = map((orders: ReadonlyMap<number, unknown>) => [...orders.keys()].join(' '));

  it('gives the live orders once they were read, then every change, and a newcomer the current ones', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const stream = '  c---n---f---|';
      const active = '  --(o|)';
      const expected = '--a-b---a';
      const newcomer = '------^';
      const expected2 = '------b-a';
      const exec = client({
        rest: { 'all.activeOrders': () => cold(active.trim(), { o: { ...placed, orderId: 2 } }) },
        stream$: hot(stream, { c: connected, n: told(placed), f: told(at('CANCELED_UNFILLED', 0)) }),
      });
      const names = { a: '2', b: '2 1' };
      expectObservable(exec.orders$.pipe(ids), '^ 20ms !').toBe(expected, names);
      expectObservable(exec.orders$.pipe(ids), `${newcomer} 20ms !`).toBe(expected2, names);
    });
  });

  it('waits no minute where its read fails: it is tried again, sooner at first', () => {
    spec(({ client, hot, expectObservable }) => {
      const failing = throwError(() => notSent);
      const reads = [failing, failing, failing, of(placed)];
      const exec = client({
        rest: { 'all.activeOrders': () => defer(() => reads.shift() ?? EMPTY) },
        stream$: hot('--c', { c: connected }),
      });
      const failed = { kind: 'reconcile-failed', read: 'active_orders', cause: notSent.message, count: 1 };
      expectObservable(exec.orders$.pipe(ids), '^ 20s !').toBe('-- 3s a', { a: '1' });
      expectObservable(exec.diagnostics$, '^ 20s !').toBe('--(ff) 996ms g', {
        f: { ...failed, at: 2 },
        g: { ...failed, at: 1_002 },
      });
    });
  });

  it('is not told again by a message that names orders which nobody knows', () => {
    spec(({ client, hot, expectObservable }) => {
      const stream = '  c-i-|';
      const expected = 'a';
      const exec = client({
        rest: { 'all.activeOrders': () => of(placed) },
        stream$: hot(stream, {
          c: connected,
          i: message({ type: 'spot_order_invalidation', orderIds: [7, 8] }),
        }),
      });
      expectObservable(exec.orders$.pipe(ids), '^ 20ms !').toBe(expected, { a: '1' });
    });
  });

  it('gives nothing of a lost connection, but what is read after its loss', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const stream = '  c----x-----c-----|';
      const expected = '--a----a-----a';
      const newcomer = '------^';
      const exec = client({
        rest: { 'all.activeOrders': () => cold('--(o|)', { o: placed }) },
        stream$: hot(stream, { c: connected, x: lost }),
      });
      expectObservable(exec.orders$.pipe(ids), '^ 30ms !').toBe(expected, { a: '1' });
      expectObservable(exec.orders$.pipe(ids), `${newcomer} 22ms !`).toBe('-------a-----a', { a: '1' });
    });
  });

  it('lives from reads alone, at once, where the private stream does not come to stand', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const stream = '  -x 999ms x 1999ms x 3999ms x';
      const active = '  --(o|)';
      const expected = '---a';
      const rest = {
        'all.activeOrders': () => cold(active, { o: placed }),
        assets: () => of([jpy('1.0000')]),
      };
      const exec = client({ rest, stream$: hot(stream, { x: lost }) });
      expectObservable(exec.orders$.pipe(ids), '^ 30s !').toBe(expected, { a: '1' });
      const assets$ = exec.assets$.pipe(map((assets) => assets.get('jpy')?.freeAmount));
      expectObservable(assets$, '^ 30s !').toBe('-j', { j: '1.0000' });
    });
  });

  it('does not take an order for ended because a list leaves it out', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const stream = '  -n-c';
      const expected = '---a 997ms b';
      const exec = client({
        rest: { ordersInfo: () => cold('-o|', { o: [at('CANCELED_UNFILLED', 0)] }) },
        stream$: hot(stream, { n: told(placed), c: connected }),
      });
      expectObservable(exec.orders$.pipe(ids), '^ 3s !').toBe(expected, { a: '1', b: '' });
    });
  });
});

describe('fills$', () => {
  it('tells each trade once, from the stream or from a read', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const stream = '  c-------s-s|';
      const history = ' --h|';
      const expected = '--(ab)--c';
      const exec = client({
        rest: { tradeHistory: () => cold(history, { h: [trade(7, 1), trade(8, 1)] }) },
        stream$: hot(stream, { c: connected, s: traded(trade(8, 1), trade(9, 1)) }),
      });
      const ids = exec.fills$.pipe(map(({ tradeId }) => tradeId));
      expectObservable(ids, '^ 30ms !').toBe(expected, { a: 7, b: 8, c: 9 });
    });
  });

  it('leaves out what was traded before', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const old = { ...trade(7, 1), executedAt: -5000 };
      const exec = client({
        rest: { tradeHistory: () => cold('-h|', { h: [old, trade(8, 1)] }) },
        stream$: hot('c', { c: connected }),
      });
      expectObservable(exec.fills$.pipe(map(({ tradeId }) => tradeId)), '^ 30ms !').toBe('-a', { a: 8 });
    });
  });

  it('tells none again, though its order is long forgotten and a read still lists it', () => {
    spec(({ client, hot, expectObservable }) => {
      const all = trade(7, 3);
      const exec = client({
        rest: { 'all.tradeHistory': () => of(all) },
        stream$: hot('c-t-f', { c: connected, t: traded(all), f: told(at('FULLY_FILLED', 3)) }),
        closeAt: 1_300_000,
      });
      expectObservable(exec.fills$.pipe(map(({ tradeId }) => tradeId))).toBe('--a 1299997ms |', { a: 7 });
    });
  });

  it('tells a fill that comes after the end of its order, and a diagnostic with it', () => {
    spec(({ client, hot, expectObservable }) => {
      const late = trade(9, 1);
      const stream$ = hot('-t-f-----l|', {
        t: traded(trade(7, 3)),
        f: told(at('FULLY_FILLED', 3)),
        l: traded(late),
      });
      const exec = client({ stream$ });
      expectObservable(exec.fills$.pipe(map(({ tradeId }) => tradeId)), '^ 20ms !').toBe('-a-------b', {
        a: 7,
        b: 9,
      });
      expectObservable(exec.diagnostics$, '^ 20ms !').toBe('---------d', {
        d: { kind: 'late-fill', fill: late, at: 9, count: 1 },
      });
    });
  });
});

describe('assets$', () => {
  const free = map((assets: ReadonlyMap<string, { freeAmount: string; confirmed: boolean }>) => {
    const one = assets.get('jpy');
    return one === undefined ? 'nothing' : `${one.freeAmount}${one.confirmed ? ' confirmed' : ''}`;
  });

  it('takes messages over a read that was sent before them, and reads again after a quiet second', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const stream = ' c-u|';
      const reads = ['----r|', '--r|'];
      const exec = client({
        rest: {
          assets: () => cold(reads.shift() ?? '|', { r: [jpy(reads.length === 1 ? '100' : '90')] }),
        },
        stream$: hot(stream, { c: connected, u: update('90') }),
      });
      expectObservable(exec.assets$.pipe(free), '^ 3s !').toBe('----u 999ms s', {
        u: '90',
        s: '90 confirmed',
      });
    });
  });

  it('waits no minute where its read fails, neither at first nor for what a message told', () => {
    spec(({ client, hot, expectObservable }) => {
      const stream = '  c 8999ms u';
      const expected = '1s a 7999ms b 1999ms s';
      const fails = throwError(() => notSent);
      const reads = [fails, fails, of([jpy('100')]), fails, fails, of([jpy('90')])];
      const exec = client({
        rest: { assets: () => defer(() => reads.shift() ?? EMPTY) },
        stream$: hot(stream, { c: connected, u: update('90') }),
      });
      expectObservable(exec.assets$.pipe(free), '^ 20s !').toBe(expected, {
        a: '100 confirmed',
        b: '90',
        s: '90 confirmed',
      });
    });
  });

  it('lets the later timetoken win', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const older = update('80');
      const newer = update('90');
      const exec = client({
        rest: { assets: () => cold('-r|', { r: [jpy('100')] }) },
        stream$: hot('c---n-o', { c: connected, n: newer, o: older }),
      });
      expectObservable(exec.assets$.pipe(free), '^ 20ms !').toBe('-a--b', { a: '100 confirmed', b: '90' });
    });
  });
});

describe('available$', () => {
  const free = map((available: ReadonlyMap<string, string>) => available.get('jpy'));

  it('takes off what an order in flight will lock, until a balance read after its reply shows it', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const reply = '     ------s--d|';
      const stream = '   c---------u';
      const read = '      -r|';
      // 3 at 359.412 are 1078.236
      const expected = '  -a---b----c 1000ms d';
      const reads = [jpy('2000')];
      const exec = client({
        rest: {
          createOrder: () => cold(reply.trim().slice(5), { s: sent, d: done(placed) }),
          assets: () => cold(read.trim(), { r: [reads.shift() ?? jpy('921.764')] }),
        },
        stream$: hot(stream.trim(), { c: connected, u: update('921.764') }),
      });
      cold('-----x').subscribe(() => exec.submitOrder(request).subscribe());
      expectObservable(exec.available$.pipe(free), '^ 2s !').toBe(expected.trim(), {
        a: '2000',
        b: '921.764',
        c: '0.000',
        d: '921.764',
      });
    });
  });

  it('gives back what a refusal never locked', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const exec = client({
        rest: {
          createOrder: () => cold('-s--f|', { s: sent, f: failed(refusal(60001)) }),
          assets: () => of([jpy('2000')]),
        },
        stream$: hot('c', { c: connected }),
      });
      cold('-----x').subscribe(() => exec.submitOrder(request).subscribe());
      expectObservable(exec.available$.pipe(free), '^ 30ms !').toBe('a----b---a', {
        a: '2000',
        b: '921.764',
      });
    });
  });
});

describe('positions$', () => {
  const long: Position = {
    pair: 'xrp_jpy',
    positionSide: 'long',
    averagePrice: '359.000',
    openAmount: '2.0000',
    lockedAmount: null,
    product: '718.0000',
    unrealizedFeeAmount: '0.0000',
    unrealizedInterestAmount: '0.0000',
  };
  const short: Position = { ...long, positionSide: 'short', openAmount: '1.0000' };

  it('opens and closes, by pair and side', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const exec = client({
        rest: {
          marginPositions: () =>
            cold('-p|', { p: { notice: null, payables: '0', positions: [long], losscutThreshold: null } }),
        },
        stream$: hot('c---s--x', {
          c: connected,
          s: message({ type: 'margin_position_update', positions: [short] }),
          x: message({ type: 'margin_position_update', positions: [{ ...long, openAmount: '0.0000' }] }),
        }),
      });
      const open = exec.positions$.pipe(
        map((positions) =>
          Array.from(positions, ([pair, { long, short }]) => [pair, long?.openAmount, short?.openAmount]),
        ),
      );
      expectObservable(open, '^ 20ms !').toBe('-a--b--c', {
        a: [['xrp_jpy', '2.0000', undefined]],
        b: [['xrp_jpy', '2.0000', '1.0000']],
        c: [['xrp_jpy', undefined, '1.0000']],
      });
    });
  });
});

describe('the client', () => {
  it('tells of its connection, and connects only for somebody', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const exec = client({ stream$: hot('---c--x----c', { c: connected, x: lost }) });
      const states = exec.connection$.pipe(map(({ state, attempt }) => `${state} ${attempt}`));
      cold('-s').subscribe(() => {
        const subscription = exec.privateEvents$.subscribe();
        cold('------------u').subscribe(() => subscription.unsubscribe());
      });
      expectObservable(states, '^ 30ms !').toBe('ic-o--w----o-i', {
        i: 'idle 0',
        c: 'connecting 0',
        o: 'open 0',
        w: 'waiting 1',
      });
    });
  });

  it('goes on by reads when the stream fails for good', () => {
    spec(({ client, cold, expectObservable }) => {
      const broken = new Error('no pubnub');
      const exec = client({
        rest: {
          createOrder: () => cold('-s-d|', { s: sent, d: done(placed) }),
          ordersInfo: () => of([at('CANCELED_UNFILLED', 0)]),
        },
        stream$: throwError(() => broken),
      });
      const types = exec.submitOrder(request).pipe(map(({ type }) => type));
      // Read at 2 s (missing from the active orders) and 3 s (by id); after a second nobody has claimed the cancel.
      expectObservable(types).toBe('-s-a 3996ms (c|)', { s: 'Submitted', a: 'Accepted', c: 'Canceled' });
      expectObservable(exec.diagnostics$, '^ 20ms !').toBe('d', {
        d: { kind: 'stream-failed', cause: 'no pubnub', at: 0, count: 1 },
      });
    });
  });

  it('lets go of the stream when it is closed, and asks the venue nothing more, however long it lingers', () => {
    spec(({ client, hot, expectSubscriptions, flush, scheduler }) => {
      const stream = hot('c', { c: connected });
      const asked: number[] = [];
      const exec = client({
        parts: { linger: 300_000 },
        rest: {
          'all.activeOrders': () => {
            asked.push(scheduler.now());
            return EMPTY;
          },
        },
        stream$: stream,
      });
      scheduler.schedule(() => void exec.close(), 10);
      exec.orders$.subscribe();
      expectSubscriptions(stream.subscriptions).toBe('^---------!');
      flush();
      expect(asked).toEqual([0]);
    });
  });

  it('completes everything when it is closed', () => {
    spec(({ client, cold, hot, expectObservable, scheduler }) => {
      const exec = client({
        rest: { createOrder: () => cold('-s-d|', { s: sent, d: done(placed) }) },
        stream$: hot('c', { c: connected }),
      });
      scheduler.schedule(() => void exec.close(), 10);
      const types = exec.submitOrder(request).pipe(map(({ type }) => type));
      expectObservable(types).toBe('-s-a------|', { s: 'Submitted', a: 'Accepted' });
      expectObservable(exec.fills$).toBe('----------|');
      expectObservable(exec.diagnostics$).toBe('----------|');
    });
  });
});
