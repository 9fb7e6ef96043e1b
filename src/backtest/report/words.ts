import type { FillModel, Latency } from '../../simulator/index';
import type { OrderLife } from '../result/lives';
import type { BacktestResult } from '../result/result';
import { amountText, percentText } from './figures';
import { both, escaped } from './html';

type Word = readonly [english: string, japanese: string];

/** The words of the report for what the API names, by their names there. */
const words: Readonly<Record<string, Word>> = {
  buy: ['Buy', '買い'],
  sell: ['Sell', '売り'],
  market: ['Market', '成行'],
  limit: ['Limit', '指値'],
  stop: ['Stop', '逆指値'],
  stop_limit: ['Stop limit', '逆指値指値'],
  take_profit: ['Take profit', '利確'],
  stop_loss: ['Stop loss', '損切り'],
  Submitted: ['sent', '送信'],
  Accepted: ['accepted', '受付'],
  Triggered: ['triggered', '発動'],
  PartiallyFilled: ['fill', '約定'],
  Filled: ['filled', '全約定'],
  Canceled: ['cancelled', '取消'],
  Rejected: ['refused', '拒否'],
  Unresolved: ['not resolved', '未確定'],
  open: ['open', '未約定'],
  taker: ['It took', '成行・即時約定'],
  print: ['Met by a trade', '他者の約定'],
  cross: ['Met by a crossing book', '板の交差'],
  gap: ['Guessed over a gap', '欠落時間の推定'],
  auction: ['Guessed at an auction', '板寄せの推定'],
  completed: ['the strategy was done', '戦略が終了'],
  left: ['the recording was over', '記録が終了'],
};

/** Returns the word for a name in both languages; the name itself if there is none. */
export const bothWords = (name: string | null): string => {
  if (name === null) return '—';
  const word = words[name];
  return word === undefined ? escaped(name) : both(...word);
};

/** Writes the steps of an order. Several fills in a row are one step with their number. */
export const stepsText = (steps: OrderLife['steps']): string => {
  const runs: { readonly type: string; count: number }[] = [];
  for (const { type } of steps) {
    const last = runs.at(-1);
    if (last?.type === type) last.count += 1;
    else runs.push({ type, count: 1 });
  }
  return runs.map(({ type, count }) => bothWords(type) + (count > 1 ? ` ×${count}` : '')).join(' → ');
};

export const modelText = (model: FillModel): string => {
  if (model.name !== 'queue') return escaped(model.name);
  const { cancelsAhead } = model;
  return `queue (${both('cancelled ahead', '前方の取消')}: ${escaped(String(cancelsAhead))})`;
};

const delayText = (delay: number | readonly number[]): string =>
  typeof delay === 'number'
    ? `${delay} ms`
    : both(`${delay.length} measured times`, `実測値${delay.length}件`);

const isDelay = (value: unknown): value is number | readonly number[] =>
  typeof value === 'number' || Array.isArray(value);

export const delaysText = (latency: Latency): string =>
  typeof latency === 'number'
    ? `${latency} ms`
    : Object.entries(latency)
        .flatMap(([way, delay]: readonly [string, unknown]) =>
          isDelay(delay) ? [`${escaped(way)}: ${delayText(delay)}`] : [],
        )
        .join(', ');

export const balancesText = (balances: BacktestResult['input']['balances']): string =>
  escaped(
    Object.entries(balances)
      .map(([asset, amount]) => amountText(amount, asset))
      .join(', '),
  );

export const feesText = (fees: BacktestResult['input']['fees']): string =>
  Object.entries(fees)
    .map(
      ([pair, { maker, taker }]) =>
        `${escaped(pair)}: ${both('maker', 'メイカー')} ${percentText(maker, 4)}, ${both('taker', 'テイカー')} ${percentText(taker, 4)}`,
    )
    .join('; ');
