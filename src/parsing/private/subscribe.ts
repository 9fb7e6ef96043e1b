import * as t from 'io-ts';
import { NonEmptyText } from './primitives';

/**
 * Where the private stream is, and the token that opens it for 12 hours.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-channel-and-token-for-private-stream
 */
export interface SubscribeInfo {
  readonly channel: string;
  /** A secret. */
  readonly token: string;
}

export const SubscribeData = t.type(
  { pubnub_channel: NonEmptyText, pubnub_token: NonEmptyText },
  'an object with a channel and a token',
);

export const toSubscribeInfo = (data: t.TypeOf<typeof SubscribeData>): SubscribeInfo => ({
  channel: data.pubnub_channel,
  token: data.pubnub_token,
});
