import { fewest, type MemoryVerdict, warmUp } from './memory';

export interface Figures {
  readonly minutes: number;
  readonly seed: number;
  readonly checks: number;
  readonly orders: number;
  readonly fills: number;
  readonly reconnects: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
  readonly clients: MemoryVerdict;
  readonly venue: MemoryVerdict;
  /** Sizes in MB after the last collection. */
  readonly heaps: { readonly clients: number; readonly venue: number };
}

const verdictText = ({ slope, scatter, isGrowing }: MemoryVerdict): string => {
  if (slope === null)
    return `not judged: fewer than ${fewest} samples after ${warmUp / 60_000} minutes of warming up`;
  const figures = `${slope >= 0 ? '+' : ''}${slope.toFixed(2)} MB/h, samples scatter by ${scatter.toFixed(2)} MB`;
  return `${isGrowing ? '**growing**' : 'flat'}: ${figures}`;
};

/** True if everything is as it must be. */
export const isSound = ({ violations, clients }: Figures): boolean =>
  violations.length === 0 && !clients.isGrowing;

export const report = (figures: Figures): string => {
  const { clients, venue, heaps, violations } = figures;
  const faults = Object.entries(figures.faults).sort(([, a], [, b]) => b - a);
  return [
    `# Soak: ${isSound(figures) ? 'passed' : 'failed'}`,
    '',
    `${figures.minutes} minutes, seed ${figures.seed}, Node ${process.versions.node}.`,
    '',
    '|  |  |',
    '|---|---|',
    `| times settled and compared | ${figures.checks} |`,
    `| orders | ${figures.orders} |`,
    `| fills | ${figures.fills} |`,
    `| links lost and made anew | ${figures.reconnects} |`,
    `| faults that struck | ${faults.reduce((sum, [, count]) => sum + count, 0)} |`,
    `| heap of the clients | ${heaps.clients.toFixed(1)} MB; ${verdictText(clients)} |`,
    `| heap of the venue (not judged) | ${heaps.venue.toFixed(1)} MB; ${verdictText(venue)} |`,
    '',
    `Faults: ${faults.map(([kind, count]) => `${kind} ${count}`).join(', ')}.`,
    '',
    ...(violations.length === 0
      ? ['No violation.']
      : ['## Violations', '', ...violations.map((line) => `- ${line}`)]),
    '',
  ].join('\n');
};
