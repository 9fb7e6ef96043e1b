import { catchError, defer, Observable, of, Subscription, timer } from 'rxjs';
import type { Trading } from '../execution/trading';
import { onlyReduces } from '../execution/order/reducing';
import { rejected } from '../execution/order/rejected';
import type { RefusedError, RefusedReason } from '../model/errors';
import { causeOf } from '../model/tagged';
import type { OrderTransition } from '../model/order-transition';
import { resolveOptions } from '../options/options';
import { decode } from '../parsing/decode';
import type { SubmitArgs } from './call-args';
import { callNamed, type CallName } from './calls';
import type { PortCall, Served } from './port-call';
import { encodeError } from './errors';
import { gatewayOf } from './gateway';
import { type CallerMessage, decodeCallerMessage, encodeGatewayMessage } from './message';
import { Policy, type TradingPolicy } from './policy';
import type { Port } from './port';
import { createAllowance } from './allowance';

/** A call that a gateway refused. */
export interface TradingRefusal {
  /** The id of the call; `null` if the message could not be read that far. */
  readonly call: string | null;
  readonly reason: RefusedReason;
  readonly message: string;
}

/**
 * Command: serves one link of the port while it is subscribed to, and completes with the link. It emits the calls that it
 * refused. Orders that have begun continue without the link. It never serves withdrawals, one-time passwords or stream tokens.
 * Throws a `ConfigError`.
 */
export const serveTrading = (
  exec: Trading,
  port: Port,
  policy: TradingPolicy = {},
  ...stray: readonly unknown[]
): Observable<TradingRefusal> => {
  const resolved = resolveOptions(Policy, policy, stray);
  const { clock, timeToLive, maxMessageLength, maxOpenCalls, keepsIds, beatInterval } = resolved;
  return new Observable<TradingRefusal>((subscriber) => {
    const gateway = gatewayOf(exec, clock, resolved.random);
    const seesAll = resolved.orders === 'all';
    const owner = gateway.ownerOf(resolved.owner, seesAll, resolved.guards);
    let isCallerGone = false;
    const servedTo = (call: string): Served => ({
      exec,
      owner,
      seesAll,
      clock,
      ttl: timeToLive,
      caller: call.replace(/-\d+$/, ''),
      isCallerGone: () => isCallerGone,
    });
    const allowance = createAllowance(resolved.maxCallsPerSecond, clock);
    const link = new Subscription();
    const open = new Map<string, Subscription>();
    const seen = new Set<string>();
    let n = 0;

    const post = (content: object): void => {
      n += 1;
      port.send(encodeGatewayMessage({ n, ...content }));
    };

    const refuse = (call: string | null, reason: RefusedReason, message: string): void => {
      post({ type: 'refused', call, reason, message });
      subscriber.next({ call, reason, message });
    };

    const fail = (call: string, error: unknown): void => {
      const { _tag, reason = 'not-allowed' } = Object(error) as Partial<RefusedError>;
      if (_tag === 'RefusedError') refuse(call, reason, causeOf(error));
      else post({ type: 'error', call, error: encodeError(error) });
    };

    const relay = (
      call: string,
      { value }: PortCall<unknown, unknown>,
      values$: Observable<unknown>,
    ): void => {
      post({ type: 'taken', call });
      const subscription = new Subscription();
      open.set(call, subscription);
      const end = (): void => {
        open.delete(call);
      };
      subscription.add(
        values$.subscribe({
          next: (item) => post({ type: 'next', call, value: value.encode(item) }),
          error: (error: unknown) => {
            end();
            fail(call, error);
          },
          complete: () => {
            end();
            post({ type: 'complete', call });
          },
        }),
      );
    };

    /** Returns the life of a known command. An owner that has halted gets these, and may begin only orders that reduce a position. */
    const known = ({ id }: { readonly id: string }): Observable<OrderTransition> =>
      owner
        .learnFrom(exec.trackOrder({ id: owner.idOf(id) }))
        .pipe(catchError(() => of(rejected('client', 'halted', 'the owner has halted', null))));

    const take = ({ call, name, args, epoch, at }: CallerMessage & { readonly type: 'call' }): void => {
      // A port may deliver a message twice.
      if (seen.has(call)) return;
      seen.add(call);
      const row = callNamed(name);
      if (row === undefined) {
        refuse(call, 'unknown-call', `there is no call ${name.slice(0, 80)}`);
        return;
      }
      if (!resolved.calls.includes(name as CallName)) {
        refuse(call, 'not-allowed', `${name} is not served here`);
        return;
      }
      if (row.kind !== 'cancel' && !allowance.take()) {
        refuse(call, 'busy', 'there are too many calls per second');
        return;
      }
      if (row.kind !== 'cancel' && open.size >= maxOpenCalls) {
        refuse(call, 'busy', `${open.size} calls are open`);
        return;
      }
      const asked = decode(row.args, args, 'args');
      if (asked._tag === 'Left') {
        refuse(call, 'unreadable', asked.left.message);
        return;
      }
      if (row.kind !== 'order') {
        relay(
          call,
          row,
          defer(() => row.serve(servedTo(call), asked.right)),
        );
        return;
      }
      if (!resolved.acceptsOrders()) {
        refuse(call, 'standing-by', 'this gateway takes no orders now: another one may have the account');
        return;
      }
      const age = clock.elapsed() - at;
      if (epoch !== gateway.epoch || age > timeToLive) {
        refuse(call, 'expired', `the order took ${age} ms to arrive, and is not sent`);
        return;
      }
      const life$ =
        owner.isHalted() && !isReducing(asked.right)
          ? known(asked.right as { readonly id: string })
          : defer(() => row.serve(servedTo(call), asked.right));
      relay(call, row, life$);
    };

    const onText = (text: string): void => {
      if (text.length > maxMessageLength) {
        refuse(null, 'too-large', `a message of ${text.length} characters`);
        return;
      }
      gateway.onMessage();
      const ask = decodeCallerMessage(text);
      switch (ask.type) {
        case 'unreadable': {
          refuse(ask.call, ask.reason, ask.message);
          return;
        }
        case 'leave':
          open.get(ask.call)?.unsubscribe();
          open.delete(ask.call);
          return;
        case 'call': {
          take(ask);
          return;
        }
      }
    };

    const end = (): void => subscriber.complete();
    const leave = (): void => {
      isCallerGone = true;
      end();
    };
    link.add(port.messages$.subscribe({ next: onText, error: end, complete: leave }));
    link.add(
      timer(0, beatInterval, clock).subscribe(() => {
        post({ type: 'beat', epoch: gateway.epoch, at: clock.elapsed(), keepsIds });
      }),
    );
    link.add(() => {
      for (const subscription of open.values()) subscription.unsubscribe();
    });
    return link;
  });
};

/** True for an order that only reduces a position. A replacement does not say what it replaces, and is treated like any other order. */
const isReducing = (args: unknown): boolean => {
  const { request } = args as Partial<SubmitArgs>;
  return request !== undefined && onlyReduces(request);
};
