import { describe, it } from 'vitest';
import { silenceError, watchdog } from '../../src/operators/watchdog';
import type { Line } from '../support/drawing';
import { inMoments, type Makes } from '../support/operator-spec';

// `source` is watched: an error follows 5 ms of silence. `source$` shows how long it is subscribed to.

const makes: Makes<{ readonly source: Line }> = ({ source }, { scheduler }) => ({
  watched: source.pipe(watchdog({ due: 5, scheduler })),
});

const silent = { '#': [silenceError(5)] };

describe('watchdog', () => {
  it('mirrors a source that emits in time', () => {
    inMoments(
      {
        source: '   -a--b---c|',
        source$: '  ^--------!',
        watched$: ' -a--b---c|',
      },
      { makes },
    );
  });

  it('fails when nothing has come for `due`, counted from the last value', () => {
    inMoments(
      {
        source: '   -a--b---------c--',
        source$: '  ^--------!',
        watched$: ' -a--b----#',
      },
      { makes, where: silent },
    );
  });

  it('fails when the first value does not come', () => {
    inMoments(
      {
        source: '   ------------',
        watched$: ' -----#',
      },
      { makes, where: silent },
    );
  });

  it('goes on with another source if it is given one', () => {
    inMoments(
      {
        source: '   -a-------b',
        source$: '  ^-----!',
        other: ['         -x-y|'],
        other$: '   ------^---!',
        watched$: ' -a-----x-y|',
      },
      {
        makes: ({ source, other }, { scheduler }) => ({
          watched: source.pipe(watchdog({ due: 5, with: () => other, scheduler })),
        }),
      },
    );
  });

  it('passes an error on, and keeps no timer after it', () => {
    inMoments(
      {
        source: '   -a#',
        watched$: ' -a#',
      },
      { makes },
    );
  });

  it('can be unsubscribed from before the silence and after it', () => {
    inMoments(
      {
        source: '    -a-------------',
        source$: ['  ^--!', '^-----!'],
        other: ['          -x-y-z'],
        other$: '    ------^--!',
        watched: '   ^--!',
        watched$: '  -a-',
        watched2: '  ^--------!',
        watched2$: ' -a-----x-',
      },
      {
        makes: ({ source, other }, { scheduler }) => ({
          watched: source.pipe(watchdog({ due: 5, with: () => other, scheduler })),
        }),
      },
    );
  });
});
