import type * as t from 'io-ts';
import { mapped } from '../parsing/combinators';
import { describe } from '../parsing/decode';
import { decoder, failure, success } from '../parsing/decoder';

/** Options that are urls. A url with a user and a password is refused, so that no error of a request can show them. */

type Scheme = 'http' | 'ws';

const loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** The host is this machine. */
export const isLoopback = ({ hostname }: URL): boolean => loopbackHost.test(hostname);

/** The url that a text is, encrypted or plain; `undefined` where it is none. */
export const urlOf = (input: unknown, scheme: Scheme): URL | undefined => {
  const url = typeof input === 'string' && URL.canParse(input) ? new URL(input) : undefined;
  return url?.protocol === `${scheme}s:` || url?.protocol === `${scheme}:` ? url : undefined;
};

/** What stands as `allowInsecure` beside the option that is read; its own codec says whether that may stand there. */
const allowsInsecure = (context: t.Context): boolean =>
  String((context.at(-2)?.actual as { readonly allowInsecure?: unknown }).allowInsecure) === 'true';

/** What came in the place of a url, without what may be a password or a token of it. */
const shown = (input: unknown): string | undefined => {
  if (typeof input !== 'string') return undefined;
  return input.includes('@') ? 'something else' : describe(input.replace(/[?#].*$/s, '?…'));
};

/** A url, as `read` makes it of an option. It must be encrypted where it leads beyond this machine. */
export const urlOption = (
  name: string,
  scheme: Scheme,
  read: (input: unknown) => URL | undefined,
): t.Decoder<unknown, URL> =>
  decoder(`${name} (or ${scheme}:, to this machine or with allowInsecure)`, (input, context) => {
    const url = read(input);
    return url && (url.protocol === `${scheme}s:` || isLoopback(url) || allowsInsecure(context))
      ? success(url)
      : failure(input, context, shown(input));
  });

/** A base url, without a slash at its end. */
export const baseUrl = (scheme: Scheme): t.Decoder<unknown, string> =>
  mapped(
    urlOption(`an encrypted url, ${scheme}s:`, scheme, (input) => {
      const url = urlOf(input, scheme);
      return url && url.search + url.hash + url.username + url.password === '' ? url : undefined;
    }),
    ({ href }) => href.replace(/\/+$/, ''),
  );
