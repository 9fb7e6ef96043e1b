import { describe, expect, it } from 'vitest';
import { tableLines } from '../../src/cli/common/table';

describe('tableLines', () => {
  it('aligns columns, numbers to the right, without spaces at the end of a line', () => {
    const rows = [
      { name: 'btc', amount: '1.5' },
      { name: 'x', amount: '10.25' },
    ];
    expect(
      tableLines(
        [
          { title: 'AMOUNT', align: 'right', cell: ({ amount }) => amount },
          { title: 'ASSET', align: 'left', cell: ({ name }) => name },
        ],
        rows,
      ),
    ).toEqual(['AMOUNT  ASSET', '   1.5  btc', ' 10.25  x']);
  });

  it('cuts no row that is too wide: it prints one block per row, and a long cell on a line of its own', () => {
    const columns = [
      { title: 'ASSET', align: 'left' as const, cell: ({ name }: { name: string }) => name },
      { title: 'AMOUNT', align: 'right' as const, cell: ({ amount }: { amount: string }) => amount },
    ];
    const rows = [
      { name: 'btc', amount: '1.5' },
      { name: 'x', amount: '10.2500000000' },
    ];
    expect(tableLines(columns, rows, 20)).toEqual([
      'ASSET         AMOUNT',
      'btc              1.5',
      'x      10.2500000000',
    ]);
    expect(tableLines(columns, rows, 19)).toEqual([
      'ASSET   btc',
      'AMOUNT  1.5',
      '',
      'ASSET   x',
      'AMOUNT',
      '  10.2500000000',
    ]);
  });
});
