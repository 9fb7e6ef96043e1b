import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { leaves$ } from '../../../src/cli/screen/keyboard';

const keyboardOf = (isTTY: boolean) => {
  const modes: boolean[] = [];
  const keyboard = Object.assign(new EventEmitter(), {
    isTTY,
    setRawMode: (mode: boolean) => modes.push(mode),
    resume: () => undefined,
    pause: () => undefined,
  });
  return { keyboard: keyboard as never, press: (keys: string) => keyboard.emit('data', keys), modes };
};

describe('leaves$', () => {
  it.each(['q', 'Q', '\u0003', '\u0004'])('ends at %j, and gives the terminal back', (key) => {
    const { keyboard, press, modes } = keyboardOf(true);
    let count = 0;
    const subscription = leaves$(keyboard).subscribe(() => count++);
    press('x');
    press('a pasted q');
    expect(count).toBe(0);
    press(key);
    expect(count).toBe(1);
    subscription.unsubscribe();
    expect(modes).toEqual([true, false]);
    press(key);
    expect(count).toBe(1);
  });

  it('leaves a stdin alone that is no terminal', () => {
    const { keyboard, press, modes } = keyboardOf(false);
    leaves$(keyboard).subscribe(() => expect.unreachable());
    press('q');
    expect(modes).toEqual([]);
  });
});
