import { wsconnect } from '@nats-io/nats-core';
import { natsPortBy } from './port';
import { natsTransportBy } from './transport';

export * from './exports';

/** See the entry for Node: the same over a WebSocket (`wss://…`). */
export const natsTransport = natsTransportBy(wsconnect);

/** See the entry for Node: the same over a WebSocket (`wss://…`). */
export const natsPort = natsPortBy(wsconnect);
