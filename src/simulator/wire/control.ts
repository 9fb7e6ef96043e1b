import { of } from 'rxjs';
import type { CircuitBreakMode } from '../../model/circuit-break';
import { isPlainDecimal, toUnits } from '../../model/decimal';
import { configError, type ConfigError } from '../../model/errors';
import { sides } from '../../model/pair';
import { parseFault } from '../faults/parse-fault';
import type { FaultRegistry } from '../faults/registry';
import { isRefusal, type Venue } from '../venue/index';
import type { UserAccount, Accounts, AccountSpec } from './accounts';
import { type AuditLog, auditJson } from './audit-log';
import { type Route, jsonReply, type WireReply, type WireRequest } from './message';
import { orderJson } from './order-json';
import type { Rules } from './rules';

/** The path of the controls, which the real venue doesn't have. */
const controlPath = '/_sim/';

export interface ControlOptions {
  readonly venue: Venue;
  readonly rules: Rules;
  readonly accounts: Accounts;
  readonly faults: FaultRegistry;
  readonly journal: AuditLog;
}

type Body = Readonly<Record<string, unknown>>;
/** Runs a control. `id` is the text after the name of the resource, such as the id in `/_sim/faults/fault-1`. */
type Run = (body: unknown, id: string, query: URLSearchParams) => unknown;

const modes: readonly CircuitBreakMode[] = [
  'NONE',
  'CIRCUIT_BREAK',
  'FULL_RANGE_CIRCUIT_BREAK',
  'RESUMPTION',
  'LISTING',
];
const withdrawalEnds = ['REJECTED', 'CANCELED', 'CONFIRM_TIMEOUT'] as const;
/**
 * True for a name that no public DNS resolves: an address, this machine, or a machine of the same network. A foreign
 * page can make its own name point to this machine, but not one of these.
 */
const isLocalName = (name: string): boolean =>
  /^(\[[0-9a-f:.]+\]|[0-9.]+|[a-z0-9_-]+|([a-z0-9-]+\.)+localhost)$/i.test(name);

const nameOf = (host: string): string => host.replace(/:\d+$/, '');

const isLoopback = (name: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/i.test(name);

/** True if a request comes from a program, or from a page of this machine. Requests in this process have no host. */
const isOurs = ({ host, origin }: WireRequest['headers']): boolean => {
  if (host !== undefined && !isLocalName(nameOf(host))) return false;
  if (origin === undefined) return true;
  const from = /^https?:\/\/([^/]+)$/i.exec(origin)?.[1];
  return from !== undefined && (from === host || isLoopback(nameOf(from)));
};

const shown = (value: unknown): string =>
  value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 60);

const fieldsOf = (body: unknown): Body => {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  throw configError('body', 'a JSON object', shown(body));
};

const textOf = (body: Body, name: string): string => {
  const value = body[name];
  if (typeof value === 'string' && value !== '') return value;
  throw configError(name, 'a text', shown(value));
};

const oneOf = <T extends string>(body: Body, name: string, values: readonly T[]): T => {
  const value = values.find((known) => known === body[name]);
  if (value !== undefined) return value;
  throw configError(name, `one of ${values.join(', ')}`, shown(body[name]));
};

const decimalOf = (body: Body, name: string): string => {
  const value = textOf(body, name);
  if (isPlainDecimal(value) && !value.startsWith('-')) return value;
  throw configError(name, 'a plain decimal, zero or more', shown(value));
};

const isConfigError = (error: unknown): error is ConfigError =>
  error instanceof Error && '_tag' in error && error._tag === 'ConfigError';

const parseBody = (text: string): unknown => {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw configError('body', 'JSON', shown(text));
  }
};

const runsOf = ({
  venue,
  rules,
  accounts,
  faults,
  journal,
}: ControlOptions): Readonly<Record<string, Run>> => {
  const accountOf = (body: Body): UserAccount => {
    const apiKey = textOf(body, 'apiKey');
    const account = accounts.byKey(apiKey);
    if (!account) throw configError('apiKey', 'the key of an account', shown(apiKey));
    return account;
  };
  const pairOf = (body: Body) => {
    const instrument = venue.instrument(textOf(body, 'pair'));
    if (!instrument) throw configError('pair', 'a pair of the venue', shown(body['pair']));
    return instrument.pair;
  };
  const assetOf = (body: Body) => {
    const rule = venue.assetRules().find(({ asset }) => asset === body['asset']);
    if (!rule) throw configError('asset', 'an asset of the venue', shown(body['asset']));
    return rule;
  };
  const moneyOf = (body: Body) => {
    const { asset, precision } = assetOf(body);
    return { asset, amount: toUnits(decimalOf(body, 'amount'), precision) };
  };

  return {
    'GET faults': () => faults.list(),
    'POST faults': (body) => ({
      ids: (Array.isArray(body) ? (body as unknown[]) : [body]).map(parseFault).map(faults.add),
    }),
    'DELETE faults': (_, id) => {
      if (id === '') faults.clear();
      else if (!faults.remove(id)) throw configError('id', 'the id of a fault in force', shown(id));
      return {};
    },
    'GET journal': (_, __, query) => journal.entries(Number(query.get('after') ?? 0)),
    'GET accounts': () => accounts.all().map(({ apiKey, channel }) => ({ apiKey, channel })),
    'POST accounts': (body) => {
      const fields = fieldsOf(body);
      const { apiKey, channel } = accounts.open(fields as unknown as AccountSpec);
      return { apiKey, channel };
    },
    'POST deposits': (body) => {
      const fields = fieldsOf(body);
      const deposit = venue.deposit(accountOf(fields).user, {
        ...moneyOf(fields),
        ...(fields['network'] === undefined ? {} : { network: textOf(fields, 'network') }),
        awaitsOriginator: fields['awaitsOriginator'] === true,
      });
      return { uuid: deposit.uuid };
    },
    'POST withdrawals': (body, id) => {
      venue.endWithdrawal(id, oneOf(fieldsOf(body), 'status', withdrawalEnds));
      return {};
    },
    'POST dealer-orders': (body) => {
      const fields = fieldsOf(body);
      const side = oneOf(fields, 'side', sides);
      const price = decimalOf(fields, 'price');
      const order = venue.dealerOrder(accountOf(fields).user, { ...moneyOf(fields), side, price });
      return isRefusal(order) ? order : { orderId: order.orderId };
    },
    'POST circuit-break': (body) => {
      const fields = fieldsOf(body);
      const { duration } = fields;
      const mode = oneOf(fields, 'mode', modes);
      venue.setCircuitBreak(pairOf(fields), mode, typeof duration === 'number' ? duration : null);
      return {};
    },
    'POST suspensions': (body) => {
      const fields = fieldsOf(body);
      const stopped = Object.entries(fieldsOf(fields['stopped'])).filter(
        ([, flag]) => typeof flag === 'boolean',
      );
      venue.setStopped(pairOf(fields), Object.fromEntries(stopped));
      return {};
    },
    'POST invalidations': (body) => {
      const fields = fieldsOf(body);
      const orderIds = fields['orderIds'];
      if (!Array.isArray(orderIds) || !orderIds.every((id) => Number.isInteger(id))) {
        throw configError('orderIds', 'an array of order ids', shown(orderIds));
      }
      venue.invalidateOrders(accountOf(fields).user, pairOf(fields), orderIds as number[]);
      return {};
    },
    'GET orders': (_, __, query) => {
      const account = accountOf({ apiKey: query.get('apiKey') });
      return venue.activeOrders(account.user, {}).map((order) => orderJson(rules, order));
    },
  };
};

const bad = (error: ConfigError | Error): WireReply => {
  const named = isConfigError(error) ? { field: error.field, expected: error.expected } : {};
  return jsonReply(400, JSON.stringify({ error: error.message, ...named }));
};

/**
 * Creates the controls over HTTP, with faults, the venue's audit log and fixtures: `/_sim/faults`, `/_sim/journal`,
 * `/_sim/accounts`, …
 */
export const createControl = (options: ControlOptions): Route => {
  const runs = runsOf(options);
  return ({ method, path, query, headers, body }) => {
    if (!path.startsWith(controlPath)) return null;
    if (!isOurs(headers)) {
      return of(jsonReply(403, JSON.stringify({ error: 'the control path answers no other site' })));
    }
    const [name = '', id = ''] = path.slice(controlPath.length).split('/');
    const run = runs[`${method} ${name}`];
    if (!run)
      return of(jsonReply(404, JSON.stringify({ error: 'no such control', controls: Object.keys(runs) })));
    try {
      const outcome = run(parseBody(body), id, query);
      if (isRefusal(outcome))
        return of(jsonReply(409, JSON.stringify({ error: 'refused', code: outcome.code })));
      return of(jsonReply(200, name === 'journal' ? auditJson(outcome as never) : JSON.stringify(outcome)));
    } catch (error) {
      if (error instanceof Error) return of(bad(error));
      throw error;
    }
  };
};
