import { fetchHttp } from './http-fetch';
import { undiciHttp, type UndiciHttpOptions } from './http-undici';
import type { SendRequest } from './ports';

/** The version of Bun; `undefined` in another runtime. */
const bun = (): string | undefined => process.versions['bun'];

/**
 * The HTTP port outside of pages. It uses undici, except under Bun, whose replacement of that package has no dispatchers.
 * Bun's `fetch` has its own option for a proxy and no `connectTimeout`. It does not say whether a byte has left, so that the
 * effect of each error is `unknown`. A redirect is a reply, as with undici, so that no write is sent twice.
 */
export const nodeHttp = (options: UndiciHttpOptions = {}, bunVersion = bun()): SendRequest =>
  bunVersion === undefined
    ? undiciHttp(options)
    : fetchHttp({
        redirect: 'manual',
        ...(options.proxy === undefined ? {} : { proxy: options.proxy }),
      });
