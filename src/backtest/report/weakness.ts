import type { BacktestResult, BacktestWarning, BandRun } from '../result/result';
import { gainText, lengthText, numberText, percentText } from './figures';
import { both, escaped, section, table } from './html';

const sentenceOf = (warning: BacktestWarning): string => {
  switch (warning.kind) {
    case 'unknown': {
      const [length, n] = [lengthText(warning.ms), warning.times];
      return both(
        `For ${length}, in ${n} gap${n === 1 ? '' : 's'}, the book was not known.`,
        `板が分からない時間が${n}回、計${length}ありました。`,
      );
    }
    case 'assumed':
      return both(
        `${warning.fills} of ${warning.of} fills are guesses, because the book was not known.`,
        `約定${warning.of}件のうち${warning.fills}件は推定です。`,
      );
    case 'share':
      return both(
        `${warning.pair}: your trades are ${percentText(warning.share)} of those of all others, who would have reacted.`,
        `${warning.pair}：自分の取引が他者の取引の${percentText(warning.share)}にあたり、実際には市場が反応します。`,
      );
    case 'left-open':
      return both(
        `Orders that were still open at the end: ${warning.orders}.`,
        `終了時に${warning.orders}件の注文が残っています。`,
      );
    case 'no-fills':
      return both('Nothing was filled.', '約定はありませんでした。');
    case 'no-latency':
      return both(
        'No latency was given: orders arrived at the moment at which they were sent.',
        '遅延が設定されていません。注文は送信と同時に届いています。',
      );
  }
};

/** Returns the sentence about the distance between the models, in each currency. */
const bandSentences = ({ band, profit }: BacktestResult): readonly string[] => {
  if (band.length === 0)
    return [
      both(
        'It was run by one model of fills only, so nothing shows how much the result depends on it.',
        '約定モデルは1つだけで実行されました。結果がモデルにどれほど左右されるかは分かりません。',
      ),
    ];
  return Object.entries(profit).flatMap(([quote, { total }]) => {
    const totals = [total, ...band.map(({ total: other }) => other[quote] ?? null)]
      .filter((one) => one !== null)
      .map(Number);
    if (totals.length < 2) return [];
    const [least, most] = [Math.min(...totals), Math.max(...totals)].map((one) =>
      gainText(String(one), quote),
    );
    return least === most
      ? [both(`By every model the profit is ${most}.`, `どのモデルでも損益は${most}です。`)]
      : [
          both(
            `By the models below the profit is anything from ${least} to ${most}.`,
            `下のモデルによって損益は${least}から${most}まで変わります。`,
          ),
        ];
  });
};

const bandNames: Readonly<Record<BandRun['name'], readonly [english: string, japanese: string]>> = {
  touch: ['touch: filled where a trade reaches the price', 'touch：価格に届けば約定'],
  through: ['through: filled only beyond the price', 'through：価格を越えたら約定'],
  queue: ['queue: filled in its turn', 'queue：順番が来たら約定'],
  'twice the latency': ['twice the latency', '遅延2倍'],
};

/** Returns the section about the reliability of the result, which comes first. */
export const weaknessOf = (result: BacktestResult): string => {
  const { warnings, band, input, fills, profit } = result;
  const quotes = Object.keys(profit);
  const own = [
    both(`this run (${input.model.name})`, `この結果（${input.model.name}）`),
    numberText(fills.length),
    ...quotes.map((quote) => escaped(gainText(profit[quote]?.total, quote))),
  ];
  const others = band.map(({ name, fills: count, total }) => [
    both(...bandNames[name]),
    numberText(count),
    ...quotes.map((quote) => escaped(gainText(total[quote], quote))),
  ]);
  const nobody = both(
    'Nobody in the recording knew of these orders: the result is an upper bound for a small order.',
    '記録された市場はこの注文を知りません。結果は、小さな注文にとっての上限です。',
  );
  return section(
    both('What weakens it', 'この結果の弱点'),
    `<ul>${[...warnings.map(sentenceOf), ...bandSentences(result), nobody].map((one) => `<li>${one}</li>`).join('')}</ul>`,
    table(
      [
        { head: both('Model of fills', '約定モデル') },
        { head: both('Fills', '約定'), isNumber: true },
        ...quotes.map(() => ({ head: both('Profit', '損益'), isNumber: true })),
      ],
      [own, ...others],
    ),
  );
};
