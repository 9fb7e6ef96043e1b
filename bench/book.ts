/** Measures the way from the text of a frame to an immutable book. */
import { loadPeers } from './contenders';
import { feed } from './feed';
import { depthFrames } from './frames';
import type { Contender } from './measure';
import { ratioTable } from './ratio-table';
import type { Extent, Section } from './section';
import { sink } from './sink';

const pair = 'btc_jpy';

export const bookSection = async ({ short, peers: withPeers }: Extent): Promise<Section> => {
  const frames = depthFrames({ pair, diffs: 2_000, diffsPerWhole: 40, seed: 1 }).map(({ text }) => text);
  const bytes = frames.reduce((sum, { length }) => sum + length, 0) / frames.length;
  const { peers, missing } = withPeers ? await loadPeers() : { peers: [], missing: [] };
  const top: Contender = {
    name: '**rx-bitbank** `book$`, 20 levels per side',
    prepare: feed(frames, (client, next) => client.book$(pair, { depth: 20 }).subscribe(next)),
  };
  const whole: Contender = {
    name: 'rx-bitbank `book$`, every level',
    prepare: feed(frames, (client, next) => client.book$(pair).subscribe(next)),
  };
  const others = peers.map(({ name, createBook }): Contender => ({
    name: `${name}, top 20`,
    prepare: () => {
      const read = createBook();
      return () => {
        for (const frame of frames) sink.value = read(frame);
      };
    },
  }));
  const { lines, cost } = ratioTable(frames, [top, whole, ...others], short ? 5 : 21);
  return {
    lines: [
      '## From a frame to a book',
      '',
      `The depth frames have ${Math.round(bytes)} bytes on average; 40 diffs come after each whole of 200 levels per side. rx-bitbank checks each frame against the schema, checks its sequence, proves the book by each whole and emits an immutable book. The others parse, apply and copy their top 20, without checks.`,
      '',
      ...lines,
      ...missing.map((name) => `Not measured, as not installed: ${name}.`),
    ],
    figures: {
      'frame to book of 20 levels, of JSON.parse': cost(top.name),
      'frame to book of every level, of JSON.parse': cost(whole.name),
    },
  };
};
