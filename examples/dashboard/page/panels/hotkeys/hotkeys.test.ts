import { describe, expect, it } from 'vitest';
import { hotkeyOf, hotkeys, type Pressed } from './keys';

const press = (key: string, changes: Partial<Pressed> = {}) =>
  hotkeyOf({
    key,
    isComposing: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    isTyping: false,
    ...changes,
  });

describe('a key', () => {
  it('does what the list says, in either case', () => {
    expect(press('b')).toEqual({ type: 'side', side: 'buy' });
    expect(press('S')).toEqual({ type: 'side', side: 'sell' });
    expect(press('2')).toEqual({ type: 'interval', interval: '5min' });
    for (const [key] of hotkeys.filter(([name]) => name.length === 1)) expect(press(key)).not.toBeNull();
  });

  it('is the browser’s with a modifier, a letter where somebody types, and part of a word in composition', () => {
    expect(press('b', { ctrlKey: true })).toBeNull();
    expect(press('b', { isTyping: true })).toBeNull();
    expect(press('b', { isComposing: true })).toBeNull();
    expect(press('Escape', { isTyping: true })).toEqual({ type: 'leave' });
    expect(press('toString')).toBeNull();
    expect(press('0')).toBeNull();
  });
});
