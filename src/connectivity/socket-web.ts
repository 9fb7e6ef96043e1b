import { Observable } from 'rxjs';
import { linkError } from '../model/errors';
import { longestQueue, type OpenSocket, type SocketEvent } from './ports';

/** WebSockets in browsers and other runtimes that have a native `WebSocket`. */
export const openWebSocket: OpenSocket = (url, maxFrameBytes) =>
  new Observable<SocketEvent>((subscriber) => {
    const socket = new WebSocket(url);
    let opened = false;
    const leaveUnread = (): void => {
      const { bufferedAmount } = socket;
      if (bufferedAmount <= longestQueue) return;
      subscriber.error(linkError('not-read', `${bufferedAmount} bytes wait for a venue that reads nothing`));
    };
    socket.onopen = () => {
      opened = true;
      subscriber.next({
        type: 'open',
        send: (text) => {
          if (socket.readyState !== WebSocket.OPEN) return;
          socket.send(text);
          leaveUnread();
        },
      });
    };
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data !== 'string') return;
      if (data.length > maxFrameBytes) {
        subscriber.error(linkError('frame-too-large', `a frame of ${data.length} characters`));
      } else {
        subscriber.next({ type: 'message', text: data });
      }
    };
    socket.onclose = ({ code }) => {
      if (opened) subscriber.complete();
      else subscriber.error(linkError('connect-failed', `the socket closed before it opened, code ${code}`));
    };
    return () => {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    };
  });
