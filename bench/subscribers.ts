/** Measures a thousand subscribers of one feed that only keep the value. */
import { Subject } from 'rxjs';
import { feed, pushedClient } from './feed';
import { depthFrames } from './frames';
import { interleave, ratioOf, type Contender } from './measure';
import type { Extent, Section } from './section';
import { sink } from './sink';

const pair = 'btc_jpy';
const subscribers = 1_000;

export const subscribersSection = ({ short }: Extent): Section => {
  const frames = depthFrames({ pair, diffs: short ? 40 : 200, diffsPerWhole: 40, seed: 7 }).map(
    ({ text }) => text,
  );
  const booksFor = (count: number): Contender['prepare'] =>
    feed(frames, (client, next) => {
      client.book$(pair, { depth: 20 }).subscribe(next);
      for (let i = 1; i < count; i += 1)
        client.book$(pair, { depth: 20 }).subscribe((book) => (sink.value = book));
    });
  const bare = 'a bare `Subject` with as many observers';
  const many = `\`book$\` with ${subscribers} subscribers`;
  const one = '`book$` with one';
  const times = interleave(
    [
      {
        name: bare,
        prepare: () => {
          const subject = new Subject<string>();
          for (let i = 0; i < subscribers; i += 1) subject.subscribe((text) => (sink.value = text));
          return () => {
            for (const frame of frames) subject.next(frame);
          };
        },
      },
      { name: many, prepare: booksFor(subscribers) },
      { name: one, prepare: booksFor(1) },
    ],
    short ? 3 : 9,
  );
  const [bareTimes = [], manyTimes = [], oneTimes = []] = [bare, many, one].map((name) => times.get(name));
  const rest = manyTimes.map((time, round) => time - (oneTimes[round] ?? 0));
  const cost = ratioOf(rest, bareTimes).median;

  const { client, push } = pushedClient();
  const books = new Set<unknown>();
  for (let i = 0; i < subscribers; i += 1) {
    client.book$(pair, { depth: 20 }).subscribe((book) => books.add(book));
  }
  for (const frame of frames) push(frame);
  void client.close();
  return {
    lines: [
      '## A thousand subscribers of one feed',
      '',
      `${frames.length} frames gave ${subscribers} subscribers ${books.size} different books, because each book is made once. What these subscribers cost beyond one of them is **${cost.toFixed(2)}** times ${bare}.`,
      '',
    ],
    figures: { 'a thousand subscribers, of a bare Subject': cost },
  };
};
