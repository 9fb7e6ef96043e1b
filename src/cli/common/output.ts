/** Replaces control characters, so that texts of the venue can't move a terminal's cursor. */
const printable = (text: string): string => text.replace(/\p{Cc}/gu, '·');

export const printLine = (text: string): void => {
  process.stdout.write(`${printable(text)}\n`);
};

export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};

/** Prints a message that is not a part of the result. */
export const notice = (text: string): void => {
  process.stderr.write(`rx-bitbank: ${printable(text)}\n`);
};
