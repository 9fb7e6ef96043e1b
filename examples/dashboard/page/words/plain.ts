/** Returns an error's message without its request and the code, which is shown beside it. */
export const plain = (message: string): string =>
  message
    .replace(/^[A-Z]+ \/\S*: /, '')
    .replace(/^code \d+: /, '')
    .replace(/\.$/, '');
