import { drawOf } from './draw';
import { outputComplaint, type Complaint, type Input } from './target';
import { pushedClient } from './targets/frames';
import { pushedExecution } from './targets/messages';
import { parsed, rooms } from './readers/public';

/** Clients that live as long as a run, and get every frame and message of it. They must still work at the end. */
export interface LongLived {
  readonly feed: (target: string, input: Input) => void;
  readonly after: () => Complaint;
}

export const longLived = (): LongLived => {
  const data = pushedClient();
  const exec = pushedExecution();
  let [tickers, events] = [0, 0];
  let end: Complaint = null;
  const over = (error?: unknown): void => void (end = `a feed has ended: ${String(error)}`);
  data.client.ticker$('btc_jpy').subscribe({ next: () => (tickers += 1), error: over, complete: over });
  data.client.book$('btc_jpy').subscribe({ error: over, complete: over });
  data.client.trades$('btc_jpy').subscribe({ error: over, complete: over });
  data.client.quotes$('btc_jpy').subscribe({ error: over, complete: over });
  exec.client.privateEvents$.subscribe({ next: () => (events += 1), error: over, complete: over });
  exec.clock.advanceBy(3_000);

  return {
    feed: (target, { about, text }) => {
      if (target === 'frames') data.push(text);
      // Orders and trades are kept for a while on purpose. Their memory over a day is not measured here.
      if (target === 'messages' && /"(asset_update|deposit|withdrawal)"/.test(text))
        exec.push(about, parsed(text) ?? text);
    },
    after: () => {
      const [tickersBefore, eventsBefore] = [tickers, events];
      const draw = drawOf('after all');
      data.push(
        `42["message",{"room_name":"ticker_btc_jpy","message":{"data":${JSON.stringify(rooms.ticker.sample(draw))}}}]`,
      );
      // The timetoken is one that no input has by chance, because the same message is emitted only once.
      exec.push('87654321012345678', { method: 'asset_update', params: [] });
      let complaint = end;
      data.client.diagnostics$.subscribe((one) => (complaint ??= outputComplaint('a kept diagnostic', one)));
      exec.client.diagnostics$.subscribe((one) => (complaint ??= outputComplaint('a kept diagnostic', one)));
      if (tickers !== tickersBefore + 1)
        complaint ??= 'a feed that heard every frame does not deliver a good one';
      if (events !== eventsBefore + 1)
        complaint ??= 'a stream that heard every message does not deliver a good one';
      return complaint;
    },
  };
};
