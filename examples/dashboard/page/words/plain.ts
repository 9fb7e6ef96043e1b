import { causeNameOf, type CauseName } from './causes';

/** What an error says, without the request that it was the answer to and the code that stands beside it. */
const stripped = (message: string): string =>
  message
    .replace(/^[A-Z]+ \/\S*: /, '')
    .replace(/^code \d+: /, '')
    .replace(/\.$/, '');

/** What an error says, in the words of a person where they are known. */
export const plainBy =
  (names: Readonly<Record<CauseName, string>>) =>
  (message: string): string => {
    const name = causeNameOf(message);
    return name === null ? stripped(message) : names[name];
  };
