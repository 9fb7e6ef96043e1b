import type { Fill } from 'rx-bitbank/execution';
import { of } from 'rxjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fillOf, marbles } from '../../test/support/marbles';
import { en } from '../words/en';
import { notices$ } from './notices';
import { createSettings } from './settings';

const settings = createSettings(() => ({
  getItem: () => '{"notice":true,"sound":true}',
  setItem: () => undefined,
}));

/** Returns the notices that the browser had to show; it may refuse them. */
const noticesOf = (refuses: boolean): string[] => {
  const shown: string[] = [];
  class Notification {
    static readonly permission = 'granted';
    constructor(text: string) {
      shown.push(text);
      if (refuses) throw new TypeError('Illegal constructor');
    }
  }
  vi.stubGlobal('Notification', Notification);
  return shown;
};

afterEach(() => vi.unstubAllGlobals());

describe('a notice at a fill', () => {
  it.each([false, true])('is shown, also after no fills came for a while (refused: %s)', (refuses) => {
    const shown = noticesOf(refuses);
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const fills$ = cold<Fill>('-a-#', { a: fillOf(1, { amount: '0.5' }) }, new Error('lost'));
      const unsub = '           ----- 3s -!';
      expectObservable(notices$(fills$, settings, of(en)), unsub).toBe('');
      expectSubscriptions(fills$.subscriptions).toBe(['^--!', '--- 3s ^--!']);
    });
    expect(shown).toEqual(['Bought 0.5 BTC/JPY at 100', 'Bought 0.5 BTC/JPY at 100']);
  });
});
