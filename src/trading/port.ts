import type { Observable } from 'rxjs';

/**
 * A way between a remote client and a gateway: a WebSocket, a worker, a message bus. It carries texts, and does not know their
 * meaning.
 */
export interface Port {
  /** The received texts; cold. One subscription is one link, and its completion or error is the loss of that link. */
  readonly messages$: Observable<string>;
  /** Sends a text; `false` if it was not sent and never will be. */
  readonly send: (text: string) => boolean;
}
