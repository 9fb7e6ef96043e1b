import { map, type Observable, of } from 'rxjs';
import { type Answer, type Route, jsonReply, type WireRequest } from './message';
import type { Delivery, Denial, Published, PubNubOrigin } from './pubnub-origin';

const region = 1;
/** The publisher in PubNub's replies: the venue. */
const publisher = 'bitbank';

const subscribePath = /^\/v2\/subscribe\/([^/]+)\/([^/]+)\/0$/;
const presencePath = /^\/v2\/presence\/sub-key\/[^/]+\/channel\/([^/]+)\/(heartbeat|leave)$/;
const timePath = '/time/0';

/**
 * Reads the channels of a path. Channels are ids of the venue's own, so that a badly encoded text names none of them.
 */
const channelsOf = (text: string): readonly string[] => {
  try {
    return decodeURIComponent(text).split(',');
  } catch {
    return [text];
  }
};

/** Writes a denial like the captured reply to an expired token. */
const denialReply = ({ message, channels }: Denial): Answer =>
  jsonReply(
    403,
    JSON.stringify({
      message,
      ...(channels && { payload: { channels } }),
      error: true,
      service: 'Access Manager',
      status: 403,
    }),
  );

const envelope = (key: string, { timetoken, channel, message }: Published): string =>
  `{"a":"2","f":0,"i":"${publisher}","p":{"t":"${timetoken}","r":${region}},"k":${JSON.stringify(key)},` +
  `"c":${JSON.stringify(channel)},"d":${JSON.stringify(message)}}`;

const deliveryReply = (key: string, delivery: Delivery): Answer => {
  if (delivery.type === 'denied') return denialReply(delivery.denial);
  const messages = delivery.messages.map((message) => envelope(key, message)).join(',');
  return jsonReply(200, `{"t":{"t":"${delivery.timetoken}","r":${region}},"m":[${messages}]}`);
};

const isTimetoken = (text: string | null): boolean => text === null || /^\d{1,18}$/.test(text);

/** Routes the requests that PubNub SDKs send to an origin: subscribe, heartbeat, leave, time. */
export const createPubNubRoutes = (origin: PubNubOrigin): Route => {
  const subscribe = (key: string, channels: string, { query }: WireRequest): Observable<Answer> => {
    const timetoken = query.get('tt');
    if (!isTimetoken(timetoken)) {
      return of(jsonReply(400, JSON.stringify({ message: 'Invalid Timetoken', error: true, status: 400 })));
    }
    return origin
      .receive(channelsOf(channels), query.get('auth'), timetoken)
      .pipe(map((delivery) => deliveryReply(key, delivery)));
  };

  const presence = (channels: string, action: string, { query }: WireRequest): Answer => {
    const denial = origin.denialOf(channelsOf(channels), query.get('auth'));
    if (denial) return denialReply(denial);
    const left = action === 'leave' ? { action } : {};
    return jsonReply(200, JSON.stringify({ status: 200, message: 'OK', ...left, service: 'Presence' }));
  };

  return (request) => {
    const [, key, channels] = subscribePath.exec(request.path) ?? [];
    if (key !== undefined && channels !== undefined) return subscribe(key, channels, request);
    const [, present, action] = presencePath.exec(request.path) ?? [];
    if (present !== undefined && action !== undefined) return of(presence(present, action, request));
    return request.path === timePath ? of(jsonReply(200, `[${origin.now()}]`)) : null;
  };
};
