import {
  fillText,
  withPaper
} from "./chunk-BTCTTIXI.js";

import {
  withSimulator
} from "./chunk-H7FBBHXW.js";

import {
  alongside
} from "./chunk-JJ7GEAXN.js";



import {
  usageError
} from "./chunk-WDPZHDGP.js";
import {
  createDataClient,
  streamTransport
} from "./chunk-JE7HZZFQ.js";









import {
  replayRecording,
  runRecorder
} from "./chunk-SY2PNGTT.js";
import {
  isRecordingError
} from "./chunk-R5QQCDSH.js";





























import {
  clockOf
} from "./chunk-34SWKVHE.js";


// src/cli/watch-client.ts
import {
  catchError,
  dematerialize,
  finalize,
  ignoreElements,
  materialize,
  switchMap,
  takeUntil,
  tap,
  throwError
} from "rxjs";
var onRecording = (path, speed, use) => {
  const transport = replayRecording(path, { speed });
  const data = createDataClient({ transport });
  return use(data).pipe(
    takeUntil(transport.failed$),
    catchError(
      (error) => throwError(() => isRecordingError(error) ? usageError(error.message) : error)
    ),
    finalize(() => void data.close())
  );
};
var onTransport = (urls, transport, use) => {
  const data = createDataClient({ ...urls, transport });
  return use(data).pipe(finalize(() => void data.close()));
};
var onLive = (pair, urls, recordPath, use) => {
  const transport = streamTransport(urls);
  if (recordPath === void 0) return onTransport(urls, transport, use);
  return runRecorder(recordPath, { clock: clockOf(), minFree: 0 }).pipe(
    switchMap(({ recorder }) => {
      recorder.setPairs([pair]);
      return onTransport(urls, { ...transport, link$: recorder.tap(transport.link$) }, use).pipe(
        materialize()
      );
    }),
    // It ends with its action, because a recorder alone has no end.
    dematerialize()
  );
};
var onPaper = (pair, choice, tell, use) => withPaper(
  choice,
  [pair],
  ({ data, exec }) => {
    const fills$ = exec.fills$.pipe(tap((fill) => tell(fillText(fill))));
    return use(data).pipe(alongside(fills$.pipe(ignoreElements())));
  },
  tell
);
var withWatchClient = ({ pair, source, urls }, tell, use) => {
  switch (source.type) {
    case "venue":
      return onLive(pair, urls, source.recordPath, use);
    case "simulator":
      return withSimulator({}, (simulator) => onLive(pair, simulator.urls, source.recordPath, use));
    case "paper":
      return onPaper(pair, source.choice, tell, use);
    case "replay":
      return onRecording(source.path, source.speed, use);
  }
};
export {
  withWatchClient
};
//# sourceMappingURL=watch-client-N7MUD6FL.js.map