import { describe, expect, it } from 'vitest';
import { en } from './en';
import { ja } from './ja';
import { plain } from './plain';
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
});
