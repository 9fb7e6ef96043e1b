import { candleTypes, type CandleType } from 'rx-bitbank';

/** The act of a key. */
export type HotkeyAct =
  | { readonly type: 'side'; readonly side: 'buy' | 'sell' }
  | { readonly type: 'order-type'; readonly orderType: 'limit' | 'market' }
  | { readonly type: 'interval'; readonly interval: CandleType }
  | { readonly type: 'search' | 'cancel-all' | 'theme' | 'language' | 'halt' | 'help' | 'leave' };

/** The shown list: the keys, and the names of their acts. */
export const hotkeys = [
  ['B', 'buy'],
  ['S', 'sell'],
  ['L', 'limit'],
  ['M', 'market'],
  ['/', 'search'],
  ['X', 'cancelAll'],
  ['1 – 9', 'interval'],
  ['T', 'theme'],
  ['J', 'language'],
  ['H', 'halt'],
  ['?', 'help'],
  ['Esc', 'leave'],
] as const;

const letters: Readonly<Record<string, HotkeyAct>> = {
  b: { type: 'side', side: 'buy' },
  s: { type: 'side', side: 'sell' },
  l: { type: 'order-type', orderType: 'limit' },
  m: { type: 'order-type', orderType: 'market' },
  '/': { type: 'search' },
  x: { type: 'cancel-all' },
  t: { type: 'theme' },
  j: { type: 'language' },
  h: { type: 'halt' },
  '?': { type: 'help' },
};

/** A key as it was pressed. */
export interface Pressed {
  readonly key: string;
  readonly isComposing: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** True if a person types into a field, or a dialog is open. Letters are letters then. */
  readonly isTyping: boolean;
}

/** Returns the act of a key; `null`: the key is the browser's. */
export const hotkeyOf = (pressed: Pressed): HotkeyAct | null => {
  const { key, isTyping, isComposing, ctrlKey, metaKey, altKey } = pressed;
  if (isComposing || ctrlKey || metaKey || altKey) return null;
  if (key === 'Escape') return { type: 'leave' };
  if (isTyping) return null;
  const interval = /^[1-9]$/.test(key) ? candleTypes[Number(key) - 1] : undefined;
  if (interval !== undefined) return { type: 'interval', interval };
  return Object.hasOwn(letters, key.toLowerCase()) ? (letters[key.toLowerCase()] ?? null) : null;
};
