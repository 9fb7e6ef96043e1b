import { of } from 'rxjs';
import { describe, it } from 'vitest';
import type { OrderRequest } from '../../src/model/order';
import { xrp } from '../support/instruments';
import { positions, reducing, request } from '../support/order-cast';
import type { Call } from '../support/order-client';
import { inMoments, inSeconds, type Story } from '../support/order-spec';

// Margin positions: a halt reports and closes them, and may not stop orders that only reduce one.

/** The story need not wait for other programs' orders. */
const alone: Story = { parts: { exclusiveAccount: true } };

/** `halt`, which closes positions within 1 %. */
const closing: Story = {
  ...alone,
  calls: { halt: (exec) => exec.halt({ positions: 'close', maxSlippage: '0.01' }) },
};

const part: OrderRequest = { ...reducing, amount: '1.0000' };

/** An order that closes the short position. */
const raising: OrderRequest = {
  ...reducing,
  side: 'buy',
  amount: '1.0000',
  price: '363.600',
  positionSide: 'short',
};

/** `reduce`: an order that only reduces the long position. */
const reduce: Call = (exec) => exec.submitOrder(reducing);

describe('a halt that keeps positions', () => {
  it('names those that stay open', () => {
    inSeconds(
      { margin: ' (>+<)', halt$: '  H(Z|)' },
      { ...alone, where: { Z: [{ left: [], positions: [positions['>'], positions['<']] }] } },
    );
  });

  it('names only those of its pairs', () => {
    inSeconds(
      { margin: ' >', halt$: '  H(Z|)' },
      {
        ...alone,
        calls: { halt: (exec) => exec.halt({ pairs: ['btc_jpy'] }) },
        where: { Z: [{ positions: [] }] },
      },
    );
  });

  it('says that it does not know them if they can’t be read', () => {
    inSeconds({ margin: ' r', halt$: '  H(Z|)' }, { ...alone, where: { Z: [{ positions: null }] } });
  });

  it('waits for them for 5 s', () => {
    inSeconds(
      { margin: [''], halt$: '  H-----(Z|)', margin$: ' -.     ' },
      { ...alone, where: { Z: [{ at: 6_000, positions: null }] } },
    );
  });
});

describe('a halt that closes positions', () => {
  it('places a limit order within the slippage, once no order is open', () => {
    inSeconds(
      {
        lists: '     1--0',
        canceling: ' s-c',
        margin: '    >------0',
        prices: '    g',
        placing: '   s-κ',
        stream: '    o-----(χπ)',
        halt$: '     H---P--  -(Z|)',
        placing$: '  ----.--  --',
        prices$: '   ----.--  --',
      },
      { ...closing, where: { P: [{ position: positions['>'], order: reducing }], Z: [{ positions: [] }] } },
    );
  });

  it('cancels after 30 s the orders that still rest, and says which positions it could not close', () => {
    inSeconds(
      {
        lists: '     ---κ 29s 0',
        margin: '    >',
        prices: '    g',
        placing: '   s-κ',
        canceling: ' s-ν',
        halt$: '     HP 32s (QZ|)',
      },
      {
        ...closing,
        where: {
          Q: [{ position: positions['>'], message: 'it was not filled completely at 355.410 in time' }],
          Z: [{ left: [], positions: [positions['>']] }],
        },
        asked: { canceling: [{ pair: 'xrp_jpy', orderIds: [11] }] },
      },
    );
  });

  it('takes back an order that has not left after 30 s', () => {
    inSeconds(
      {
        margin: '   >',
        prices: '   g',
        placing: '  40s s-κ', // the limit of the rate holds it back
        halt$: '    HP 30s (QZ|) ',
      },
      {
        ...closing,
        where: { Q: [{ message: 'the closing of positions had ended: nothing was sent' }] },
      },
    );
  });

  it('tries a refused order again, by the price of the first time', () => {
    inSeconds(
      {
        margin: '   >------0',
        prices: '   g',
        placing: ['s-r', 's-κ'],
        stream: '   o-----(χπ)',
        halt$: '    HP--P--  -(Z|)',
        prices$: '  -.-----  --',
      },
      { ...closing, where: { P: [{ order: reducing }, { order: reducing }], Z: [{ positions: [] }] } },
    );
  });

  it('says why it could not, and is flat of orders nevertheless', () => {
    inSeconds(
      {
        margin: '   >',
        prices: '   0',
        halt$: '    H 31s (QZ|)',
        placing$: '     ',
      },
      {
        ...closing,
        where: { Q: [{ message: 'the pair has no price' }], Z: [{ positions: [positions['>']] }] },
      },
    );
  });

  it('tries one again while the order of another rests', () => {
    inSeconds(
      {
        margin: '   (>+<)',
        prices: '   g',
        placing: ['s-κ', 's---r', 's-2'],
        stream: '   o',
        halt$: '    H(PP)-P-----',
        prices$: '  -(..)-------',
      },
      { ...closing, where: { P: [{ order: reducing }, { order: raising }, { order: raising }] } },
    );
  });

  it('closes one part by part while the order of another rests', () => {
    inSeconds(
      {
        margin: '   (>+<)',
        prices: '   g',
        placing: ['s-κ', 's-2', 's-6'],
        stream: '   o---ν',
        halt$: '    H(PP)-P------',
      },
      {
        ...closing,
        rest: () => ({ instruments: () => of([{ ...xrp, limitMaxAmount: '1.0000' }]) }),
        where: { P: [{ order: part }, { order: raising }, { order: part }] },
      },
    );
  });

  it('waits a second after an order has ended: an earlier read may not show its end', () => {
    inSeconds(
      {
        margin: ['>', '-->', '0'],
        prices: '   g',
        placing: '  s-κ',
        stream: '   o--(χπ)',
        halt$: '    HP----(Z|)',
        margin$: '  -..--..',
      },
      closing,
    );
  });

  it('closes none without a bound', () => {
    inSeconds(
      {
        margin: '   >',
        halt$: '    H(QZ|)',
        placing$: '     ',
      },
      {
        ...alone,
        calls: { halt: (exec) => exec.halt({ positions: 'close' }) },
        where: { Q: [{ message: 'maxSlippage: expected a decimal from 0 to less than 1' }] },
      },
    );
  });

  it('outlives an outage', () => {
    inSeconds(
      {
        margin: '   ø-->------0',
        prices: '   --øg',
        placing: '  s-κ',
        stream: '   o--------(χπ)',
        halt$: '    HUUP-------(Z|)',
      },
      { ...closing, where: { Z: [{ positions: [] }] } },
    );
  });
});

describe('an order that only reduces a margin position', () => {
  it('leaves after a halt, and while one goes on', () => {
    inMoments(
      {
        halt: '    ^',
        halt$: '   H-------',
        reduce: '  ---^',
        reduce$: ' ---S-A--',
        submit: '  ----^',
        submit$: ' ----(H|)',
        placing: ' s-κ',
      },
      { ...alone, calls: { reduce } },
    );
  });

  it('is not stopped by a halt while it waits', () => {
    inMoments(
      {
        placing: '  ----s-κ',
        reduce: '   ^',
        reduce$: '  ----S-A',
        halt: '     --^',
        halt$: '    --H------',
      },
      { ...alone, calls: { reduce } },
    );
  });

  it('is replaced by another after a halt', () => {
    inMoments(
      {
        placing: '   s-κ',
        reduce: '    ^',
        reduce$: '   S-A--(C|)',
        halt: '      ---^',
        replace: '   ----^',
        canceling: ' s-ν',
        placing$: '  .-----.--',
      },
      {
        ...alone,
        calls: {
          reduce,
          replace: (exec) => exec.replaceOrder({ pair: 'xrp_jpy', orderId: 11 }, { price: '355.5' }),
        },
      },
    );
  });

  it('passes every guard, while one that opens does not', () => {
    inMoments(
      {
        books: '   v',
        placing: ' s-κ',
        open: '    ^',
        open$: '   (G|)',
        reduce: '  ^',
        reduce$: ' S-A',
      },
      {
        guards: {
          maxOpenOrders: 1,
          maxNotional: 1,
          maxTotalNotional: 1,
          maxDistance: '0',
          maxOrdersPerSecond: 1,
        },
        calls: { reduce, open: (exec) => exec.submitOrder({ ...request, positionSide: 'long' }) },
      },
    );
  });

  it('adds nothing to the order that opened the position', () => {
    inMoments(
      {
        placing: [' s-κ', 's'],
        lists: '  0',
        stream: ' o',
        reduce: ' ^',
        reduce$: 'S-A',
        submit: ' ----^',
        submit$: '----S',
      },
      { guards: { maxTotalNotional: 1_100 }, calls: { reduce } },
    );
  });

  it('is decided by its sides: the same side opens', () => {
    inMoments(
      {
        halt: '   ^',
        long: '   -^',
        long$: '  -(H|)',
        short: '  -^',
        short$: ' -(H|)',
        spot: '   -^',
        spot$: '  -(H|)',
      },
      {
        ...alone,
        calls: {
          long: (exec) => exec.submitOrder({ ...reducing, side: 'buy' }),
          short: (exec) => exec.submitOrder({ ...reducing, positionSide: 'short' }),
          spot: (exec) => exec.submitOrder({ ...reducing, positionSide: undefined }),
        },
      },
    );
  });
});
