import { describe, it } from 'vitest';
import { ref, refusal, request } from '../support/order-cast';
import { inMoments, inSeconds } from '../support/order-spec';

// One order from `submitOrder` to its end. The signs are those of `marbles/support/order-alphabet.ts`.

describe('an order that is submitted', () => {
  it('leaves, is accepted by its reply, and is filled by messages, trade by trade', () => {
    inMoments({
      placing: '  -s--1',
      stream: '   ------7-p-8-f',
      submit$: '  -S--A-7---8-(F|)',
      placing$: ' .------------------',
    });
  });

  it('keeps the news that come before its reply', () => {
    inMoments({
      placing: '  -s------1',
      stream: '   --1-7-f-8',
      submit$: '  -S------(A78F|)',
    });
  });

  it('ends only when the fills add up, whatever comes first, and however often', () => {
    inMoments({
      placing: '  -s1',
      stream: '   ---f-p-7-7-f-8-8',
      submit$: '  -SA----7-----(8F|)',
    });
  });

  it('has its trades read that no message showed, once it has been known for a second', () => {
    inSeconds({
      placing: '  s1',
      stream: '   -o-f',
      trades: '   ---(78)',
      submit$: '  SA-(78F|)',
      trades$: '  -.-.',
    });
  });

  it('is found to have ended by reading it, though every message was lost', () => {
    inSeconds({
      placing: '  s1',
      //          missing from the list at 2 s, so read by id at 3 s, and its trades at 4 s
      lists: '    -10',
      knows: '    -1f',
      trades: '   ----(78)',
      submit$: '  SA--(78F|)',
      lists$: '   --.',
      knows$: '   ---.',
      trades$: '  --.-.',
    });
  });

  it.each([60001, 60020, 50088, 10009, 20001])(
    'is refused by code %i, be it newer than the table: it never came to be',
    (code) => {
      inMoments(
        {
          placing: '  -s-r',
          submit$: '  -S-(R|)',
        },
        { code, where: { R: [{ by: 'venue', reason: 'refused', code }] } },
      );
    },
  );

  it('is rejected by a message if it is a market order that could not be filled whole', () => {
    inMoments({
      placing: '  -s1',
      stream: '   ----d',
      submit$: '  -SA-(D|)',
    });
  });

  it('is refused here, before anything is sent, with the field and the nearest value', () => {
    inMoments(
      {
        fine$: '    (B|)',
        foreign$: ' (B|)',
        placing$: '                    ',
      },
      {
        calls: {
          fine: (exec) => exec.submitOrder({ ...request, price: '359.4126' }),
          foreign: (exec) => exec.submitOrder({ ...request, pair: 'abc_jpy' }),
        },
        where: {
          B: [
            { by: 'client', violations: [{ field: 'price', nearest: '359.413' }] },
            { by: 'client', violations: [{ field: 'pair' }] },
          ],
        },
      },
    );
  });

  it('triggers once if it is a stop', () => {
    inMoments(
      {
        placing: '  -sw',
        stream: '   ----t-w-t',
        stop$: '    -SA-T----',
      },
      {
        calls: { stop: (exec) => exec.submitOrder({ ...request, type: 'stop_limit', triggerPrice: '360' }) },
      },
    );
  });
});

describe('a caller that submits an order', () => {
  it('sends once; leaving aborts nothing, and a late subscriber gets everything from the beginning', () => {
    inMoments({
      placing: '  -s--1',
      stream: '   -----7-f---8',
      submit: '   ^-!',
      submit$: '  -S-',
      submit2: '  ------^',
      submit2$: ' ------(SA7)(8F|)',
      submit3: '  --------------^',
      submit3$: ' --------------(SA78F|)',
      placing$: ' .---------------------',
    });
  });

  it('gets an error while nothing was sent, and starts again by a retry', () => {
    inMoments(
      {
        placing: ['-n', '-s1            '],
        submit$: '  -#',
        submit2: '  ----^',
        submit2$: ' -----SA------',
        placing$: ' .---.',
      },
      { where: { '#': [{ _tag: 'HttpError', effect: 'none' }] } },
    );
  });
});

describe('an order that is cancelled', () => {
  it('was cancelled by us, though the message comes before the reply to the cancel', () => {
    inMoments(
      {
        placing: '    -s1',
        stream: '     ----c',
        submit$: '    -SA-----(C|)',
        cancel: '     ---^',
        canceling: '  s----c',
        canceling$: ' ---.--------',
        cancel$: '    --------(C|)',
      },
      { where: { C: [{ by: 'user' }, { ...ref, type: 'Canceled' }] } },
    );
  });

  it('was cancelled by an unknown cause if nothing explains it within a second', () => {
    inSeconds({
      placing: '   -s-1',
      stream: '    -----c',
      submit$: '   -S-A--(X|)',
    });
  });

  it('was invalidated, even if that message comes second', () => {
    inMoments({
      placing: '   -s1',
      stream: '    ----c--i',
      submit$: '   -SA----(V|)',
    });
  });

  it('has expired if its time was over when it ended', () => {
    inMoments({
      placing: '   -s1',
      stream: '    ----†',
      submit$: '   -SA-(J|)',
    });
  });

  it('keeps the fills that it had', () => {
    inMoments({
      placing: '   -s1',
      stream: '    ----7',
      cancel: '    ------^',
      canceling: ' s-k',
      submit$: '   -SA-7---(C|)',
      cancel$: '   --------(C|)',
    });
  });

  it('was post-only when the reply itself says so', () => {
    inMoments(
      {
        placing: ' -s-y',
        order$: '  -S-(AO|)',
      },
      { calls: { order: (exec) => exec.submitOrder({ ...request, postOnly: true }) } },
    );
  });
});

describe('an order of an earlier run', () => {
  it('is tracked by its id: its old fills come first', () => {
    inMoments({
      knows: [' --p                  '],
      trades: ['-7                   '],
      stream: '  ------f-8',
      track$: '  --A7----(8F|)',
    });
  });

  it('can’t be tracked if the venue does not know it', () => {
    inMoments(
      {
        knows: [' --0                  '],
        track$: '  --#',
      },
      { where: { '#': [refusal(50009)] } },
    );
  });
});
