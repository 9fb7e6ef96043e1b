import { NEVER, type Observable, of } from 'rxjs';
import type { HttpReply } from '../../src/connectivity/ports';
import { pair, spotPair, tickerData } from './frames';

/** The replies of a REST API by path. */
export type Rest = Readonly<Record<string, () => Observable<HttpReply>>>;

export const ok = (data: unknown, date: number | null = null): HttpReply => ({
  status: 200,
  date,
  body: JSON.stringify({ success: 1, data }),
});

export const notFound: HttpReply = { status: 404, date: null, body: '{"success":0,"data":{"code":10000}}' };

/** A healthy venue, which answers immediately. */
export const healthy: Rest = {
  [`/${pair}/ticker`]: () => of(ok(tickerData(1))),
  [`/v1/spot/pairs`]: () => of(ok({ pairs: [spotPair()] })),
  [`/v1/spot/status`]: () => of(ok({ statuses: [{ pair, status: 'NORMAL', min_amount: '0.0001' }] })),
};

/** A REST without an answer for the ticker, so that it can't replace the room's. */
export const unseeded: Rest = { [`/${pair}/ticker`]: () => NEVER };
