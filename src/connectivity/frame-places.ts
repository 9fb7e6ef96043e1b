import type { BookPlaces } from './book-start';

const numberIn = (pattern: RegExp, frame: string): number => Number(pattern.exec(frame)?.[1] ?? Number.NaN);

/** The places of wholes and diffs by their texts, of which nothing else is read. */
export const framePlaces: BookPlaces<{ readonly frame: string }> = {
  ofWhole: ({ frame }) => ({
    sequence: numberIn(/"sequenceId":"?(\d+)/, frame),
    timestamp: numberIn(/"timestamp":(\d+)/, frame),
  }),
  ofDiff: ({ frame }) => ({
    sequence: numberIn(/"s":"?(\d+)/, frame),
    timestamp: numberIn(/"t":(\d+)/, frame),
  }),
};
