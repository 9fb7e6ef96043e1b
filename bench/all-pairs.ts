/**
 * Measures 62 pairs at ten times the live rate of 79 frames per second: the processor time of a second, as a share of
 * one core.
 */
import { feed } from './feed';
import { depthFrames } from './frames';
import { interleave, median } from './measure';
import type { Extent, Section } from './section';

export const allPairsSection = ({ short }: Extent): Section => {
  const perPair = Array.from({ length: 62 }, (_, i) =>
    depthFrames({ pair: `p${i}_jpy`, diffs: 40, diffsPerWhole: 40, seed: 10 + i }).map(({ text }) => text),
  );
  const count = Math.min(...perPair.map(({ length }) => length));
  const frames = Array.from({ length: count }, (_, i) => perPair.map((all) => all[i] as string)).flat();
  const times = interleave(
    [
      {
        name: 'all',
        prepare: feed(frames, (client, next) => {
          for (let i = 0; i < 62; i += 1) client.book$(`p${i}_jpy`, { depth: 20 }).subscribe(next);
        }),
      },
    ],
    short ? 3 : 9,
  ).get('all');
  const share = (790 * (median(times ?? []) / frames.length)) / 10;
  return {
    lines: [
      '## All 62 pairs at ten times the live rate',
      '',
      `790 frames per second, wholes and diffs, from their text to books of 20 levels, take **${share.toFixed(2)} %** of a core. The socket is not included.`,
      '',
    ],
    figures: { 'all pairs at ten times the live rate, % of a core': share },
  };
};
