import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Fate } from '../../trading/lossy-ports';
import { createNatsReader } from './nats-messages';

/**
 * A proxy of TCP between callers and NATS. It loses, repeats and delays single messages, and cuts connections. A message
 * to NATS outlives the connection of its sender, as on a bus.
 */
export interface LossyProxy {
  readonly url: string;
  /** The number of messages so far that were lost, repeated and delayed. */
  readonly struck: () => Struck;
  /** Cuts all connections of callers. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

export interface Struck {
  lost: number;
  repeated: number;
  delayed: number;
}

export interface LossyProxyConfig {
  /** The address of NATS. */
  readonly target: string;
  /** Decides about a message: its subject, and all of its bytes. */
  readonly fateOf: (subject: string, raw: Buffer) => Fate;
}

export const startLossyProxy = async ({ target, fateOf }: LossyProxyConfig): Promise<LossyProxy> => {
  const { hostname, port } = new URL(target.replace('nats:', 'http:'));
  const open = new Set<Socket>();
  const struck: Struck = { lost: 0, repeated: 0, delayed: 0 };
  const dial = (): Socket => connect(Number(port), hostname);

  const write = (socket: Socket, raw: Buffer): void => {
    if (socket.writable) socket.write(raw);
  };

  /** Carries late messages to NATS on a connection of its own. It answers the pings of NATS. */
  const courier = dial();
  courier.on('error', () => undefined);
  courier.write('CONNECT {"verbose":false,"headers":true}\r\n');
  const readCourier = createNatsReader();
  courier.on('data', (chunk) => {
    for (const { raw } of readCourier(chunk))
      if (raw.toString().startsWith('PING')) courier.write('PONG\r\n');
  });

  /** Passes one direction on. `late`: the connection for messages that are delayed. */
  const pass = (from: Socket, to: Socket, late: Socket): void => {
    const read = createNatsReader();
    from.on('data', (chunk) => {
      for (const { raw, subject } of read(chunk)) {
        const fate = subject === null ? [0] : fateOf(subject, raw);
        if (fate.length === 0) struck.lost += 1;
        if (fate.length > 1) struck.repeated += 1;
        for (const delay of fate) {
          if (delay === 0) write(to, raw);
          else {
            if (fate.length === 1) struck.delayed += 1;
            setTimeout(() => write(late, raw), delay).unref();
          }
        }
      }
    });
  };

  const server = createServer((caller) => {
    const nats = dial();
    for (const [from, to] of [
      [caller, nats],
      [nats, caller],
    ] as const) {
      open.add(from);
      from.on('error', () => undefined);
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
    pass(caller, nats, courier);
    pass(nats, caller, caller);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  const cut = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `nats://127.0.0.1:${(server.address() as AddressInfo).port}`,
    struck: () => ({ ...struck }),
    cut,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      cut();
      courier.destroy();
      await closed;
    },
  };
};
