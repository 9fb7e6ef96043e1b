import { styleText } from 'node:util';

/** The style of a span. A line of the screen is a list of spans, so that its width is known and colours come last. */

export type Style = 'plain' | 'dim' | 'bold' | 'buy' | 'sell' | 'warning';

export interface TextSpan {
  readonly text: string;
  readonly style: Style;
}

export type Line = readonly TextSpan[];

export const span = (text: string, style: Style = 'plain'): TextSpan => ({ text, style });

export const widthOf = (line: Line): number => line.reduce((width, { text }) => width + text.length, 0);

/**
 * The characters that must not be separated from their neighbours, because the rest would be another word or number.
 * Bars and candles may be cut.
 */
const wordPart = /[\p{L}\p{N}.,:;_+/'×%-]/u;

/**
 * Returns how many of the first `width` characters stay if the rest is cut off. No word and no number is cut in two.
 */
const uncut = (text: string, width: number): number => {
  let end = Math.min(text.length, width);
  if (end === text.length || !wordPart.test(text[end] ?? '')) return end;
  while (end > 0 && wordPart.test(text[end - 1] ?? '')) end--;
  return end;
};

/** Returns exactly `width` columns of a line. Words that don't fit are left out, and the rest is filled up. */
export const fit = (line: Line, width: number): Line => {
  const fitted: TextSpan[] = [];
  const text = line.map((each) => each.text).join('');
  let left = uncut(text, Math.max(0, width));
  for (const each of line) {
    const kept = each.text.slice(0, left);
    left -= kept.length;
    if (kept !== '') fitted.push({ text: kept, style: each.style });
  }
  const missing = width - widthOf(fitted);
  return missing > 0 ? [...fitted, span(' '.repeat(missing))] : fitted;
};

/** Returns the first of the lines that fits; the fullest of them comes first. If none fits, it is the last one. */
export const fullest = (lines: readonly [Line, ...Line[]], width: number): Line =>
  lines.find((line) => widthOf(line) <= width) ?? lines.at(-1) ?? lines[0];

/** Puts parts beside each other, two columns apart, on as many lines as necessary. */
export const flow = (parts: readonly Line[], width: number): readonly Line[] => {
  const lines: Line[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 2 + widthOf(part) <= width)
      lines[lines.length - 1] = [...last, span('  '), ...part];
    else lines.push(part);
  }
  return lines;
};

/** Makes a line with one part at each end. If there is no room for both, the right one is left out. */
export const spread = (left: Line, right: Line, width: number): Line =>
  widthOf(left) + widthOf(right) < width
    ? [...fit(left, width - widthOf(right)), ...right]
    : fit(left, width);

/** Puts two blocks side by side. The left one is `leftWidth` wide. */
export const beside = (left: readonly Line[], leftWidth: number, right: readonly Line[]): readonly Line[] =>
  Array.from({ length: Math.max(left.length, right.length) }, (_, i) => [
    ...fit(left[i] ?? [], leftWidth),
    ...(right[i] ?? []),
  ]);

const formats = { dim: 'dim', bold: 'bold', buy: 'green', sell: 'red', warning: 'yellow' } as const;

/** The program has already examined the terminal. Otherwise newer versions of Node would examine stdout again. */
const onAnyStream = { validateStream: false } as const;

/** Returns the line for a terminal. Consecutive spans of the same colour share one colour code. */
export const toAnsi = (line: Line, colors: boolean): string => {
  const runs: TextSpan[] = [];
  for (const next of line) {
    const last = runs.at(-1);
    if (last?.style === next.style) runs[runs.length - 1] = span(last.text + next.text, next.style);
    else runs.push(next);
  }
  return runs
    .map(({ text, style }) =>
      colors && style !== 'plain' ? styleText(formats[style], text, onAnyStream) : text,
    )
    .join('');
};
