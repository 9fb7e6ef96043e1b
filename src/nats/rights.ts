import type { NatsConnection } from '@nats-io/nats-core';
import { filter, from, map, type Observable, switchMap, throwError } from 'rxjs';
import { asNatsError } from './errors';

/**
 * Errors with a `NatsError` when the server refuses a subject of ours or of JetStream, because the user lacks a right.
 * NATS reports this beside the publishes, which themselves seem to succeed. A refused answer to a caller does not count:
 * the caller has chosen its subject.
 */
export const missingRight$ = (connection: NatsConnection, prefix: string): Observable<never> =>
  from(connection.status()).pipe(
    filter((status) => status.type === 'error'),
    map(({ error }) => asNatsError(error)),
    filter(({ reason, message }) => reason === 'not-allowed' && isOurs(message, prefix)),
    switchMap((error) => throwError(() => error)),
  );

const isOurs = (message: string, prefix: string): boolean =>
  [`${prefix}.`, '$KV.', '$JS.'].some((start) => message.includes(`"${start}`));
