import { wsconnect } from '@nats-io/nats-core';
import { natsPortBy } from './port';
import { natsTransportBy } from './transport';

export * from './exports';

/** The same as in the entry for Node, but over a WebSocket (`wss://…`). */
export const natsTransport = natsTransportBy(wsconnect);

/** The same as in the entry for Node, but over a WebSocket (`wss://…`). */
export const natsPort = natsPortBy(wsconnect);
