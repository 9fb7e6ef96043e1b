import { finalize, takeUntil, type Observable } from 'rxjs';
import { replayTransport } from '../connectivity/replay';
import type { DataClient } from '../data/client';
import { createDataClient, streamTransport } from '../index';
import { noRecorder, readRecording, recordTo } from './recording';
import { withSimulator } from './sim';
import type { WatchConfig, WatchUrls } from './watch-config';

/** Runs something on a client, which is closed when that ends. */
type Use<A> = (data: DataClient) => Observable<A>;

const onRecording = <A>(path: string, speed: number, use: Use<A>): Observable<A> => {
  const transport = replayTransport(readRecording(path), { speed });
  const data = createDataClient({ transport });
  return use(data).pipe(finalize(() => void data.close()));
};

const onLive = <A>(urls: WatchUrls, recordPath: string | undefined, use: Use<A>): Observable<A> => {
  const transport = streamTransport(urls);
  const recorder = recordPath === undefined ? noRecorder : recordTo(recordPath);
  const recorded = { ...transport, link$: recorder.tap(transport.link$) };
  const data = createDataClient({ ...urls, transport: recorded });
  return use(data).pipe(
    takeUntil(recorder.failed$),
    finalize(() => void data.close().then(recorder.close)),
  );
};

/** Runs something on the client that the command line asks for. */
export const withWatchClient = <A>({ source, urls }: WatchConfig, use: Use<A>): Observable<A> => {
  switch (source.type) {
    case 'venue':
      return onLive(urls, source.recordPath, use);
    case 'simulator':
      return withSimulator({}, (simulator) => onLive(simulator.urls, source.recordPath, use));
    case 'replay':
      return onRecording(source.path, source.speed, use);
  }
};
