import { NEVER, type Observable } from 'rxjs';
import { expect, it } from 'vitest';
import type { OpenSocket, SendRequest } from '../../src/connectivity/ports';
import { dataClientOn } from '../../src/data/client';
import { streamClientOn } from '../../src/data/stream-client';
import type { Tagged } from '../../src/model/tagged';
import { streamTransportOn } from '../../src/data/runtime';

/** Options of a caller whose compiler allows an optional property to be undefined, or who has no compiler. */
const untyped = { openSocket: undefined, scheduler: undefined } as object;

type Connect = (runtime: OpenSocket, options: object) => Observable<unknown>;

it.each<[string, Connect]>([
  [
    'streamTransport',
    (openSocket, options) =>
      streamTransportOn({ openSocket, createSendRequest: () => () => NEVER })(options).link$,
  ],
  [
    'createStreamClient',
    (openSocket, options) => streamClientOn({ openSocket })(options).depthDiff$('btc_jpy'),
  ],
  [
    'createDataClient',
    (openSocket, options) =>
      dataClientOn({ openSocket, createSendRequest: () => () => NEVER })(options).depthDiff$('btc_jpy'),
  ],
])('%s opens the socket of the runtime if an option is undefined, and a given one instead', (_, connect) => {
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
});

it('asks the REST of the options, else that of the transport, else that of the runtime; a transport without REST has none', () => {
  const asked: string[] = [];
  const rest =
    (name: string): SendRequest =>
    () => {
      asked.push(name);
      return NEVER;
    };
  const ask = (options: object): void => {
    const ports = { openSocket: () => NEVER, createSendRequest: () => rest('runtime') };
    dataClientOn(ports)(options)
      .rest.tickers()
      .subscribe({ error: ({ _tag }: Tagged<string, object>) => asked.push(_tag) });
  };
  const bringing = { link$: NEVER, sendRequest: rest('transport') };
  const without = { link$: NEVER, sendRequest: null };
  ask({ transport: bringing, sendRequest: rest('option') });
  ask({ transport: bringing });
  ask({});
  ask({ transport: without, sendRequest: rest('option') });
  ask({ transport: without });
  expect(asked).toEqual(['option', 'transport', 'runtime', 'NoRestError', 'NoRestError']);
});
