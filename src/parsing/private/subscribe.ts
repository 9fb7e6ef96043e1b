import { record } from '../combinators';
import { NonEmptyText } from '../primitives';

/**
 * The channel of the private stream, and the token that opens it for 12 hours.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#get-channel-and-token-for-private-stream
 */
export interface SubscribeInfo {
  readonly channel: string;
  /** The token, which is a secret. */
  readonly token: string;
}

export const SubscribeData = record<SubscribeInfo>(
  'an object with a channel and a token',
  { channel: NonEmptyText, token: NonEmptyText },
  (field) => `pubnub_${field}`,
);
