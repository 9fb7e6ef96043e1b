import { JetStreamApiError, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { catchError, defer, from, map, type Observable, of, switchMap, throwError } from 'rxjs';
import { asNatsError, natsError } from './errors';
import type { Subjects } from './subjects';

const nanos = 1_000_000;

/** True if there is no stream, or no message, of that name. */
export const isMissing = (error: unknown): boolean =>
  error instanceof JetStreamApiError && error.status === 404;

/** One-shot: emits the stream of frames, after making it if it is missing. Errors with a `NatsError`. */
export const framesStream$ = (
  connection: NatsConnection,
  { stream: name, allFrames }: Subjects,
  keep: number,
): Observable<JetStreamManager> =>
  defer(() => jetstreamManager(connection)).pipe(
    switchMap((manager) => {
      const maxAge = keep * nanos;
      const shape = { subjects: [allFrames], max_age: maxAge, allow_direct: true };
      const made$ = defer(() =>
        manager.streams.add({
          ...shape,
          name,
          discard: 'old',
          duplicate_window: Math.min(maxAge, 120_000 * nanos),
        }),
      );
      return from(manager.streams.info(name)).pipe(
        switchMap(({ config }) => {
          const { subjects, max_age, retention } = config;
          if (String(subjects) !== allFrames || retention !== 'limits')
            return throwError(() =>
              natsError('other-stream', `the stream ${name} holds ${String(subjects)}, not ${allFrames}`),
            );
          return max_age === maxAge
            ? of(config)
            : from(manager.streams.update(name, { ...config, max_age: maxAge }));
        }),
        catchError((error: unknown) => (isMissing(error) ? made$ : throwError(() => error))),
        map(() => manager),
      );
    }),
    catchError((error: unknown) => throwError(() => asNatsError(error))),
  );
