import { configError } from '../model/errors';
import { describe } from '../parsing/decode';
import { isSecureUrl } from './secure-url';

/**
 * A URL without its trailing slash. Throws a `ConfigError` that names the field where it is none, has another scheme,
 * or is plain (`http:`, `ws:`) and leads beyond loopback without `allowInsecure`.
 */
export const checkUrl = (
  field: string,
  text: unknown,
  scheme: 'http' | 'ws',
  allowInsecure: boolean,
): string => {
  if (typeof text !== 'string') throw configError(field, `a ${scheme}s: or ${scheme}: URL`, describe(text));
  const url = URL.canParse(text) ? new URL(text) : null;
  const secure = `${scheme}s:`;
  if (url?.protocol !== secure && url?.protocol !== `${scheme}:`) {
    throw configError(field, `a ${secure} or ${scheme}: URL`, text);
  }
  if (!isSecureUrl(url) && !allowInsecure) {
    throw configError(field, `${secure} beyond loopback (or allowInsecure)`, text);
  }
  return text.replace(/\/+$/, '');
};
