export type { NatsOptions } from './options';
export type { NatsError } from './errors';
export type { FramesEvent } from './publish-frames';
export type { PublishFramesOptions } from './publish-options';
export type { NatsPortOptions } from './port';
export type { OwnerRefusal, PolicyOf, ServeOverNatsOptions } from './serve-trading';
export type { NatsNotice, NatsTransport, NatsTransportOptions } from './transport';
