import { NEVER, Observable, type Subscriber } from 'rxjs';
import { createDataClient, type DataClient, type Transport, type TransportOpen } from '../src/index';
import { sink } from './sink';

export interface PushedClient {
  readonly client: DataClient;
  readonly push: (frame: string) => void;
}

/** Creates a data client whose frames the benchmark pushes. REST stays silent. */
export const pushedClient = (): PushedClient => {
  let link: Subscriber<TransportOpen | string> | undefined;
  const link$: Transport['link$'] = new Observable((subscriber) => {
    link = subscriber;
    subscriber.next({ type: 'open', send: () => undefined });
  });
  const client = createDataClient({ transport: { link$, sendRequest: () => NEVER } });
  return { client, push: (frame) => link?.next(frame) };
};

/** Subscribes to a feed of a client, so that each value calls back. */
export type Subscribe = (client: DataClient, onNext: (value: unknown) => void) => void;

/** Prepares a client, and subscribes outside of the measured time. The client must accept every frame. */
export const feed = (frames: readonly string[], subscribe: Subscribe) => (): (() => void) => {
  const { client, push } = pushedClient();
  const complaints: string[] = [];
  client.diagnostics$.subscribe(({ kind }) => {
    if (kind !== 'pair-unchecked') complaints.push(kind);
  });
  let count = 0;
  subscribe(client, (value) => {
    sink.value = value;
    count += 1;
  });
  return () => {
    for (const frame of frames) push(frame);
    if (count < frames.length || complaints.length > 0) {
      throw new Error(`${count} of ${frames.length} frames gave a value; ${complaints.join(', ')}`);
    }
    void client.close();
  };
};
