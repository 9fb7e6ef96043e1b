import { fetchHttp } from './http-fetch';
import { undiciHttp, type UndiciHttpOptions } from './http-undici';
import type { SendRequest } from './ports';

/** The version of Bun that this runs under; `undefined`: another runtime. */
const bun = (): string | undefined => process.versions['bun'];

/**
 * The HTTP port outside of pages: undici, but under Bun, which has a stand-in for that package without its dispatchers.
 * There it is `fetch`, which takes a proxy by an option of its own, knows no `connectTimeout`, and can't tell whether a byte
 * has left: the effect of each of its errors is `unknown`. A redirect is a reply, as with undici: no write is sent twice.
 */
export const nodeHttp = (options: UndiciHttpOptions = {}, bunVersion = bun()): SendRequest =>
  bunVersion === undefined
    ? undiciHttp(options)
    : fetchHttp({
        redirect: 'manual',
        ...(options.proxy === undefined ? {} : { proxy: options.proxy }),
      });
