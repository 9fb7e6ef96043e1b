import * as t from 'io-ts';
import type { VenueStatus } from '../model/venue-status';
import { DecimalString } from './primitives';

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-exchange-status */
export const SpotStatusData = t.type(
  {
    statuses: t.array(
      t.type({
        pair: t.string,
        status: t.keyof({ NORMAL: null, BUSY: null, VERY_BUSY: null, HALT: null }, 'a status'),
        min_amount: DecimalString,
      }),
      'statuses',
    ),
  },
  'an object with statuses',
);

export const toVenueStatuses = ({ statuses }: t.TypeOf<typeof SpotStatusData>): readonly VenueStatus[] =>
  statuses.map((row) => ({ pair: row.pair, state: row.status, minAmount: row.min_amount }));
