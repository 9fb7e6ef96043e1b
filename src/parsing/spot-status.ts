import { venueStates, type VenueStatus } from '../model/venue-status';
import { property, record, rows, wordIn } from './combinators';
import { DecimalString, Text } from './primitives';

/** @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-exchange-status */
export const SpotStatusData = property(
  'statuses',
  rows(
    'statuses',
    record<VenueStatus>('the status of a pair', {
      pair: Text,
      state: ['status', wordIn('a status', venueStates)],
      minAmount: DecimalString,
    }),
  ),
);
