import { venueCode } from '../../model/venue-codes';
import { delay, mergeMap, type Observable, of, ReplaySubject, type SchedulerLike, timer } from 'rxjs';
import {
  type Answer,
  failureReply,
  jsonReply,
  type Handle,
  textReply,
  unanswered,
  type WireReply,
  type WireRequest,
} from './message';
import type { About, FaultRegistry } from '../faults/registry';

const aboutOf = ({ path, headers }: WireRequest): About => ({ path, apiKey: headers['access-key'] ?? null });

/** Returns the reply to a request that the venue never sees; `null` if the venue sees it. */
const keptAway = (faults: FaultRegistry, about: About): WireReply | 'unanswered' | null => {
  if (faults.strike('maintenance', about)) return failureReply(venueCode.maintenance);
  if (faults.strike('rest-429', about)) return failureReply(venueCode.tooManyRequests);
  const refused = faults.strike('rest-code', about);
  if (refused) return jsonReply(200, JSON.stringify({ success: 0, data: { code: refused.code } }));
  const broken = faults.strike('rest-status', about);
  if (broken) return textReply(broken.status ?? 503, 'Service Unavailable');
  return faults.strike('rest-timeout-before', about) ? 'unanswered' : null;
};

/** Replaces the texts under a field of the reply by a word. */
const inWord = (reply: WireReply, field: string, word: string): WireReply => {
  const instead = (key: string, value: unknown): unknown =>
    key === field && typeof value === 'string' ? word : value;
  return { ...reply, body: JSON.stringify(JSON.parse(reply.body, instead)) };
};

const reworded = (faults: FaultRegistry, about: About, reply: WireReply): WireReply => {
  const fault = faults.strike('rest-word', about);
  return fault ? inWord(reply, fault.field, fault.word) : reply;
};

/** Applies the faults of the reply to a request that the venue has seen. */
const spoiled = (
  faults: FaultRegistry,
  about: About,
  wall: SchedulerLike,
  reply: WireReply,
): Observable<Answer> => {
  if (faults.strike('rest-timeout-after', about)) return unanswered;
  if (faults.strike('rest-cut-off', about)) return of({ type: 'cut-off', reply });
  const answer = faults.strike('rest-10005', about)
    ? failureReply(venueCode.timeout)
    : faults.strike('rest-resent', about)
      ? failureReply(venueCode.outsideTimeWindow)
      : reworded(faults, about, reply);
  const late = faults.strike('rest-reply-late', about);
  return late ? of(answer).pipe(delay(late.ms, wall)) : of(answer);
};

/** Keeps a request going after its observers have left, as a request under way does. */
const detached = (answers: Observable<Answer>): Observable<Answer> => {
  const result = new ReplaySubject<Answer>(1);
  answers.subscribe(result);
  return result;
};

/**
 * Puts the faults of REST between the clients and a handler. `onKeptAway` gets the requests that the handler never
 * sees.
 */
export const withRequestFaults = (
  faults: FaultRegistry,
  wall: SchedulerLike,
  handle: Handle,
  onKeptAway: (request: WireRequest, reply: WireReply | null) => void,
): Handle => {
  /** The time at which the uplink of each key carries again. */
  const stalledUntil = new Map<string | null | undefined, number>();

  /** Returns how long a request is held on its way, ms. */
  const heldFor = (about: About): number => {
    const left = (stalledUntil.get(about.apiKey) ?? 0) - wall.now();
    if (left > 0) return left;
    const stall = faults.strike('rest-stall', about);
    if (!stall) return 0;
    const ms = stall.ms ?? 1_000;
    stalledUntil.set(about.apiKey, wall.now() + ms);
    return ms;
  };

  const pass: Handle = (request) => {
    if (!faults.isExposed('request')) return handle(request);
    const about = aboutOf(request);
    const kept = keptAway(faults, about);
    if (kept) {
      onKeptAway(request, kept === 'unanswered' ? null : kept);
      return kept === 'unanswered' ? unanswered : of(kept);
    }
    const arrive = () => {
      const answers = handle(request);
      if (faults.strike('rest-twice', about)) handle(request).subscribe();
      return answers.pipe(
        mergeMap((answer) => (answer.type === 'reply' ? spoiled(faults, about, wall, answer) : of(answer))),
      );
    };
    const late = faults.strike('rest-late', about);
    return late ? detached(timer(late.ms, wall).pipe(mergeMap(arrive))) : arrive();
  };

  return (request) => {
    const held = faults.isExposed('request') || stalledUntil.size > 0 ? heldFor(aboutOf(request)) : 0;
    return held > 0 ? timer(held, wall).pipe(mergeMap(() => pass(request))) : pass(request);
  };
};
