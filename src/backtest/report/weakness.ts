import type { BacktestResult, BacktestWarning } from '../result/result';
import { both, escaped, section, table } from './html';

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
const percent = (fraction: string): string => `${(Number(fraction) * 100).toFixed(1)} %`;

const sentenceOf = (warning: BacktestWarning): string => {
  switch (warning.kind) {
    case 'unknown': {
      const [s, n] = [seconds(warning.ms), warning.times];
      return both(
        `For ${s} s, in ${n} gaps, the book was not known.`,
        `板が分からない時間が${n}回、計${s}秒ありました。`,
      );
    }
    case 'assumed':
      return both(
        `${warning.fills} of ${warning.of} fills are guesses, because the book was not known.`,
        `約定${warning.of}件のうち${warning.fills}件は推定です。`,
      );
    case 'share':
      return both(
        `${warning.pair}: your trades are ${percent(warning.share)} of those of all others, who would have reacted.`,
        `${warning.pair}：自分の取引が他者の取引の${percent(warning.share)}にあたり、実際には市場が反応します。`,
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

/** Returns the section about the reliability of the result, which comes first. */
export const weaknessOf = ({ warnings, band, input, fills, profit }: BacktestResult): string => {
  const quotes = Object.keys(profit);
  const own = [
    both(`this run (${input.model.name})`, `この結果（${input.model.name}）`),
    String(fills.length),
    ...quotes.map((quote) => escaped(profit[quote]?.total ?? '—')),
  ];
  const others = band.map(({ name, fills: count, total }) => [
    name === 'twice the latency' ? both(name, '遅延2倍') : escaped(name),
    String(count),
    ...quotes.map((quote) => escaped(total[quote] ?? '—')),
  ]);
  const nobody = both(
    'Nobody in the recording knew of these orders: the result is an upper bound for a small order.',
    '記録された市場はこの注文を知りません。結果は、小さな注文にとっての上限です。',
  );
  return section(
    both('What weakens it', 'この結果の弱点'),
    `<ul>${[...warnings.map(sentenceOf), nobody].map((one) => `<li>${one}</li>`).join('')}</ul>`,
    table(
      [
        both('Model', 'モデル'),
        both('Fills', '約定'),
        ...quotes.map((quote) => both(`Profit, ${quote}`, `損益（${quote}）`)),
      ],
      [own, ...others],
    ),
  );
};
