/** What an error says, without the request that it was the answer to and the code that stands beside it. */
export const plain = (message: string): string =>
  message
    .replace(/^[A-Z]+ \/\S*: /, '')
    .replace(/^code \d+: /, '')
    .replace(/\.$/, '');
