import type { Observable } from 'rxjs';

/**
 * The way to somebody who trades for us, or for whom we trade: a WebSocket, a worker, a message bus. What it carries are
 * texts; what they mean is no business of its.
 */
export interface Port {
  /** Cold: one subscription is one link, and its end, by completion or an error, is the loss of that link. */
  readonly messages$: Observable<string>;
  /** `false`: it was not sent, and never will be. */
  readonly send: (text: string) => boolean;
}
