import { describe, expect, it } from 'vitest';
import { en } from './en';
import { ja } from './ja';
import { plain } from './en-causes';
import { plain as plainJa } from './ja-causes';
import { languageOf } from './words';

describe('the words', () => {
  it('are Japanese wherever they are words', () => {
    // These are the same in both languages: names, signs, and marks that traders know.
    const same = ['space'];
    for (const [name, word] of Object.entries(ja)) {
      if (typeof word !== 'string' || same.includes(name)) continue;
      expect([name, word]).not.toEqual([name, en[name as keyof typeof en]]);
      expect([name, /[ぁ-んァ-ヶ一-龠]/.test(word)]).toEqual([name, true]);
    }
  });

  it('of the question before everything is canceled claim no number that is not known', () => {
    expect(en.cancelAllQuestion(0)).toBe('Cancel whatever order is open, of all pairs?');
    expect(en.cancelAllQuestion(1)).toBe('Cancel 1 open order of all pairs?');
    expect(en.cancelAllQuestion(2)).toBe('Cancel 2 open orders of all pairs?');
    expect(ja.cancelAllQuestion(0)).toBe('全ペアの残っている注文を取り消しますか？');
  });

  it('are those of the browser, unless others were chosen', () => {
    expect(languageOf(null, 'ja-JP')).toBe('ja');
    expect(languageOf(null, 'fr')).toBe('en');
    expect(languageOf('en', 'ja')).toBe('en');
  });

  it('leave out of an error the request that it was the answer to', () => {
    expect(plain('POST /user/spot/order: code 60001: Insufficient amount.')).toBe('Insufficient amount');
    expect(plain('there is no link')).toBe('there is no link');
  });

  it.each([
    ['GET /spot/pairs: TypeError: Failed to fetch', 'it cannot be reached', '接続できません'],
    ['the socket closed before it opened, code 1006', 'it cannot be reached', '接続できません'],
    ['GET /spot/pairs: no reply within 10000 ms', 'no answer came in time', '時間内に応答がありません'],
    ['the venue closed the socket', 'the link has ended', '接続が切れました'],
    ['GET /tickers: HTTP 503: The service is unavailable.', 'it has a failure', '障害が起きています'],
    [
      'GET /tickers: data/0/buy: expected a decimal, got 7',
      'its answer cannot be understood',
      '応答を読み取れません',
    ],
  ])('say %s as a person would', (message, english, japanese) => {
    expect([plain(message), plainJa(message)]).toEqual([english, japanese]);
  });
});
