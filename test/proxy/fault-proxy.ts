/** A proxy that breaks requests over real sockets: before, during and after each request. */
import {
  Agent,
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as requestOf,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Random } from '../../src/simulator/market/random';

/** The faults of a request. With `before`, the venue never sees it; with the others it does, once or twice. */
export const breaks = [
  'refused before', //          the connection is reset at once
  'hangs before', //            nothing comes back
  'gateway page before', //     502, HTML
  'login page before', //       200, HTML, as of a captive portal
  'empty before', //            503 without a body
  'half a request', //          the connection to the venue breaks in the middle of the request
  'late', //                    held up on its way
  'abandoned', //               the connection is reset while the venue works
  'reply lost', //              the same once it has answered
  'hangs after', //             the reply never comes
  'reply late', //              held up on its way back
  'gateway page after', //      504, HTML
  'cut reply', //               half of the body, and a reset
  'short reply', //             half of the body, as if it were whole
  'garbage', //                 a body that says it is gzip, and is not
  'slow drip', //               a few bytes at a time, for longer than a write may take
  'doubled', //                 sent twice; the first answer comes back
  'doubled, second answer', //  the same, the second
  'doubled, refused', //        the same, and the second was too late: the venue has admitted the first
] as const;
export type Break = (typeof breaks)[number];

export interface FaultProxy {
  readonly origin: string;
  /** The number of times each was done. */
  readonly done: ReadonlyMap<Break, number>;
  /** Lets everything pass from now on, and resets hanging requests. */
  readonly heal: () => void;
  readonly close: () => Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** One request on its way, with its fault. */
interface Passing {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
  /** Returns the venue's answer. Each call sends the request once more. */
  readonly pass: () => Promise<Reply>;
}

export interface FaultProxyOptions {
  /** The address of the venue. */
  readonly target: string;
  readonly random: Random;
  /** Returns the share of broken requests, by path. */
  readonly rateOf: (path: string) => number;
}

/** Returns the headers of a reply whose body has changed. */
const headersFor = ({ headers }: Reply, length: number): OutgoingHttpHeaders => ({
  ...Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'transfer-encoding')),
  'content-length': String(length),
});

const page = (text: string): string =>
  `<!DOCTYPE html><html><head><title>${text}</title></head><body>${text}</body></html>`;

export const startFaultProxy = async ({ target, random, rateOf }: FaultProxyOptions): Promise<FaultProxy> => {
  const upstream = new URL(target);
  const agent = new Agent({ keepAlive: true });
  const sockets = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  const done = new Map<Break, number>();
  let isHealed = false;

  const after = (ms: number, act: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer);
  };

  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      after(ms, resolve);
    });

  const forward = ({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const sent = requestOf(
        { host: upstream.hostname, port: upstream.port, method, path: url, headers, agent },
        (reply) => {
          const chunks: Buffer[] = [];
          reply.on('data', (chunk: Buffer) => chunks.push(chunk));
          reply.on('error', reject);
          reply.on('end', () =>
            resolve({ status: reply.statusCode ?? 502, headers: reply.headers, body: Buffer.concat(chunks) }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });

  const drop = ({ socket }: IncomingMessage): void => void socket.destroy();
  const html = (response: ServerResponse, status: number, text: string): void => {
    response.writeHead(status, { 'Content-Type': 'text/html' }).end(page(text));
  };
  const answer = (response: ServerResponse, reply: Reply): void => {
    response.writeHead(reply.status, headersFor(reply, reply.body.length)).end(reply.body);
  };
  const drip = (response: ServerResponse, reply: Reply): void => {
    const { status, body } = reply;
    response.writeHead(status, headersFor(reply, body.length));
    const step = Math.max(1, Math.ceil(body.length / 30));
    const next = (at: number): void => {
      if (response.destroyed) return;
      if (at >= body.length) response.end();
      else {
        response.write(body.subarray(at, at + step));
        after(80, () => {
          next(at + step);
        });
      }
    };
    next(0);
  };

  /** Sends half of the request to the venue and leaves it. */
  const halve = ({ method, url, headers }: IncomingMessage, body: Buffer): void => {
    const sent = requestOf({ host: upstream.hostname, port: upstream.port, method, path: url, headers });
    sent.on('error', () => undefined);
    sent.write(body.subarray(0, body.length / 2));
    after(20, () => sent.destroy());
  };

  const broken: Readonly<Record<Break, (passing: Passing) => Promise<void> | void>> = {
    'refused before': ({ request }) => drop(request),
    'hangs before': () => undefined,
    'gateway page before': ({ response }) => html(response, 502, 'Bad Gateway'),
    'login page before': ({ response }) => html(response, 200, 'Welcome to the hotel'),
    'empty before': ({ response }) => void response.writeHead(503).end(),
    'half a request': ({ request, body }) => {
      if (body.length > 0) halve(request, body);
      drop(request);
    },
    late: async ({ response, pass }) => {
      await wait(random.between(100, 800));
      answer(response, await pass());
    },
    abandoned: ({ request, pass }) => {
      void pass().catch(() => undefined);
      drop(request);
    },
    'reply lost': async ({ request, pass }) => {
      await pass();
      drop(request);
    },
    'hangs after': async ({ pass }) => {
      await pass();
    },
    'reply late': async ({ response, pass }) => {
      const reply = await pass();
      await wait(random.between(100, 1_200));
      answer(response, reply);
    },
    'gateway page after': async ({ response, pass }) => {
      await pass();
      html(response, 504, 'Gateway Timeout');
    },
    'cut reply': async ({ request, response, pass }) => {
      const reply = await pass();
      response.writeHead(reply.status, headersFor(reply, reply.body.length + 1));
      response.write(reply.body.subarray(0, reply.body.length / 2));
      await wait(20);
      drop(request);
    },
    'short reply': async ({ response, pass }) => {
      const reply = await pass();
      answer(response, { ...reply, body: reply.body.subarray(0, reply.body.length / 2) });
    },
    garbage: async ({ response, pass }) => {
      const reply = await pass();
      const body = Buffer.from(Array.from({ length: 200 }, () => random.between(0, 255)));
      answer(response, { ...reply, headers: { ...reply.headers, 'content-encoding': 'gzip' }, body });
    },
    'slow drip': async ({ response, pass }) => {
      drip(response, await pass());
    },
    doubled: async ({ response, pass }) => {
      const first = await pass();
      await pass();
      answer(response, first);
    },
    'doubled, second answer': async ({ response, pass }) => {
      await pass();
      answer(response, await pass());
    },
    'doubled, refused': async ({ response, pass }) => {
      const reply = await pass();
      answer(response, { ...reply, body: Buffer.from('{"success":0,"data":{"code":20035}}') });
    },
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    response.on('error', () => undefined);
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const what =
        isHealed || !random.chance(rateOf(request.url ?? '/'))
          ? undefined
          : breaks[random.between(0, breaks.length - 1)];
      if (what !== undefined) done.set(what, (done.get(what) ?? 0) + 1);
      const handled =
        what === undefined
          ? forward(request, body).then((reply) => answer(response, reply))
          : Promise.resolve(broken[what]({ request, response, body, pass: () => forward(request, body) }));
      handled.catch(() => {
        drop(request);
      });
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('clientError', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });

  const reset = (): void => {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
    for (const socket of sockets) socket.destroy();
  };
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    done,
    heal: () => {
      isHealed = true;
      reset();
    },
    close: () =>
      new Promise((resolve) => {
        reset();
        agent.destroy();
        server.close(() => resolve());
      }),
  };
};
