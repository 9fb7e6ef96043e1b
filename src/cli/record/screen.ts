import type { RecordingState } from '../../recording/index';
import type { roomKinds } from '../../parsing/room-kinds';
import { grouped } from '../screen/numbers';
import type { ScreenSize } from '../screen/render';
import { beside, fit, span, spread, type Line } from '../screen/text';
import { bytesText } from './quantities';

/** The rate of frames, per second. */
export interface RecordingRate {
  readonly frames: number;
  readonly bytes: number;
}

const kinds = Object.entries({
  ticker: 'ticker',
  transactions: 'trades',
  depth_whole: 'whole',
  depth_diff: 'diff',
  circuit_break_info: 'break',
} satisfies Record<keyof typeof roomKinds, string>);

const pairWidth = 12;
const ageWidth = 8;
const columnWidth = pairWidth + kinds.length * ageWidth + 2;

/** Formats an age: `0 s`, `75 s`, `4 h`; a dash if nothing has come. */
const ageText = (ms: number | null): string => {
  if (ms === null) return '-';
  const seconds = Math.max(0, Math.round(ms / 1_000));
  return seconds < 1_000 ? `${seconds} s` : `${Math.round(seconds / 3_600)} h`;
};

interface PairAges {
  readonly pair: string;
  /** Ages by kind of room, ms. */
  readonly ages: readonly (number | null)[];
}

const agesOf = ({ rooms, at }: RecordingState): readonly PairAges[] => {
  const pairs = new Set(
    [...rooms.keys()].flatMap((room) => {
      const [kind] = kinds.find(([name]) => room.startsWith(`${name}_`)) ?? [];
      return kind === undefined ? [] : [room.slice(kind.length + 1)];
    }),
  );
  return [...pairs].sort().map((pair) => ({
    pair,
    ages: kinds.map(([kind]) => {
      const lastAt = rooms.get(`${kind}_${pair}`)?.lastAt ?? null;
      return lastAt === null ? null : at - lastAt;
    }),
  }));
};

/** The age in ms at which a whole is late. A whole comes every 15 s. */
const lateWhole = 20_000;
const wholeAt = kinds.findIndex(([kind]) => kind === 'depth_whole');

const ageLine = ({ pair, ages }: PairAges): Line => {
  const isLate = (ages[wholeAt] ?? Infinity) > lateWhole;
  return [
    span(pair.padEnd(pairWidth), isLate ? 'warning' : 'plain'),
    ...ages.map((age) => span(ageText(age).padStart(ageWidth), isLate ? 'warning' : 'plain')),
  ];
};

const titles: Line = [
  span('age of'.padEnd(pairWidth), 'dim'),
  ...kinds.map(([, title]) => span(title.padStart(ageWidth), 'dim')),
];

const columnsOf = (blocks: readonly (readonly Line[])[]): readonly Line[] =>
  blocks.reduceRight((right, left) => beside(left, columnWidth, right));

const roomLines = (state: RecordingState, width: number, height: number): readonly Line[] => {
  const rows = agesOf(state);
  const columns = Math.max(1, Math.floor(width / columnWidth));
  const room = columns * Math.max(0, height - 2);
  // The pairs that may be in trouble come first.
  const late = ({ ages }: PairAges): number => Number((ages[wholeAt] ?? Infinity) <= lateWhole);
  const shown = rows.toSorted((a, b) => late(a) - late(b)).slice(0, room);
  const perColumn = Math.ceil(shown.length / columns);
  const blocks = Array.from({ length: columns }, (_, i) => {
    const own = shown.slice(i * perColumn, (i + 1) * perColumn);
    return own.length === 0 ? [] : [titles, ...own.map(ageLine)];
  });
  const more = rows.length - shown.length;
  return [...columnsOf(blocks), ...(more > 0 ? [[span(`and ${more} pairs more`, 'dim')]] : [])];
};

/** Renders the whole screen of a recorder: as many lines as it has rows, each as wide as it has columns. */
export const renderRecording = (
  state: RecordingState,
  rate: RecordingRate,
  notices: readonly string[],
  { columns, rows }: ScreenSize,
): readonly Line[] => {
  const { connection, folder, segment, frames, bytes, size, total, free } = state;
  const cause = connection.cause === null ? '' : `  ${connection.cause}`;
  const lines: readonly Line[] = [
    spread(
      [
        span(`● ${connection.state}`, connection.state === 'open' ? 'buy' : 'warning'),
        span(`  ${folder}/${segment ?? ''}`),
        span(cause, 'dim'),
      ],
      [span('Ctrl-C ends', 'dim')],
      columns,
    ),
    [
      span(`${rate.frames.toFixed(0)} frames/s  ${bytesText(Math.round(rate.bytes))}/s`, 'bold'),
      span(`  ${grouped(frames, 0)} frames, ${bytesText(bytes)} in ${bytesText(size)}`),
    ],
    [span('on the disk ', 'dim'), span(bytesText(total)), span(', free ', 'dim'), span(bytesText(free))],
    [],
    ...roomLines(state, columns, rows - 7),
  ];
  const body = Array.from({ length: rows - 2 }, (_, i) => lines[i] ?? []);
  const tail = Array.from({ length: 2 }, (_, i): Line => [span(notices.at(i - 2) ?? '', 'warning')]);
  return [...body, ...tail].map((line) => fit(line, columns));
};
