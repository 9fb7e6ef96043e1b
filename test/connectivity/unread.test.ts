import { createHash } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { filter, firstValueFrom, materialize, tap } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { openWsSocket } from '../../src/connectivity/socket-ws';

const acceptOf = (request: string): string => {
  const [, key = ''] = /^sec-websocket-key: *(\S+)/im.exec(request) ?? [];
  return createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
};

/** Two hundred text frames: Engine.IO's pings. */
const pings = Buffer.concat(Array.from({ length: 200 }, () => Buffer.from([0x81, 1, 0x32])));

/** Completes the handshake, and then only writes. */
const pingWithoutReading = (socket: Socket, sent: { bytes: number }): void => {
  socket.once('data', (request: Buffer) => {
    socket.pause();
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptOf(request.toString())}\r\n\r\n`,
    );
    const ping = (): void => {
      if (socket.destroyed || sent.bytes > 1_000_000) return;
      sent.bytes += pings.length;
      socket.write(pings, () => setImmediate(ping));
    };
    ping();
  });
  socket.on('error', () => undefined);
};

describe('a venue that pings and reads nothing', () => {
  it('loses its link before its unread answers fill the memory', async () => {
    const sent = { bytes: 0 };
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      pingWithoutReading(socket, sent);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    let send: (text: string) => void = () => undefined;
    const ends$ = openWsSocket(`ws://127.0.0.1:${port}`, 1_000_000).pipe(
      tap((event) => {
        if (event.type === 'open') ({ send } = event);
        else send('3'.repeat(1_000));
      }),
      materialize(),
      filter(({ kind }) => kind !== 'N'),
    );
    const end = await firstValueFrom(ends$);
    expect(end).toMatchObject({ kind: 'E', error: { _tag: 'LinkError', reason: 'not-read' } });
    expect(sent.bytes).toBeLessThan(1_000_000);
    for (const socket of sockets) socket.destroy();
    server.close();
  });
});
