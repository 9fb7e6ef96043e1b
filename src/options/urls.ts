import type * as t from 'io-ts';
import { mapped } from '../parsing/combinators';
import { describe } from '../parsing/decode';
import { decoder, failure, success } from '../parsing/decoder';

/** Options that are urls. A url with a user and a password is refused, so that no error of a request can show these. */

type Scheme = 'http' | 'ws';

const loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** True if the host of the url is this machine. */
export const isLoopback = ({ hostname }: URL): boolean => loopbackHost.test(hostname);

/** Parses a text as a url of the scheme, encrypted or plain; `undefined` if it is not one. */
export const urlOf = (input: unknown, scheme: Scheme): URL | undefined => {
  const url = typeof input === 'string' && URL.canParse(input) ? new URL(input) : undefined;
  return url?.protocol === `${scheme}s:` || url?.protocol === `${scheme}:` ? url : undefined;
};

/** Reads the option `allowInsecure` next to the url. Its own codec checks its value. */
const allowsInsecure = (context: t.Context): boolean =>
  String((context.at(-2)?.actual as { readonly allowInsecure?: unknown }).allowInsecure) === 'true';

/** The received value as errors show it: without parts of a url that may be a password or a token. */
const shown = (input: unknown): string | undefined => {
  if (typeof input !== 'string') return undefined;
  return input.includes('@') ? 'something else' : describe(input.replace(/[?#].*$/s, '?…'));
};

/** An option that is a url; `read` gives it its final form. A url of another machine must be encrypted. */
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

/** A base url. A slash at its end is removed. */
export const baseUrl = (scheme: Scheme): t.Decoder<unknown, string> =>
  mapped(
    urlOption(`an encrypted url, ${scheme}s:`, scheme, (input) => {
      const url = urlOf(input, scheme);
      return url && url.search + url.hash + url.username + url.password === '' ? url : undefined;
    }),
    ({ href }) => href.replace(/\/+$/, ''),
  );
