import { map, throwError } from 'rxjs';
import { describe, it } from 'vitest';
import { httpError } from '../../src/model/errors';
import { type FeedLines, type FeedStory, inMoments } from '../support/feed-spec';
import { ticker, tickerData } from '../support/frames';
import { ok } from '../support/rest';

// A digit is a last price, of a frame and of a ticker. REST has 5, then 6. `requests$` draws the reads of it.

const path = '/btc_jpy/ticker';

/** Draws a story in which REST answers as drawn by `reply`, from each request on. */
const draw = (lines: FeedLines, reply: string, story: Partial<FeedStory> = {}): void => {
  let last = 4;
  inMoments(lines, {
    feeds: { ticker: (client) => client.ticker$('btc_jpy').pipe(map((one) => `${one.last}`)) },
    frames: { 1: ticker(1), 2: ticker(2) },
    signs: { r: path, u: 'pair-unchecked' },
    rest: (m) => ({ [path]: () => m.cold(reply).pipe(map(() => ok(tickerData((last += 1))))) }),
    ...story,
  });
};

describe('ticker$ of a quiet pair', () => {
  it('is the ticker of REST from the join to the first frame of its room', () => {
    draw(
      {
        link: '     --o-----1---2',
        requests$: 'r------------',
        ticker$: '  ----5---1---2',
      },
      '----(r|)',
    );
  });

  it('is nothing of REST if its room was faster', () => {
    draw(
      {
        link: '    --o-1---2',
        ticker$: ' ----1---2',
      },
      '------(r|)',
    );
  });

  it('is the current one for a late subscriber', () => {
    draw(
      {
        link: '     -o----------',
        ticker: '   ^',
        ticker2: '  -------^----',
        ticker2$: ' -------5----',
      },
      '(r|)',
    );
  });

  it('is read again on the next link, and a late subscriber gets none of a lost one', () => {
    draw(
      {
        link: ['   -o 5s #', '-o-'],
        ticker$: ' -5 5s -6',
      },
      '(r|)',
    );
  });

  it('waits for its room if REST cannot be asked', () => {
    draw(
      {
        link: '         -o----1',
        ticker$: '      ------1',
        diagnostics$: ' u------',
      },
      '',
      { rest: () => ({ [path]: () => throwError(() => httpError(path, 'refused', 'none', 'off')) }) },
    );
  });
});
