const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Returns a function that makes ids of `length` url-safe characters. `random` returns numbers in [0, 1). */
export const idsFrom =
  (random: () => number) =>
  (length: number): string =>
    Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
