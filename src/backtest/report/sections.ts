import type { OrderLife } from '../result/lives';
import type { BacktestResult } from '../result/result';
import { chartOf, type ChartDot, type ChartSpan } from './chart';
import { both, escaped, figures, section, table } from './html';
import { weaknessOf } from './weakness';

/** The greatest number of rows of a table. */
const mostRows = 500;

const time = (at: number): string => new Date(at).toISOString().replace('T', ' ').slice(0, 23);

const percent = (fraction: string | undefined): string | null =>
  fraction === undefined ? null : `${(Number(fraction) * 100).toFixed(1)} %`;

const moneyOf = ({ profit, equity, exposure }: BacktestResult): readonly string[] =>
  Object.entries(profit).map(([quote, sums]) => {
    const curve = equity[quote];
    const points = (curve?.points ?? []).map(({ at, total }) => ({ at, value: Number(total) }));
    let peak = 0;
    const drawdown = points.map(({ at, value }) => {
      peak = Math.max(peak, value);
      return { at, value: value - peak };
    });
    return section(
      both(`Profit, ${quote}`, `損益（${quote}）`),
      chartOf([{ name: 'equity', points }]),
      `<h3>${both('Drawdown', 'ドローダウン')}</h3>`,
      chartOf([{ name: 'drawdown', points: drawdown }]),
      figures([
        ['Profit', '損益', sums.total],
        ['Spread', 'スプレッド', sums.spread],
        ['Inventory', '在庫', sums.inventory],
        ['Fees', '手数料', sums.fees],
        ['Rebates', 'リベート', sums.rebates],
        ['Interest', '利息', sums.interest],
        ['Turnover', '売買代金', sums.turnover],
        ['Worst drawdown', '最大ドローダウン', curve?.drawdown.amount],
        ['Greatest exposure', '最大エクスポージャー', exposure[quote]?.most],
        ['Mean exposure', '平均エクスポージャー', exposure[quote]?.mean],
        ['Time exposed', 'ポジション保有時間', percent(exposure[quote]?.time)],
      ]),
    );
  });

/** Returns the time at which an order had ended; the end of the run if it had not. */
const endedAt = ({ end, steps }: OrderLife, to: number): number =>
  end === 'open' ? to : (steps.at(-1)?.at ?? to);

const pricesOf = ({ prices, fills, orders, span }: BacktestResult): readonly string[] =>
  Object.entries(prices).map(([pair, points]) => {
    const line = (side: 'bid' | 'ask') => ({
      name: side,
      points: points.flatMap((point) => {
        const price = point[side];
        return price === null ? [] : [{ at: point.at, value: Number(price) }];
      }),
    });
    const dots = fills
      .filter(({ fill }) => fill.pair === pair)
      .slice(0, mostRows)
      .map(({ fill, cause }): ChartDot => ({
        at: fill.executedAt,
        value: Number(fill.price),
        kind: fill.side,
        title: `${fill.side} ${fill.amount} ${fill.price} (${cause})`,
      }));
    const spans = orders
      .filter((order) => order.pair === pair && order.price !== null && order.orderId !== null)
      .slice(0, mostRows)
      .map((order): ChartSpan => {
        const { at, side, price, amount, end } = order;
        return {
          from: at,
          to: endedAt(order, span.to),
          value: Number(price),
          kind: side === 'sell' ? 'sell' : 'buy',
          title: `${side} ${amount} ${price}: ${end}`,
        };
      });
    return section(
      both(`${pair}: prices, your orders and fills`, `${pair}：価格、注文と約定`),
      chartOf([line('bid'), line('ask')], dots, spans),
      `<p>${both('Dots are fills, bars are orders as long as they were open.', '点は約定、横線は有効だった注文です。')}</p>`,
    );
  });

const fillCauses: Readonly<Record<BacktestResult['fills'][number]['cause'], readonly [string, string]>> = {
  taker: ['It took', '成行・即時約定'],
  print: ['Met by a trade', '他者の約定'],
  cross: ['Met by a crossing book', '板の交差'],
  gap: ['Guessed over a gap', '欠落時間の推定'],
  auction: ['Guessed at an auction', '板寄せの推定'],
};

const ordersOf = ({ summary, markOuts, fills, marketShare }: BacktestResult): readonly string[] => {
  const refusals = Object.entries(summary.refusals).map(([code, count]) => [escaped(code), String(count)]);
  const causes = Object.entries(fillCauses).flatMap(([cause, [english, japanese]]) => {
    const count = fills.filter((one) => one.cause === cause).length;
    return count === 0 ? [] : [[both(english, japanese), String(count)]];
  });
  const shares = Object.entries(marketShare).map(([pair, share]) => [escaped(pair), percent(share) ?? '—']);
  return [
    section(
      both('Orders', '注文'),
      figures([
        ['Orders', '注文', summary.orders],
        ['Filled', '全約定', summary.filled],
        ['Cancelled', '取消', summary.canceled],
        ['Refused', '拒否', summary.rejected],
        ['Open at the end', '終了時に未約定', summary.open],
        ['Fill ratio', '約定率', percent(summary.fillRatio ?? undefined)],
        ['Time to fill, ms', '約定までの時間（ms）', summary.timeToFill],
      ]),
      table([both('Filled because', '約定の理由'), ''], causes),
      table([both('Refused because of', '拒否の理由'), ''], refusals),
      table([both('Share of the others’ volume', '他者の取引に対する割合'), ''], shares),
      table(
        [
          both('Mark-out', 'マークアウト'),
          both('After, s', '経過（秒）'),
          both('Gained', '利益'),
          both('Fills', '約定'),
        ],
        markOuts.map(({ pair, after, gained, fills: count }) =>
          [pair, String(after / 1_000), gained, String(count)].map(escaped),
        ),
      ),
    ),
  ];
};

const livesOf = ({ orders }: BacktestResult): readonly string[] => [
  section(
    both('Lives of orders', '注文の経過'),
    orders.length > mostRows
      ? `<p>${both(`The first ${mostRows} of ${orders.length}.`, `${orders.length}件のうち最初の${mostRows}件。`)}</p>`
      : '',
    table(
      [
        both('Time, UTC', '時刻（UTC）'),
        both('Pair', 'ペア'),
        both('Side', '売買'),
        both('Type', '種類'),
        both('Price', '価格'),
        both('Amount', '数量'),
        both('Filled', '約定'),
        both('Steps', '経過'),
        both('End', '結果'),
      ],
      orders
        .slice(0, mostRows)
        .map(({ at, pair, side, orderType, price, amount, filled, steps, end }) =>
          [
            ...[time(at), pair ?? '', side ?? '', orderType ?? '', price ?? '', amount ?? '', filled],
            ...[steps.map(({ type }) => type).join(' → '), end],
          ].map(escaped),
        ),
    ),
  ),
];

const inputOf = ({ hash, input, span, ended, breakTime, unknownTime }: BacktestResult): readonly string[] => [
  section(
    both('Inputs', '入力'),
    figures([
      ['Strategy', '戦略', input.strategy.split('/').at(-1)],
      ['From', '開始', time(span.begun)],
      ['To', '終了', `${time(span.to)} (${ended})`],
      ['Book not known, s', '板が不明（秒）', unknownTime / 1_000],
      ['Circuit break, s', 'サーキットブレイク（秒）', breakTime / 1_000],
      ['Model', 'モデル', JSON.stringify(input.model)],
      ['Latency, ms', '遅延（ms）', JSON.stringify(input.latency).slice(0, 200)],
      ['Fees', '手数料率', JSON.stringify(input.fees)],
      ['Seed', 'シード', input.seed],
      ['Balances', '残高', JSON.stringify(input.balances)],
      ['Frames', 'フレーム', input.frames],
      ['Versions', 'バージョン', `rx-bitbank ${input.version}, Node ${input.node}`],
      ['Hash of the result', '結果のハッシュ', hash],
      ['Hash of the recording', '記録のハッシュ', input.hash],
      ['Hash of the strategy', '戦略のハッシュ', input.strategyHash],
    ]),
  ),
];

/** The sections of the page from its top. Weaknesses of the result come first. */
const inOrder: readonly ((result: BacktestResult) => readonly string[])[] = [
  (result) => [weaknessOf(result)],
  moneyOf,
  pricesOf,
  ordersOf,
  livesOf,
  inputOf,
];

export const sections = (result: BacktestResult): string => inOrder.flatMap((of) => of(result)).join('\n');
