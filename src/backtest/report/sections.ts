import { quoteAssetOf } from '../../model/pair';
import type { OrderLife } from '../result/lives';
import type { BacktestResult } from '../result/result';
import { chartOf, type ChartDot, type ChartSpan } from './chart';
import { amountText, gainText, lengthText, numberText, percentText, timeText } from './figures';
import { both, escaped, figures, section, table } from './html';
import { weaknessOf } from './weakness';
import { balancesText, feesText, delaysText, modelText, stepsText, bothWords } from './words';

/** The greatest number of rows of a table. */
const mostRows = 500;

/** The greatest numbers of orders and of fills in a chart. */
const mostDrawn = 3_000;

/** Selects as many of the items as a chart can show, evenly. */
const drawn = <T>(items: readonly T[]): readonly T[] => {
  const each = Math.ceil(items.length / mostDrawn);
  return each <= 1 ? items : items.filter((_, i) => i % each === 0);
};

const moneyOf = ({ profit, equity, exposure }: BacktestResult): readonly string[] =>
  Object.entries(profit).map(([quote, sums]) => {
    const curve = equity[quote];
    const unit = quote.toUpperCase();
    const points = (curve?.points ?? []).map(({ at, total }) => ({ at, value: Number(total) }));
    let peak = 0;
    const drawdown = points.map(({ at, value }) => {
      peak = Math.max(peak, value);
      return { at, value: value - peak };
    });
    return section(
      both(`Profit, ${unit}`, `損益（${unit}）`),
      chartOf(unit, [{ name: 'equity', label: ['profit', '損益'], points }]),
      `<h3>${both('Drawdown', 'ドローダウン')}</h3>`,
      chartOf(unit, [{ name: 'drawdown', label: ['drawdown', 'ドローダウン'], points: drawdown }]),
      figures([
        ['Profit', '損益', gainText(sums.total, quote)],
        ['Spread', 'スプレッド', gainText(sums.spread, quote)],
        ['Inventory', '在庫', gainText(sums.inventory, quote)],
        ['Fees', '手数料', amountText(sums.fees, quote)],
        ['Rebates', 'リベート', amountText(sums.rebates, quote)],
        ['Interest', '利息', amountText(sums.interest, quote)],
        ['Turnover', '売買代金', amountText(sums.turnover, quote)],
        ['Worst drawdown', '最大ドローダウン', amountText(curve?.drawdown.amount, quote)],
        ['Greatest exposure', '最大エクスポージャー', amountText(exposure[quote]?.most, quote)],
        ['Mean exposure', '平均エクスポージャー', amountText(exposure[quote]?.mean, quote)],
        ['Time exposed', 'ポジション保有時間', percentText(exposure[quote]?.time)],
      ]),
    );
  });

/** Returns the time at which an order had ended; the end of the run if it had not. */
const endedAt = ({ end, steps }: OrderLife, to: number): number =>
  end === 'open' ? to : (steps.at(-1)?.at ?? to);

const pricesOf = ({ prices, fills, orders, span }: BacktestResult): readonly string[] =>
  Object.entries(prices).map(([pair, points]) => {
    const line = (name: 'bid' | 'ask', label: readonly [string, string]) => ({
      name,
      label,
      points: points.flatMap((point) => {
        const price = point[name];
        return price === null ? [] : [{ at: point.at, value: Number(price) }];
      }),
    });
    const own = fills.filter(({ fill }) => fill.pair === pair);
    const dots = drawn(own).map(({ fill, cause }): ChartDot => ({
      at: fill.executedAt,
      value: Number(fill.price),
      kind: fill.side,
      title: `${fill.side} ${fill.amount} ${fill.price} (${cause})`,
    }));
    const placed = orders.filter(
      (order) => order.pair === pair && order.price !== null && order.orderId !== null,
    );
    const spans = drawn(placed).map((order): ChartSpan => {
      const { at, side, price, amount, end } = order;
      return {
        from: at,
        to: endedAt(order, span.to),
        value: Number(price),
        kind: side === 'sell' ? 'sell' : 'buy',
        title: `${side} ${amount} ${price}: ${end}`,
      };
    });
    const isCut = own.length > mostDrawn || placed.length > mostDrawn;
    return section(
      both(`${pair}: prices, your orders and fills`, `${pair}：価格、注文と約定`),
      chartOf(
        quoteAssetOf(pair).toUpperCase(),
        [line('bid', ['best bid', '最良買気配']), line('ask', ['best ask', '最良売気配'])],
        dots,
        spans,
      ),
      `<p>${both(
        'Dots are fills, bars are orders as long as they were open; green bought, red sold.',
        '点は約定、横線は有効だった注文です。緑は買い、赤は売りです。',
      )}${isCut ? ` ${both('There are more of them than can be drawn.', '件数が多いため一部だけを描いています。')}` : ''}</p>`,
    );
  });

const fillCauses: readonly BacktestResult['fills'][number]['cause'][] = [
  'taker',
  'print',
  'cross',
  'gap',
  'auction',
];

const count = (value: number): string => numberText(value);

const ordersOf = ({ summary, markOuts, fills, marketShare }: BacktestResult): readonly string[] => {
  const refusals = Object.entries(summary.refusals).map(([code, times]) => [escaped(code), count(times)]);
  const causes = fillCauses.flatMap((cause) => {
    const times = fills.filter((one) => one.cause === cause).length;
    return times === 0 ? [] : [[bothWords(cause), count(times)]];
  });
  const shares = Object.entries(marketShare).map(([pair, share]) => [escaped(pair), percentText(share, 2)]);
  const number = (head: string) => ({ head, isNumber: true });
  return [
    section(
      both('Orders', '注文'),
      figures([
        ['Orders', '注文', count(summary.orders)],
        ['Filled', '全約定', count(summary.filled)],
        ['Cancelled', '取消', count(summary.canceled)],
        ['Refused', '拒否', count(summary.rejected)],
        ['Open at the end', '終了時に未約定', count(summary.open)],
        ['Filled amount of the amount ordered', '約定率（数量）', percentText(summary.fillRatio)],
        [
          'Time to the first fill, median',
          '最初の約定までの時間（中央値）',
          summary.timeToFill === null ? '—' : lengthText(summary.timeToFill),
        ],
      ]),
      table([{ head: both('Filled because', '約定の理由') }, number(both('Fills', '約定'))], causes),
      table([{ head: both('Refused because of', '拒否の理由') }, number(both('Orders', '注文'))], refusals),
      table(
        [{ head: both('Pair', 'ペア') }, number(both('Of the others’ volume', '他者の取引に対する割合'))],
        shares,
      ),
      table(
        [
          { head: both('Mark-out', 'マークアウト') },
          number(both('After', '経過')),
          number(both('Gained', '利益')),
          number(both('Fills', '約定')),
        ],
        markOuts.map(({ pair, after, gained, fills: times }) => [
          escaped(pair),
          lengthText(after),
          gainText(gained, quoteAssetOf(pair)),
          count(times),
        ]),
      ),
    ),
  ];
};

const livesOf = ({ orders }: BacktestResult): readonly string[] => {
  const number = (english: string, japanese: string) => ({ head: both(english, japanese), isNumber: true });
  const text = (english: string, japanese: string) => ({ head: both(english, japanese) });
  return [
    section(
      both('Lives of orders', '注文の経過'),
      orders.length > mostRows
        ? `<p>${both(`The first ${mostRows} of ${orders.length}.`, `${orders.length}件のうち最初の${mostRows}件。`)}</p>`
        : '',
      table(
        [
          text('Time, UTC', '時刻（UTC）'),
          text('Pair', 'ペア'),
          text('Side', '売買'),
          text('Type', '種類'),
          number('Price', '価格'),
          number('Amount', '数量'),
          number('Filled', '約定'),
          text('Steps', '経過'),
          text('End', '結果'),
        ],
        orders
          .slice(0, mostRows)
          .map(({ at, pair, side, orderType, price, amount, filled, steps, end }) => [
            timeText(at),
            escaped(pair ?? '—'),
            bothWords(side),
            bothWords(orderType),
            price === null ? '—' : numberText(Number(price)),
            escaped(amount ?? '—'),
            escaped(filled),
            stepsText(steps),
            bothWords(end),
          ]),
      ),
    ),
  ];
};

const inputOf = ({ hash, input, span, ended, breakTime, unknownTime }: BacktestResult): readonly string[] => [
  section(
    both('Inputs', '入力'),
    figures([
      ['Strategy', '戦略', escaped(input.strategy)],
      ['Recording from (UTC)', '記録の開始（UTC）', timeText(span.from)],
      ['Strategy from (UTC)', '戦略の開始（UTC）', timeText(span.begun)],
      ['To (UTC)', '終了（UTC）', `${timeText(span.to)}: ${bothWords(ended)}`],
      ['Book not known', '板が不明', lengthText(unknownTime)],
      ['Circuit break', 'サーキットブレイク', lengthText(breakTime)],
      ['Model of fills', '約定モデル', modelText(input.model)],
      ['Latency, each way', '片道の遅延', delaysText(input.latency)],
      ['Fees', '手数料率', feesText(input.fees)],
      ['Seed', 'シード', escaped(String(input.seed))],
      ['Balances', '残高', balancesText(input.balances)],
      ['Frames', 'フレーム', count(input.frames)],
      ['Versions', 'バージョン', escaped(`rx-bitbank ${input.version}, Node ${input.node}`)],
      ['Hash of the result', '結果のハッシュ', escaped(hash)],
      ['Hash of the recording', '記録のハッシュ', escaped(input.hash)],
      ['Hash of the strategy', '戦略のハッシュ', escaped(input.strategyHash)],
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
