import type { Observable } from 'rxjs';
import type { SendRequest } from './ports';

/** The link is open: rooms can be joined. What was joined on an earlier link is forgotten. */
export interface TransportOpen {
  readonly type: 'open';
  /** Sends a text frame to the venue. */
  readonly send: (frame: string) => void;
}

/** Whatever delivers frames: a live socket, a recorded file, a message bus, a marble diagram; and the REST beside it. */
export interface Transport {
  /**
   * Cold: a subscription is one link. It emits {@link TransportOpen}, then the text frames of rooms as they come; an
   * error means that the link is lost and worth a retry, completion that no frame will ever come again.
   */
  readonly link$: Observable<TransportOpen | string>;
  /**
   * The REST of the venue that the frames come from. `null`: there is none, and nothing else is asked in its place. Each
   * REST call then fails at once with a `NoRestError`, and no feed does.
   */
  readonly sendRequest: SendRequest | null;
}
