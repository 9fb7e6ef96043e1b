import { escaped } from './html';

export interface ChartPoint {
  readonly at: number;
  readonly value: number;
}

/** One line of a chart, with dots on it. */
export interface ChartLine {
  readonly name: string;
  readonly points: readonly ChartPoint[];
}

export interface ChartDot extends ChartPoint {
  readonly kind: 'buy' | 'sell';
  readonly title: string;
}

/** A value that stood for a time, such as the price of an open order. */
export interface ChartSpan {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly kind: 'buy' | 'sell';
  readonly title: string;
}

const size = { width: 800, height: 260, left: 8, right: 8, top: 30, bottom: 30 };

const timeText = (at: number): string => new Date(at).toISOString().slice(5, 16).replace('T', ' ');

const figure = (value: number): string => value.toLocaleString('en-US', { maximumSignificantDigits: 8 });

/**
 * Draws a chart as SVG, with its scale inside, so that no price is cut on a phone, and times in UTC below. It is empty
 * if there is nothing to draw.
 */
export const chartOf = (
  lines: readonly ChartLine[],
  dots: readonly ChartDot[] = [],
  spans: readonly ChartSpan[] = [],
): string => {
  const all = [...lines.flatMap(({ points }) => points), ...dots];
  const [first] = all;
  if (first === undefined) return '';
  let [from, to, low, high] = [first.at, first.at, first.value, first.value];
  for (const { at, value } of all) {
    from = Math.min(from, at);
    to = Math.max(to, at);
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const { width, height, left, right, top, bottom } = size;
  const x = (at: number): number => left + ((at - from) / (to - from || 1)) * (width - left - right);
  const y = (value: number): number =>
    height - bottom - ((value - low) / (high - low || 1)) * (height - top - bottom);
  const place = ({ at, value }: ChartPoint): string => `${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
  const grid = [low, (low + high) / 2, high].map(
    (value) => `<line class="grid" x1="${left}" x2="${width - right}" y1="${y(value)}" y2="${y(value)}"/>`,
  );
  const scale = [low, (low + high) / 2, high].map(
    (value) => `<text x="${width - right}" y="${y(value) - 5}" text-anchor="end">${figure(value)}</text>`,
  );
  /** Only what the lines reach is drawn of a span, so that an order far from the market does not flatten them. */
  const stood = spans
    .filter((span) => span.value >= low && span.value <= high && span.to >= from && span.from <= to)
    .map(
      ({ from: since, to: until, value, kind, title }) =>
        `<line class="${kind} span" x1="${x(Math.max(from, since)).toFixed(1)}" x2="${x(Math.min(to, until)).toFixed(1)}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}"><title>${escaped(title)}</title></line>`,
    );
  const times = [from, to].map(
    (at, i) =>
      `<text x="${x(at)}" y="${height - 6}" text-anchor="${i === 0 ? 'start' : 'end'}">${timeText(at)}</text>`,
  );
  return `<svg viewBox="0 0 ${width} ${height}" role="img">${grid.join('')}${times.join('')}
${lines.map(({ name, points }) => `<path class="line ${escaped(name)}" d="M${points.map(place).join('L')}"/>`).join('')}
${stood.join('')}
${dots.map((dot) => `<circle class="${dot.kind}" cx="${x(dot.at).toFixed(1)}" cy="${y(dot.value).toFixed(1)}" r="4"><title>${escaped(dot.title)}</title></circle>`).join('')}
${scale.join('')}</svg>`;
};
