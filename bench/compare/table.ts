import type { Compared, Comparison, Verdict } from './verdict';

const mark: Readonly<Record<Verdict, string>> = {
  worse: '**worse**',
  'worse?': 'worse?',
  better: 'better',
  same: '',
};

export const tableHead = (reference: string): readonly string[] => [
  `| | ${reference} | working tree | ratio | quartiles | |`,
  '|---|---:|---:|---:|---:|---|',
];

const row = ({ name, now, then, ratio, verdict }: Compared): string =>
  `| ${[
    name,
    then.toPrecision(4),
    now.toPrecision(4),
    ratio.median.toFixed(3),
    `${ratio.low.toFixed(3)}–${ratio.high.toFixed(3)}`,
    mark[verdict],
  ].join(' | ')} |`;

/** Returns the rows of a comparison, under `tableHead`. */
export const tableRows = ({ compared, onlyNow, onlyThen }: Comparison): readonly string[] => [
  ...compared.map(row),
  ...onlyNow.map((name) => `| ${name} | | new | | | |`),
  ...onlyThen.map((name) => `| ${name} | gone | | | | |`),
];
