import { styleText } from 'node:util';

/** Text of the screen: a line is a list of spans, so that its width is known and colours come last. */

export type Style = 'plain' | 'dim' | 'bold' | 'buy' | 'sell' | 'warning';

export interface TextSpan {
  readonly text: string;
  readonly style: Style;
}

export type Line = readonly TextSpan[];

export const span = (text: string, style: Style = 'plain'): TextSpan => ({ text, style });

export const widthOf = (line: Line): number => line.reduce((width, { text }) => width + text.length, 0);

/** Exactly `width` columns of a line: cut at the end, or filled up. */
export const fit = (line: Line, width: number): Line => {
  const fitted: TextSpan[] = [];
  let left = Math.max(0, width);
  for (const { text, style } of line) {
    const kept = text.slice(0, left);
    left -= kept.length;
    if (kept !== '') fitted.push({ text: kept, style });
  }
  return left > 0 ? [...fitted, span(' '.repeat(left))] : fitted;
};

/** A line with one part at each end; where there is no room for both, the right one goes. */
export const spread = (left: Line, right: Line, width: number): Line =>
  widthOf(left) + widthOf(right) < width
    ? [...fit(left, width - widthOf(right)), ...right]
    : fit(left, width);

/** Two blocks side by side, the left one `leftWidth` wide. */
export const beside = (left: readonly Line[], leftWidth: number, right: readonly Line[]): readonly Line[] =>
  Array.from({ length: Math.max(left.length, right.length) }, (_, i) => [
    ...fit(left[i] ?? [], leftWidth),
    ...(right[i] ?? []),
  ]);

const formats = { dim: 'dim', bold: 'bold', buy: 'green', sell: 'red', warning: 'yellow' } as const;

/** The terminal has been asked already: newer versions of Node would ask stdout again. */
const asTold = { validateStream: false } as const;

/** The line as a terminal takes it: a colour is said once for all the spans in a row that have it. */
export const toAnsi = (line: Line, colors: boolean): string => {
  const runs: TextSpan[] = [];
  for (const next of line) {
    const last = runs.at(-1);
    if (last?.style === next.style) runs[runs.length - 1] = span(last.text + next.text, next.style);
    else runs.push(next);
  }
  return runs
    .map(({ text, style }) => (colors && style !== 'plain' ? styleText(formats[style], text, asTold) : text))
    .join('');
};
