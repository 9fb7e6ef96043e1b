import { describe, it } from 'vitest';
import { exactlyOnce } from '../../src/operators/exactly-once';
import { inMoments } from '../support/operator-spec';

// A letter is a value, and its own key.

const key = (value: string): string => value;

describe('exactlyOnce', () => {
  it('drops a value that came before', () => {
    inMoments(
      {
        source: '  -a-b-a-c-b-|',
        source$: ' ^----------!',
        once$: '   -a-b---c---|',
      },
      { makes: ({ source }) => ({ once: source.pipe(exactlyOnce({ key })) }) },
    );
  });

  it('remembers only the latest keys, here two', () => {
    inMoments(
      {
        source: ' -a-b-c-b-a-|',
        once$: '  -a-b-c---a-|',
      },
      { makes: ({ source }) => ({ once: source.pipe(exactlyOnce({ key, remember: 2 })) }) },
    );
  });

  it('remembers for each subscription by itself, and passes an error on', () => {
    inMoments(
      {
        source: '   -a-a-#',
        source$: [' ^----!', '^-!', '--^--!'],
        once$: '    -a---#',
        once2: '    ^-!',
        once2$: '   -a',
        once3: '    --^',
        once3$: '   ---a-#',
      },
      { makes: ({ source }) => ({ once: source.pipe(exactlyOnce({ key })) }) },
    );
  });
});
