import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

interface Poll {
  readonly since: bigint;
  readonly token: string;
  readonly response: ServerResponse;
}

/** A PubNub of one channel on this machine, sufficient for the SDK's subscribe loop. */
export interface LoopbackPubnub {
  readonly origin: string;
  /** `path?query` of every request, oldest first. */
  readonly requests: readonly string[];
  readonly openPolls: () => number;
  readonly grant: (token: string) => void;
  /** Refuses the token from now on, and ends the polls with it. */
  readonly revoke: (token: string) => void;
  readonly publish: (message: unknown) => string;
  /** Cuts every connection. */
  readonly cut: () => void;
  /** Accepts requests and answers none. */
  readonly mute: (on: boolean) => void;
  readonly close: () => void;
}

const key = 'sub-key';

export const startPubnub = async (): Promise<LoopbackPubnub> => {
  const tokens = new Set<string>();
  const history: { readonly timetoken: bigint; readonly message: unknown }[] = [];
  const polls = new Set<Poll>();
  const sockets = new Set<Socket>();
  const requests: string[] = [];
  let clock = 17_000_000_000_000_000n;
  let muted = false;

  const reply = (response: ServerResponse, status: number, body: unknown): void => {
    if (muted) return;
    response.writeHead(status, { 'content-type': 'text/javascript; charset="UTF-8"' });
    response.end(JSON.stringify(body));
  };
  const deny = (response: ServerResponse): void =>
    reply(response, 403, {
      message: 'Token is expired.',
      error: true,
      service: 'Access Manager',
      status: 403,
    });

  const deliver = (poll: Poll): void => {
    const fresh = history.filter(({ timetoken }) => timetoken > poll.since);
    const last = fresh.at(-1);
    if (last === undefined || muted) return;
    polls.delete(poll);
    reply(poll.response, 200, {
      t: { t: `${last.timetoken}`, r: 12 },
      m: fresh.map(({ timetoken, message }) => ({
        a: '2',
        f: 0,
        i: 'venue',
        p: { t: `${timetoken}`, r: 12 },
        k: key,
        c: 'channel',
        d: message,
      })),
    });
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const token = url.searchParams.get('auth') ?? '';
    const timetoken = url.searchParams.get('tt');
    requests.push(url.pathname + url.search);
    if (!tokens.has(token)) {
      deny(response);
    } else if (url.pathname !== `/v2/subscribe/${key}/channel/0`) {
      reply(response, 200, { status: 200, message: 'OK', service: 'Presence' });
    } else if (timetoken === null || timetoken === '0') {
      reply(response, 200, { t: { t: `${clock}`, r: 12 }, m: [] });
    } else {
      const poll = { since: BigInt(timetoken), token, response };
      polls.add(poll);
      response.on('close', () => polls.delete(poll));
      deliver(poll);
    }
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    openPolls: () => polls.size,
    grant: (token) => tokens.add(token),
    revoke: (token) => {
      tokens.delete(token);
      for (const poll of [...polls]) {
        if (poll.token !== token) continue;
        polls.delete(poll);
        deny(poll.response);
      }
    },
    publish: (message) => {
      clock += 1n;
      history.push({ timetoken: clock, message });
      for (const poll of [...polls]) deliver(poll);
      return `${clock}`;
    },
    cut,
    mute: (on) => (muted = on),
    close: () => {
      server.close();
      cut();
    },
  };
};
