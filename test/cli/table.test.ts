import { describe, expect, it } from 'vitest';
import { tableLines } from '../../src/cli/account/tables';

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
});
