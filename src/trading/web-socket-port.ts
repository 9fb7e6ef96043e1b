import { Observable } from 'rxjs';
import type { Port } from './port';

/** The members that the WebSocket of a page and that of `ws` have in common. */
export interface SocketLike {
  readonly readyState: number;
  readonly bufferedAmount: number;
  readonly send: (text: string) => void;
  readonly close: () => void;
  readonly addEventListener: (type: 'message' | 'close' | 'error', listener: (event: object) => void) => void;
  readonly removeEventListener: (
    type: 'message' | 'close' | 'error',
    listener: (event: object) => void,
  ) => void;
}

const isOpen = 1;

/** The most bytes that may wait for a peer which does not read; then its socket is closed. */
const longestQueue = 8_388_608;

/**
 * Makes a port of an open WebSocket, such as one that a server has accepted. It is one link. Its `messages$` is for one
 * subscriber, and unsubscribing closes the socket.
 */
export const webSocketPort = (socket: SocketLike): Port => ({
  messages$: new Observable<string>((subscriber) => {
    const onMessage = (event: object): void => {
      const { data } = event as { readonly data?: unknown };
      if (typeof data === 'string') subscriber.next(data);
    };
    const end = (): void => subscriber.complete();
    if (socket.readyState !== isOpen) {
      subscriber.complete();
      return undefined;
    }
    socket.addEventListener('message', onMessage);
    socket.addEventListener('close', end);
    // A close event follows.
    socket.addEventListener('error', () => undefined);
    return () => {
      socket.removeEventListener('message', onMessage);
      socket.removeEventListener('close', end);
      socket.close();
    };
  }),
  send: (text) => {
    if (socket.readyState !== isOpen) return false;
    if (socket.bufferedAmount > longestQueue) {
      socket.close();
      return false;
    }
    socket.send(text);
    return true;
  },
});
