import { replaceFile } from '../../files/replace-file';
import type { BacktestResult } from '../result/result';
import { chartOf, type ChartDot } from './chart';
import { both, escaped, table } from './html';
import { style } from './style';
import { weaknessOf } from './weakness';

/** As many rows as a table shows. */
const mostRows = 500;

const time = (at: number): string => new Date(at).toISOString().replace('T', ' ').slice(0, 23);

const section = (title: string, body: string): string => `<section><h2>${title}</h2>${body}</section>`;

const moneyOf = ({ profit, equity }: BacktestResult): string =>
  Object.entries(profit)
    .map(([quote, sums]) => {
      const curve = equity[quote];
      const points = (curve?.points ?? []).map(({ at, total }) => ({ at, value: Number(total) }));
      let peak = 0;
      const drawdown = points.map(({ at, value }) => {
        peak = Math.max(peak, value);
        return { at, value: value - peak };
      });
      const rows: readonly (readonly [string, string, string | null])[] = [
        ['Profit', '損益', sums.total],
        ['Spread', 'スプレッド', sums.spread],
        ['Inventory', '在庫', sums.inventory],
        ['Fees', '手数料', sums.fees],
        ['Rebates', 'リベート', sums.rebates],
        ['Interest', '利息', sums.interest],
        ['Turnover', '売買代金', sums.turnover],
        ['Worst drawdown', '最大ドローダウン', curve?.drawdown.amount ?? null],
      ];
      return section(
        both(`Profit, ${quote}`, `損益（${quote}）`),
        chartOf([{ name: 'equity', points }]) +
          `<h3>${both('Drawdown', 'ドローダウン')}</h3>` +
          chartOf([{ name: 'drawdown', points: drawdown }]) +
          table(
            ['', quote],
            rows.map(([english, japanese, value]) => [both(english, japanese), escaped(value ?? '—')]),
          ),
      );
    })
    .join('');

const pricesOf = ({ prices, fills }: BacktestResult): string =>
  Object.entries(prices)
    .map(([pair, points]) => {
      const line = (side: 'bid' | 'ask') =>
        points.flatMap((point) => {
          const price = point[side];
          return price === null ? [] : [{ at: point.at, value: Number(price) }];
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
      const lines = [
        { name: 'bid', points: line('bid') },
        { name: 'ask', points: line('ask') },
      ];
      return section(both(`${pair}: prices and own fills`, `${pair}：価格と約定`), chartOf(lines, dots));
    })
    .join('');

const ordersOf = ({ orders, summary, markOuts }: BacktestResult): string => {
  const counts: readonly (readonly [string, string, string | number | null])[] = [
    ['Orders', '注文', summary.orders],
    ['Filled', '全約定', summary.filled],
    ['Cancelled', '取消', summary.canceled],
    ['Refused', '拒否', summary.rejected],
    ['Open at the end', '終了時に未約定', summary.open],
    ['Fill ratio', '約定率', summary.fillRatio],
    ['Time to fill, ms', '約定までの時間（ms）', summary.timeToFill],
  ];
  const refusals = Object.entries(summary.refusals).map(([code, count]) => [escaped(code), String(count)]);
  const rows = orders
    .slice(0, mostRows)
    .map((order) =>
      [
        time(order.at),
        order.pair ?? '',
        order.side ?? '',
        order.orderType ?? '',
        order.price ?? '',
        order.amount ?? '',
        order.filled,
        order.steps.map(({ type }) => type).join(' → '),
        order.end,
      ].map(escaped),
    );
  return (
    section(
      both('Orders', '注文'),
      table(
        ['', ''],
        counts.map(([english, japanese, value]) => [both(english, japanese), escaped(String(value ?? '—'))]),
      ) +
        (refusals.length > 0 ? table([both('Refused because of', '拒否の理由'), ''], refusals) : '') +
        (markOuts.length > 0
          ? table(
              [both('Mark-out', 'マークアウト'), 's', both('Gained', '利益'), both('Fills', '約定')],
              markOuts.map(({ pair, after, gained, fills }) =>
                [pair, String(after / 1_000), gained, String(fills)].map(escaped),
              ),
            )
          : ''),
    ) +
    section(
      both('Lives of orders', '注文の経過'),
      (orders.length > mostRows
        ? `<p>${both(`The first ${mostRows} of ${orders.length}.`, `${orders.length}件のうち最初の${mostRows}件。`)}</p>`
        : '') +
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
          rows,
        ),
    )
  );
};

const inputOf = ({ hash, input, span, ended }: BacktestResult): string =>
  section(
    both('What it was made of', '入力'),
    table(
      ['', ''],
      [
        [both('Result', '結果'), `<code>${hash}</code>`],
        [both('Recording', '記録'), `<code>${input.hash}</code>`],
        [both('Strategy', '戦略'), escaped(input.strategy.split('/').at(-1) ?? '')],
        [both('From', '開始'), time(span.begun)],
        [both('To', '終了'), `${time(span.to)} (${ended})`],
        [both('Model', 'モデル'), escaped(JSON.stringify(input.model))],
        [both('Latency, ms', '遅延（ms）'), escaped(JSON.stringify(input.latency).slice(0, 200))],
        [both('Seed', 'シード'), String(input.seed)],
        [both('Balances', '残高'), escaped(JSON.stringify(input.balances))],
        [both('Frames', 'フレーム'), String(input.frames)],
        ['Node', escaped(input.node)],
      ],
    ),
  );

/** The report of a backtest as one page of HTML, which loads nothing and runs nothing. */
export const reportOf = (result: BacktestResult): string => `<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Backtest</title><style>${style}</style></head><body>
<input type="radio" name="language" id="en" checked><label for="en">English</label>
<input type="radio" name="language" id="ja"><label for="ja">日本語</label>
<main><h1>${both('Backtest', 'バックテスト')}</h1>
${weaknessOf(result)}${moneyOf(result)}${pricesOf(result)}${ordersOf(result)}${inputOf(result)}
</main></body></html>
`;

/** Writes the report of a backtest: one file that needs no server. Rejects with the system's error. */
export const writeReport = (result: BacktestResult, path: string): Promise<void> =>
  replaceFile(path, reportOf(result));
