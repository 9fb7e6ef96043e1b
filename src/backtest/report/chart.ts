import { both, escaped } from './html';
import { numberText } from './figures';
import { timeTicks, valueTicks } from './ticks';

export interface ChartPoint {
  readonly at: number;
  readonly value: number;
}

/** One line of a chart, with its names for the legend. */
export interface ChartLine {
  readonly name: string;
  readonly label: readonly [english: string, japanese: string];
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

/** The drawing is stretched to the place on the page, so its lines have widths in pixels and its words are outside of it. */
const size = 1_000;

/** The space above and below the lines, as a share of their height. */
const margin = 0.06;

/** Returns the class of a time near an edge of the chart, beyond which its text must not reach. */
const edgeOf = (x: number): string => (x < size / 16 ? ' first' : x > (15 * size) / 16 ? ' last' : '');

/**
 * Draws a chart as SVG, as wide as the page and as high on a phone as on a screen. Values have a scale with the unit, and
 * times are in UTC. It is empty if there is nothing to draw.
 */
export const chartOf = (
  unit: string,
  lines: readonly ChartLine[],
  dots: readonly ChartDot[] = [],
  spans: readonly ChartSpan[] = [],
): string => {
  const all = [...lines.flatMap(({ points }) => points), ...dots];
  const [first] = all;
  if (first === undefined) return '';
  let [from, to, least, most] = [first.at, first.at, first.value, first.value];
  for (const { at, value } of all) {
    from = Math.min(from, at);
    to = Math.max(to, at);
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const space = (most - least || Math.abs(most) || 1) * margin;
  const [low, high] = [least - space, most + space];
  const x = (at: number): number => ((at - from) / (to - from || 1)) * size;
  const y = (value: number): number => ((high - value) / (high - low)) * size;
  const place = ({ at, value }: ChartPoint): string => `${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
  const percent = (part: number): string => `${(part / (size / 100)).toFixed(2)}%`;
  const values = valueTicks(low, high);
  const times = timeTicks(from, to);
  const grid = [
    ...values.map((value) => `M0 ${y(value).toFixed(1)}H${size}`),
    ...times.map(({ at }) => `M${x(at).toFixed(1)} 0V${size}`),
  ];
  /** Only what the lines reach is drawn of a span, so that an order far from the market does not flatten them. */
  const stood = spans
    .filter((span) => span.value >= low && span.value <= high && span.to >= from && span.from <= to)
    .map(({ from: since, to: until, value, kind, title }) => {
      const [begin, end] = [x(Math.max(from, since)), x(Math.min(to, until))];
      return `<path class="span ${kind}" d="M${begin.toFixed(1)} ${y(value).toFixed(1)}H${end.toFixed(1)}"><title>${escaped(title)}</title></path>`;
    });
  const scale = [
    ...values.map(
      (value) =>
        `<b class="value" style="top:${percent(y(value))}">${numberText(value)} ${escaped(unit)}</b>`,
    ),
    ...times.map(
      ({ at, text }) => `<b class="time${edgeOf(x(at))}" style="left:${percent(x(at))}">${text}</b>`,
    ),
  ];
  const legend =
    lines.length < 2
      ? ''
      : `<figcaption>${lines.map(({ name, label }) => `<i class="key ${escaped(name)}"></i>${both(...label)}`).join('')}</figcaption>`;
  return `<figure>${legend}<div class="plot"><svg viewBox="0 0 ${size} ${size}" preserveAspectRatio="none" role="img"><path class="grid" d="${grid.join('')}"/>
${lines.map(({ name, points }) => `<path class="line ${escaped(name)}" d="M${points.map(place).join('L')}"/>`).join('')}
${stood.join('')}
${dots.map((dot) => `<path class="dot ${dot.kind}" d="M${place(dot)}h0"><title>${escaped(dot.title)}</title></path>`).join('')}</svg>
${scale.join('')}</div></figure>`;
};
