import { causeNameOf, type CauseName } from './causes';

/** Removes the request and the code from the beginning of an error's message. */
const stripped = (message: string): string =>
  message
    .replace(/^[A-Z]+ \/\S*: /, '')
    .replace(/^code \d+: /, '')
    .replace(/\.$/, '');

/** Explains an error's message in plain words if its cause is known. */
export const plainBy =
  (names: Readonly<Record<CauseName, string>>) =>
  (message: string): string => {
    const name = causeNameOf(message);
    return name === null ? stripped(message) : names[name];
  };
