import { Observable, of, type Subscriber } from 'rxjs';
import { createExecutionClient, type ExecutionDiagnostic } from '../../../src/execution/index';
import type { OpenPubnub, PubnubEvent } from '../../../src/connectivity/pubnub';
import type { SendRequest } from '../../../src/index';
import { virtualClock } from '../../../src/simulator/index';
import type { Draw } from '../draw';
import { oddTexts } from '../hostile';
import { spoiled } from '../mutate';
import { message } from '../readers/private';
import { parsed } from '../readers/public';
import { refused, type Row } from '../readers/shape';
import {
  isEqual,
  outputComplaint,
  secrets,
  shown,
  type Complaint,
  type Input,
  type Target,
  type World,
} from '../target';

/** Private messages, through an execution client whose every feed is subscribed to. */

const start = 1_790_000_000_000;

/** Draws a message. `about` is PubNub's timetoken: now and then an invalid one, or an earlier one. */
const drawMessage = (draw: Draw): Input => {
  const timetoken = draw.chance(0.03)
    ? draw.pick([...oddTexts, '9'.repeat(500)])
    : `1790000${String(draw.below(1e10)).padStart(10, '0')}`;
  const sample = (): unknown => message.sample(draw);
  return { about: timetoken, text: spoiled(sample(), sample, draw), status: 200, date: null };
};

const emptyReplies: readonly (readonly [path: string, data: unknown])[] = [
  ['/user/subscribe', { pubnub_channel: 'channel', pubnub_token: secrets.token }],
  ['/user/assets', { assets: [] }],
  ['/user/margin/positions', { payables: { amount: '0' }, positions: [] }],
  ['/user/spot/trade_history', { trades: [] }],
  ['/user/spot/active_orders', { orders: [] }],
  ['/user/spot/orders_info', { orders: [] }],
];

/** Answers for an empty account. */
const sendRequest: SendRequest = ({ url }) => {
  const data = emptyReplies.find(([path]) => url.includes(path))?.[1] ?? {};
  return of({ status: 200, date: null, body: JSON.stringify({ success: 1, data }) });
};

/** Creates a client whose private messages the test pushes. */
export const pushedExecution = () => {
  let link: Subscriber<PubnubEvent> | undefined;
  const openPubnub: OpenPubnub = () =>
    new Observable((subscriber) => {
      link = subscriber;
      subscriber.next({ type: 'connected', timetoken: '1' });
    });
  const clock = virtualClock(start);
  const { apiKey, apiSecret } = secrets;
  const client = createExecutionClient({
    apiKey,
    apiSecret,
    scheduler: clock,
    random: () => 0.5,
    sendRequest,
    openPubnub,
  });
  const push = (timetoken: string, value: unknown): void =>
    link?.next({ type: 'message', timetoken, message: value });
  return { client, clock, push };
};

const isTimetoken = (text: string): boolean => /^[0-9]{1,20}$/.test(text);

const openMessages = (): World => {
  const { client, clock, push } = pushedExecution();
  let events: unknown[] = [];
  let diagnostics: ExecutionDiagnostic[] = [];
  let failure: Complaint = null;
  const fills = new Set<string>();
  const seen = new Set<string>();

  const hear = <A>(name: string, source: Observable<A>, next: (value: A) => void = () => undefined): void => {
    source.subscribe({
      next,
      error: (error: unknown) => (failure = `${name} failed: ${String(error)}`),
      complete: () => (failure = `${name} completed`),
    });
  };
  hear('privateEvents$', client.privateEvents$, (event) => events.push(event));
  hear('diagnostics$', client.diagnostics$, (diagnostic) => diagnostics.push(diagnostic));
  hear('fills$', client.fills$, ({ tradeId, orderId }) => {
    const key = `${tradeId}/${orderId}`;
    if (fills.has(key)) failure = `fill ${key} is told twice`;
    fills.add(key);
  });
  hear('orders$', client.orders$);
  hear('assets$', client.assets$);
  hear('available$', client.available$);
  hear('positions$', client.positions$);
  hear('deposits$', client.deposits$);
  hear('withdrawals$', client.withdrawals$);
  hear('marginNotices$', client.marginNotices$);
  clock.advanceBy(3_000);

  const check = (timetoken: string, text: string, value: unknown): Complaint => {
    const undecodable = diagnostics.filter(({ kind }) => kind === 'undecodable-message').length;
    const lost = diagnostics.find(({ kind }) => kind === 'stream-failed');
    if (lost !== undefined) return `the stream has failed: ${shown(lost)}`;
    const news = message.read(value);
    // A repeated message is emitted once. A value that is deeper than the stack may be refused.
    const isRepeated = seen.has(`${timetoken} ${text}`);
    seen.add(`${timetoken} ${text}`);
    if (isRepeated && events.length + undecodable === 0) return null;
    if (news === refused || !isTimetoken(timetoken)) {
      return events.length === 0 && undecodable === 1
        ? null
        : `${undecodable} diagnostics, ${shown(events)} of what can't be read`;
    }
    const expected = [{ ...news, timetoken }];
    if (news['type'] === 'unknown' && events.length === 1) {
      const [event = {}] = events as Row[];
      return undecodable === 0 && event['method'] === news['method'] && event['params'] === news['params']
        ? null
        : 'another unknown message';
    }
    return undecodable === 0 && isEqual(events, expected)
      ? null
      : `expected ${shown(expected)}, got ${shown(events)}, ${shown(diagnostics)}`;
  };

  let fed = 0;
  return {
    feed: ({ about: timetoken, text }, tell) => {
      [events, diagnostics] = [[], []];
      // The SDK does the same. It never passes on invalid JSON, but it would pass on a text.
      const json = parsed(text);
      const value = json === undefined ? text : json;
      push(timetoken, value);
      const complaint =
        failure ??
        check(timetoken, text, value) ??
        diagnostics.map((one) => outputComplaint('a diagnostic', one)).find((one) => one !== null) ??
        null;
      if (events.length === 0) tell(diagnostics.length === 0 ? 'ignored' : 'refused');
      // The next diagnostic of a kind is only reported by itself a second later.
      if ((fed += 1) % 50 === 0 || diagnostics.length > 0) clock.advanceBy(1_000);
      return complaint;
    },
    end: () => {
      clock.advanceBy(70_000);
      void client.close();
      return failure?.endsWith('completed') === true ? null : failure;
    },
  };
};

export const messagesTarget: Target = { name: 'messages', weight: 15, draw: drawMessage, open: openMessages };
