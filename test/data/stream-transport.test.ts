import { NEVER, type Observable } from 'rxjs';
import { expect, it } from 'vitest';
import type { OpenSocket } from '../../src/connectivity/ports';
import { dataClientOn } from '../../src/data/client';
import { streamClientOn } from '../../src/data/stream-client';
import { streamTransportOn } from '../../src/data/stream-transport';

/** As a caller has it whose compiler allows an optional property to be undefined, or who has none. */
const untyped = { openSocket: undefined, scheduler: undefined } as object;

type Connect = (runtime: OpenSocket, options: object) => Observable<unknown>;

it.each<[string, Connect]>([
  ['streamTransport', (openSocket, options) => streamTransportOn(openSocket)(options)],
  [
    'createStreamClient',
    (openSocket, options) => streamClientOn({ openSocket })(options).depthDiff$('btc_jpy'),
  ],
  [
    'createDataClient',
    (openSocket, options) =>
      dataClientOn({ openSocket, createSendRequest: () => () => NEVER })(options).depthDiff$('btc_jpy'),
  ],
])(
  '%s opens the socket of the runtime where an option is undefined, and a given one instead',
  (_, connect) => {
    const opened: string[] = [];
    const socket =
      (name: string): OpenSocket =>
      (url) => {
        opened.push(`${name} ${url}`);
        return NEVER;
      };
    connect(socket('runtime'), untyped).subscribe().unsubscribe();
    connect(socket('runtime'), { openSocket: socket('given'), streamUrl: 'wss://a.test' })
      .subscribe()
      .unsubscribe();
    expect(opened).toEqual([
      'runtime wss://stream.bitbank.cc/socket.io/?EIO=4&transport=websocket',
      'given wss://a.test/socket.io/?EIO=4&transport=websocket',
    ]);
  },
);
