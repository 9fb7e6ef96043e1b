import { NEVER, Observable, type Subscriber } from 'rxjs';
import { createDataClient, type DataClient, type Transport, type TransportOpen } from '../src/index';

export interface PushedClient {
  readonly client: DataClient;
  readonly push: (frame: string) => void;
}

/** A data client whose frames are pushed by hand; REST stays silent. */
export const pushedClient = (): PushedClient => {
  let link: Subscriber<TransportOpen | string> | undefined;
  const link$: Transport['link$'] = new Observable((subscriber) => {
    link = subscriber;
    subscriber.next({ type: 'open', send: () => undefined });
  });
  const client = createDataClient({ transport: { link$, sendRequest: () => NEVER } });
  return { client, push: (frame) => link?.next(frame) };
};
