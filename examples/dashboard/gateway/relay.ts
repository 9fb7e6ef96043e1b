import { interval, Observable } from 'rxjs';
import type { WebSocket } from 'ws';
import type { SendRequest, Transport } from 'rx-bitbank';

/**
 * Returns the addresses of the venue that this server passes on. Pages use them like the venue's own, and need neither
 * an address of the frames' real source nor a right there.
 */
export const relayedUrls = (host: string) => ({
  streamUrl: `ws://${host}`,
  publicUrl: `http://${host}${restPath}`,
  apiUrl: `http://${host}${restPath}/v1`,
});

/** The path under which REST is. The stream has the venue's own path. */
export const restPath = '/venue';
export const streamPath = '/socket.io/';

const pingInterval = 25_000;
/** The bytes that may wait for a page that does not read. After that its link is cut. */
const longestQueue = 8_388_608;

const handshake = { sid: 'relay', upgrades: [], pingInterval, pingTimeout: 20_000, maxPayload: 1_000_000 };

/** The texts of Engine.IO and Socket.IO that are not events. */
const text = {
  open: `0${JSON.stringify(handshake)}`,
  ping: '2',
  connect: '40',
  connected: '40{"sid":"relay"}',
};

/**
 * Serves one page's link: the rooms that it joins are joined on a link of its own. The end of either is the end of the
 * other.
 */
export const relayStream = ({ link$ }: Transport, socket: WebSocket): Observable<never> =>
  new Observable((subscriber) => {
    let send: ((frame: string) => void) | null = null;
    const say = (frame: string): void => {
      if (socket.bufferedAmount > longestQueue) subscriber.error(new Error('the page does not read'));
      else socket.send(frame);
    };
    const join = (): void => {
      subscriber.add(
        link$.subscribe({
          next: (event) => {
            if (typeof event === 'string') say(event);
            else {
              ({ send } = event);
              say(text.connected);
            }
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => subscriber.complete(),
        }),
      );
    };
    socket.on('message', (data: Buffer) => {
      const frame = data.toString();
      if (frame === text.connect) join();
      else if (frame.startsWith('42')) send?.(frame);
    });
    socket.on('close', () => subscriber.complete());
    say(text.open);
    subscriber.add(interval(pingInterval).subscribe(() => socket.send(text.ping)));
    subscriber.add(() => socket.close());
  });

export interface Relayed {
  readonly status: number;
  readonly body: string;
}

/** Reads one page of REST, by its path and query at the venue. Errors as `sendRequest` does. */
export const relayRest = (sendRequest: SendRequest, path: string): Observable<Relayed> =>
  sendRequest({ method: 'GET', url: `http://venue${path}`, timeout: 15_000, maxReplyBytes: 32_000_000 });
