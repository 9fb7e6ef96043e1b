import type { Observable } from 'rxjs';
import type { SendRequest } from './ports';

/** The link is open, and rooms can be joined. Rooms of an earlier link are forgotten. */
export interface TransportOpen {
  readonly type: 'open';
  /** Sends a text frame to the venue. */
  readonly send: (frame: string) => void;
}

/** A source of frames (a live socket, a recorded file, a message bus, a marble diagram) and the REST that belongs to it. */
export interface Transport {
  /**
   * A cold Observable. Each subscription is one link. It emits {@link TransportOpen} and then the text frames of rooms. An
   * error means that the link is lost and worth a retry. Completion means that no frame will ever come again.
   */
  readonly link$: Observable<TransportOpen | string>;
  /**
   * The REST of the venue that the frames come from. If it is `null`, every REST call fails immediately with a `NoRestError`,
   * and no other venue is asked. Feeds do not fail.
   */
  readonly sendRequest: SendRequest | null;
}
