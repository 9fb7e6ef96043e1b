import { describe, expect, it } from 'vitest';
import { wrappedHelp } from '../../src/cli/common/wrap';

const help = `Asks what is asked for, and prints what comes back from there.

Usage: rx-bitbank ask PAIR [options] [more options] [and more]

Options:
  --depth N           levels of the book per side; by default what fits the screen, and 20 as JSON
                      lines, one per book
  --json              JSON

Examples:
  rx-bitbank ask btc_jpy --json --depth 20 | head -n 5 > asked.ndjson
`;

const words = (text: string): string => text.replace(/\s+/g, ' ');

describe('wrappedHelp', () => {
  it('leaves a text alone that fits, or whose terminal has no width', () => {
    expect(wrappedHelp(help, 140)).toBe(help);
    expect(wrappedHelp(help)).toBe(help);
  });

  it('keeps the column of descriptions', () => {
    expect(wrappedHelp(help, 70)).toContain(`
  --depth N           levels of the book per side; by default what
                      fits the screen, and 20 as JSON
                      lines, one per book
`);
  });

  it('puts descriptions below the names if they would have no room', () => {
    expect(wrappedHelp(help, 30)).toContain(`
  --depth N
    levels of the book per
    side; by default what fits
    the screen, and 20 as JSON
`);
  });

  it.each([30, 80])('cuts no word and no command at %i columns', (width) => {
    const lines = wrappedHelp(help, width).split('\n');
    expect(words(lines.join(' '))).toBe(words(help));
    expect(lines.filter((line) => line.length > width && !line.includes('rx-bitbank'))).toEqual([]);
    expect(lines).toContain('  rx-bitbank ask btc_jpy --json --depth 20 | head -n 5 > asked.ndjson');
  });
});
