import { describe, it } from 'vitest';
import { inSeconds } from '../support/order-spec';

// `cancelAll` in an outage: it cancels known orders immediately, goes on for 30 s, and names the orders whose outcome
// it does not know.

describe('cancelAll', () => {
  it('cancels the known orders immediately, and the rest once the list can be read again', () => {
    inSeconds(
      {
        stream: '     (o1)',
        events: '     ^',
        lists: '      ø--2',
        canceling: '  c',
        cancelAll: '  -^',
        cancelAll$: ' -C-(C|)',
        canceling$: ' -.-.',
      },
      { where: { C: [{ orderId: 1 }, { orderId: 2 }] } },
    );
  });

  it('sends a cancel again that an outage answered, until it is done', () => {
    inSeconds(
      {
        stream: '     (o12)',
        events: '     ^',
        lists: '      ø--(12)',
        canceling: [' ø', ' ø', ' c'],
        cancelAll: '  -^',
        cancelAll$: ' ---(CC|)',
        canceling$: ' -...',
      },
      {
        where: { C: [{ orderId: 1 }, { orderId: 2 }] },
        asked: { canceling: [1, 2, 3].map(() => ({ orderIds: [1, 2] })) },
      },
    );
  });

  it('says after 30 s which cancels have no outcome, and that the list was not read', () => {
    inSeconds(
      {
        stream: '     (o1)',
        events: '     ^',
        lists: ['     -'],
        knows: ['     -'],
        canceling: '  s',
        cancelAll: '  -^',
        cancelAll$: ' - 30s (??|)',
        canceling$: ' -.',
      },
      { where: { '?': [{ orderId: 1 }, { orderId: null }] } },
    );
  });

  it('never completes as if nothing had been open', () => {
    inSeconds(
      {
        stream: '     o',
        lists: '      ø',
        cancelAll: '  -^',
        cancelAll$: ' - 30s (?|)',
        canceling$: '',
      },
      { where: { '?': [{ orderId: null }] } },
    );
  });

  it('reads the outcome of a cancel whose reply was lost', () => {
    inSeconds(
      {
        stream: '     (o1)',
        events: '     ^',
        lists: '      0',
        knows: '      c',
        canceling: '  x',
        cancelAll: '  500ms ^',
        cancelAll$: ' 500ms -(C|)',
        canceling$: ' 500ms .',
      },
      { where: { C: [{ orderId: 1 }] } },
    );
  });

  it('reads the state of an order that the reply leaves out', () => {
    inSeconds(
      {
        stream: '     (o1)',
        events: '     ^',
        lists: '      0',
        knows: '      c',
        canceling: '  0',
        cancelAll: '  500ms ^',
        cancelAll$: ' 500ms -(K|)',
        canceling$: ' 500ms .',
      },
      { where: { K: [{ orderId: 1 }] } },
    );
  });

  it('sends one cancel for each order if one refusal answered for several', () => {
    inSeconds(
      {
        stream: '     (o12)',
        events: '     ^',
        lists: '      (12)',
        canceling: [' u', ' c', ' u'],
        cancelAll: '  -^',
        cancelAll$: ' --(CR|)',
        canceling$: ' -.(..)',
      },
      {
        where: { C: [{ orderId: 1 }], R: [{ orderId: 2 }] },
        asked: { canceling: [{ orderIds: [1, 2] }, { orderIds: [1] }, { orderIds: [2] }] },
      },
    );
  });

  it('errors immediately if nothing was sent and nothing would help', () => {
    inSeconds(
      {
        lists: '      r',
        cancelAll: '  -^',
        cancelAll$: ' -#',
        canceling$: '',
      },
      { code: 20001, where: { '#': [{ _tag: 'VenueError', code: 20001 }] } },
    );
  });
});
