/**
 * Measures the errors of the fill models: orders of the least amount in the simulated market, compared with a recording
 * of that market without these orders.
 */
import {
  errorsOf,
  leastOrders,
  markets,
  type MarketName,
  type ModelErrors,
  type ModelName,
  models,
  truthOf,
} from '../test/simulator/fills/least-orders';
import type { Extent, Section } from './section';

const percent = (fraction: number): string => (100 * fraction).toFixed(1);
const inSeconds = (ms: number): string => (ms / 1_000).toFixed(1);

const row = (name: string, errors: ModelErrors): string => {
  const { fillRatio, invented, missed, timeToFill, middleError, meanError, late } = errors;
  const cells = [
    ...[fillRatio, invented, missed].map(percent),
    ...[timeToFill, middleError, meanError, late].map(inSeconds),
  ];
  return `| \`${name}\` | ${cells.join(' | ')} |`;
};

export const modelsSection = ({ short }: Extent): Section => {
  const count = short ? 5 : 1_000;
  const tables = (Object.keys(markets) as MarketName[]).map((market) => {
    const windows = leastOrders(market, count);
    const truth = truthOf(windows);
    const errors = (Object.keys(models) as ModelName[]).map(
      (name) => [name, errorsOf(windows, name)] as const,
    );
    return {
      market,
      lines: [
        `### ${market}`,
        '',
        '| | filled, % | invented, % | missed, % | time to fill, s | off in the middle, s | off on average, s | late on average, s |',
        '|---|---:|---:|---:|---:|---:|---:|---:|',
        `| the market itself | ${percent(truth.fillRatio)} | | | ${inSeconds(truth.timeToFill)} | | | |`,
        ...errors.map(([name, of]) => row(name, of)),
        '',
      ],
      figures: errors.map(([name, { invented, missed }]): readonly [string, number] => [
        `${name} in ${market}: wrong about a least order, so often`,
        invented + missed,
      ]),
    };
  });
  return {
    lines: [
      '## How wrong the models of fills are',
      '',
      `${count.toLocaleString('en')} of the smallest orders in each market, one per window of a minute. Each window has its own seed.`,
      '',
      ...tables.flatMap(({ lines }) => lines),
    ],
    figures: Object.fromEntries(tables.flatMap(({ figures }) => figures)),
  };
};
