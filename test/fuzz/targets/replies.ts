import { of, throwError, type Observable } from 'rxjs';
import { createExecutionClient, type ExecutionClient } from '../../../src/execution/index';
import { createDataClient, type DataClient, type HttpRequest, type SendRequest } from '../../../src/index';
import { httpError } from '../../../src/model/errors';
import { virtualClock } from '../../../src/simulator/index';
import type { Draw } from '../draw';
import { spoiled } from '../mutate';
import { privateReplies } from '../readers/private';
import { publicReplies, readReply, type ReplyReading } from '../readers/public';
import type { Shape } from '../readers/shape';
import {
  firstOf,
  isEqual,
  outputComplaint,
  secrets,
  shown,
  type Complaint,
  type Input,
  type Target,
  type World,
} from '../target';

/** Replies of REST to every call that reads, through the real clients on an HTTP port of the fuzzer's. */

const start = 1_790_000_000_000;
const pair = 'btc_jpy';

const reads = {
  tickers: ({ data }) => data.rest.tickers(),
  depth: ({ data }) => data.rest.depth({ pair }),
  transactions: ({ data }) => data.rest.transactions({ pair }),
  candlestick: ({ data }) => data.rest.candles({ pair, type: '1min', date: '20260921' }),
  circuitBreakInfo: ({ data }) => data.rest.circuitBreak({ pair }),
  instruments: ({ data }) => data.rest.instruments(),
  status: ({ data }) => data.rest.status(),
  'private assets': ({ exec }) => exec.rest.assets(),
  'private order': ({ exec }) => exec.rest.order({ pair, orderId: 1 }),
  'private ordersInfo': ({ exec }) => exec.rest.ordersInfo({ pair, orderIds: [1, 2] }),
  'private activeOrders': ({ exec }) => exec.rest.activeOrders(),
  'private marginStatus': ({ exec }) => exec.rest.marginStatus(),
  'private marginPositions': ({ exec }) => exec.rest.marginPositions(),
  'private tradeHistory': ({ exec }) => exec.rest.tradeHistory(),
  'private depositHistory': ({ exec }) => exec.rest.depositHistory(),
  'private unconfirmedDeposits': ({ exec }) => exec.rest.unconfirmedDeposits(),
  'private depositOriginators': ({ exec }) => exec.rest.depositOriginators(),
  'private withdrawalAccounts': ({ exec }) => exec.rest.withdrawalAccounts({ asset: 'btc' }),
  'private withdrawalHistory': ({ exec }) => exec.rest.withdrawalHistory(),
  'private subscribeInfo': ({ exec }) => exec.rest.subscribeInfo(),
  'private status': ({ exec }) => exec.rest.status(),
  'private instruments': ({ exec }) => exec.rest.instruments(),
} satisfies Record<
  string,
  (clients: { readonly data: DataClient; readonly exec: ExecutionClient }) => Observable<unknown>
>;

type Name = keyof typeof reads;
const names = Object.keys(reads) as readonly Name[];

const shapeOf = (name: string): Shape =>
  name.startsWith('private ')
    ? privateReplies[name.slice('private '.length) as keyof typeof privateReplies]
    : publicReplies[name as keyof typeof publicReplies];

const oddDates: readonly (number | null)[] = [null, 0, -1, 1e12, start, start + 1e9, 253_402_300_799_000];

/** Draws a success or a failure, and spoils it. */
export const drawReply = (about: string, shape: Shape, draw: Draw): Input => {
  const sample = (): unknown => ({ success: 1, data: shape.sample(draw) });
  const value = draw.chance(0.1)
    ? {
        success: 0,
        data: {
          code: draw.pick([
            10000,
            10007,
            10009,
            20001,
            20034,
            20035,
            50009,
            60001,
            70010,
            draw.below(100_000),
          ]),
        },
      }
    : sample();
  return {
    about,
    text: spoiled(value, sample, draw),
    status: draw.chance(0.9) ? 200 : draw.pick([0, 201, 204, 301, 400, 403, 404, 429, 500, 502, 503, 504]),
    date: draw.pick(oddDates),
  };
};

const drawRead = (draw: Draw): Input => {
  const name = draw.pick(names);
  return drawReply(name, shapeOf(name), draw);
};

/** Makes the exchange. HTTP status 0 stands for a failed one. */
export const replyTo = ({ status, date, text }: Input, { url }: HttpRequest): ReturnType<SendRequest> =>
  status === 0
    ? throwError(() =>
        text.length % 2 === 0
          ? httpError(url, 'cut-off', 'unknown', 'the line is cut')
          : httpError(url, 'refused', 'none', 'the line is cut'),
      )
    : of({ status, date, body: text });

const errorComplaint = (error: unknown, reading: ReplyReading, status: number): Complaint => {
  if (!(error instanceof Error) || !('_tag' in error)) return `an error without a tag: ${String(error)}`;
  const expected = status === 0 ? 'HttpError' : reading.type === 'venue-error' ? 'VenueError' : 'DecodeError';
  if (reading.type === 'value' && status !== 0)
    return `${String(error._tag)} (${error.message}) where there is ${shown(reading.value)}`;
  if (error._tag !== expected) return `expected ${expected}, got ${String(error._tag)}: ${error.message}`;
  const code = reading.type === 'venue-error' && status !== 0 ? reading.code : undefined;
  if (code !== undefined && (error as { code?: unknown }).code !== code)
    return `another code than ${code}: ${error.message}`;
  return outputComplaint('an error', error);
};

const openReads = (): World => {
  const clock = virtualClock(start);
  let input: Input | null = null;
  let sent = 0;
  const sendRequest: SendRequest = (request) => {
    sent += 1;
    return replyTo(input as Input, request);
  };
  const world = { scheduler: clock, random: () => 0.5, sendRequest };
  const { apiKey, apiSecret } = secrets;
  const data = createDataClient(world);
  const exec = createExecutionClient({ apiKey, apiSecret, ...world, readRetries: 0, queryLimit: 1_000 });
  return {
    feed: (next, tell) => {
      input = next;
      sent = 0;
      const events: { readonly type: 'value' | 'error' | 'complete'; readonly value?: unknown }[] = [];
      const call: Observable<unknown> = reads[next.about as Name]({ data, exec });
      call.subscribe({
        next: (value) => events.push({ type: 'value', value }),
        error: (value: unknown) => events.push({ type: 'error', value }),
        complete: () => events.push({ type: 'complete' }),
      });
      clock.advanceBy(2);
      // After a refusal for too many calls the next one waits.
      if (sent === 0) clock.advanceBy(40_000);
      const reading = readReply(shapeOf(next.about), next.status, next.text);
      const [first, second] = events;
      if (sent !== 1) return `${sent} requests`;
      if (first?.type === 'error') {
        tell('refused');
        return errorComplaint(first.value, reading, next.status);
      }
      if (first?.type !== 'value' || second?.type !== 'complete')
        return `neither a value nor an error: ${shown(events)}`;
      if (reading.type !== 'value' || next.status === 0)
        return `a value of what can't be read: ${shown(first.value)}`;
      // The clock decides whether a candle is closed, not the reply.
      const value =
        next.about === 'candlestick'
          ? (first.value as object[]).map((candle) => ({ ...candle, closed: undefined }))
          : first.value;
      const expected =
        next.about === 'candlestick'
          ? (reading.value as object[]).map((candle) => ({ ...candle, closed: undefined }))
          : reading.value;
      return isEqual(value, expected) ? null : `expected ${shown(expected)}, got ${shown(value)}`;
    },
    end: () => {
      let failure: Complaint = null;
      data.diagnostics$.subscribe((one) => (failure ??= outputComplaint('a diagnostic', one)));
      exec.diagnostics$.subscribe((one) => (failure ??= outputComplaint('a diagnostic', one)));
      void data.close();
      void exec.close();
      return firstOf(() => failure);
    },
  };
};

export const repliesTarget: Target = { name: 'replies', weight: 20, draw: drawRead, open: openReads };
