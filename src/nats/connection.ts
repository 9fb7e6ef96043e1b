import type { ConnectionOptions, NatsConnection } from '@nats-io/nats-core';
import { Observable } from 'rxjs';
import { linkError } from '../model/errors';
import { asNatsError, natsError } from './errors';
import { isLoopback } from '../options/urls';
import { asHttp, type ResolvedNats } from './options';

/** The `connect` of a runtime: over TCP on Node, over a WebSocket in a page. */
export type ConnectNats = (options: ConnectionOptions) => Promise<NatsConnection>;

/** The least version of a server. Earlier servers have known security holes, which do not matter on this machine. */
const leastVersion = '2.10.27';

const isOlder = (version: string): boolean => {
  const [a = 0, b = 0, c = 0] = version.split(/[.-]/, 3).map(Number);
  const [x = 0, y = 0, z = 0] = leastVersion.split('.').map(Number);
  return a !== x ? a < x : b !== y ? b < y : c < z;
};

/** Returns a warning about the version of a server that is not on this machine; `null` if there is none. */
export const versionWarning = ({ info }: NatsConnection, servers: readonly string[]): string | null => {
  const isHere = servers.every((server) => isLoopback(asHttp(server)));
  return info === undefined || isHere || !isOlder(info.version)
    ? null
    : `nats-server ${info.version} is older than ${leastVersion}, and has known security holes`;
};

/**
 * A connection to NATS as a cold Observable: subscribing connects, unsubscribing closes, and a loss is an error. It
 * never reconnects by itself, so that no message that was published before a loss leaves after it.
 */
export const natsConnection$ = (connect: ConnectNats, options: ResolvedNats): Observable<NatsConnection> =>
  new Observable((subscriber) => {
    let isLeft = false;
    let connection: NatsConnection | undefined;
    const { servers, user, password, token, inboxPrefix, connectTimeout } = options;
    // If one server requires encryption, all must have it: none of them may see a password in the clear.
    const isEncrypted = servers.some((server) => server.startsWith('tls:'));
    connect({
      servers: servers.map((server) => (server.startsWith('ws') ? server : server.replace(/^\w+:\/\//, ''))),
      reconnect: false,
      // A half-open connection is found in seconds.
      pingInterval: 2_000,
      maxPingOut: 2,
      timeout: connectTimeout,
      inboxPrefix,
      ...(isEncrypted ? { tls: {} } : {}),
      ...(user === undefined ? {} : { user }),
      ...(password === undefined ? {} : { pass: password }),
      ...(token === undefined ? {} : { token }),
    }).then(
      (made) => {
        if (isLeft) {
          void made.close();
          return;
        }
        connection = made;
        void made.closed().then((error) => {
          const cause = error instanceof Error ? asNatsError(error).message : 'NATS ended the connection';
          subscriber.error(linkError('closed', cause));
        });
        subscriber.next(made);
      },
      (error: unknown) => {
        const known = asNatsError(error);
        subscriber.error(known.reason === 'failed' ? natsError('no-server', known.message) : known);
      },
    );
    return () => {
      isLeft = true;
      // Messages that were published just before the connection ends still go out.
      queueMicrotask(() => void connection?.drain().catch(() => undefined));
    };
  });
