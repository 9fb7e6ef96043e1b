import { of } from 'rxjs';
import type { SchedulerLike } from 'rxjs';
import { venueCode } from '../../model/venue-codes';
import type { PublicQueries } from '../market/market';
import { isRefusal, type Refusal, refusal } from '../venue/index';
import type { UserAccount, Accounts } from './accounts';
import { createAuthenticator } from './auth';
import {
  failureReply,
  type Route,
  type RequestNote,
  successReply,
  type WireReply,
  type WireRequest,
} from './message';
import { orRefusal, type Parameters, queryParameters } from './parameters';
import { type ServedEndpoint, type EndpointOptions, endpointsOf, type Result } from './private-endpoints';
import { createRateLimit } from './rate-limit';

export interface PrivateRestOptions extends EndpointOptions {
  readonly queries: PublicQueries;
  readonly accounts: Accounts;
  readonly wall: SchedulerLike;
}

const jsonObject = (body: string): Parameters | undefined => {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};

const parametersOf = ({ method, query, body }: WireRequest): Parameters | undefined =>
  method === 'GET' ? queryParameters(query) : jsonObject(body);

const version = '/v1';
const userPath = '/user/';

/**
 * The private REST API: every documented endpoint.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md
 */
export const createPrivateRest = (options: PrivateRestOptions): Route => {
  const endpoints = endpointsOf(options);
  const authenticate = createAuthenticator(options.accounts.byKey, () => options.wall.now());
  const admit = createRateLimit(() => options.wall.now());

  const open: Readonly<Record<string, () => unknown>> = {
    'GET /spot/status': options.queries.spotStatus,
    'GET /spot/pairs': options.queries.spotPairs,
  };

  const run = (endpoint: ServedEndpoint, account: UserAccount, request: WireRequest): Result | Refusal => {
    const parameters = parametersOf(request);
    return parameters
      ? orRefusal(() => endpoint.run(account, parameters))
      : refusal(venueCode.malformedRequest);
  };

  const reply = (endpoint: ServedEndpoint | undefined, request: WireRequest): WireReply => {
    const note: RequestNote = { signature: null, admitted: false, orderIds: [] };
    const authentication = authenticate(request);
    if (authentication.type === 'refused') {
      return { ...failureReply(authentication.code), note: { ...note, signature: authentication.signature } };
    }
    // The venue authenticates before it routes, and answers an unknown path as it answers a wrong key.
    if (!endpoint)
      return { ...failureReply(venueCode.authenticationFailed), note: { ...note, signature: true } };
    const account = authentication.key;
    if (!admit(account.user, endpoint.call, account.rateLimits)) {
      return { ...failureReply(venueCode.tooManyRequests), note: { ...note, signature: true } };
    }
    const outcome = run(endpoint, account, request);
    const admitted = { ...note, signature: true, admitted: true };
    return isRefusal(outcome)
      ? { ...failureReply(outcome.code), note: admitted }
      : { ...successReply(outcome.data), note: { ...admitted, orderIds: outcome.orderIds ?? [] } };
  };

  return (request) => {
    if (request.path.startsWith(userPath)) return of(failureReply(venueCode.unversionedPath));
    const isVersioned = request.path.startsWith(`${version}/`);
    const name = `${request.method} ${isVersioned ? request.path.slice(version.length) : request.path}`;
    // ccxt requests the pairs without `/v1`, and the venue answers both paths.
    const show = open[name];
    if (show) return of(successReply(show()));
    if (!isVersioned) return null;
    const isUsers = request.path.startsWith(version + userPath);
    return of(isUsers ? reply(endpoints[name], request) : failureReply(venueCode.notFound));
  };
};
