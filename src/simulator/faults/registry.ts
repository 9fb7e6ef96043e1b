import { type Observable, type SchedulerLike, Subject, Subscription } from 'rxjs';
import { type Fault, type FaultKind, faultKinds, type FaultOf, type Occasion, type When } from './fault';

/** The subject of an occasion, as far as `Fault.only` can select it. */
export interface About {
  readonly path?: string;
  readonly apiKey?: string | null;
  readonly room?: string;
  readonly message?: string;
}

export interface InstalledFault {
  readonly id: string;
  readonly fault: Fault;
  /** The number of times that it has struck. */
  readonly struck: number;
}

/** The faults in force. */
export interface FaultRegistry {
  readonly add: (fault: Fault) => string;
  readonly remove: (id: string) => boolean;
  readonly clear: () => void;
  readonly list: () => readonly InstalledFault[];
  /** True if some fault can strike on such an occasion. */
  readonly isExposed: (occasion: Occasion) => boolean;
  /** Returns the fault of this kind that strikes now, if any. Each call counts as an occasion. */
  readonly strike: <Kind extends FaultKind>(
    kind: Kind,
    about: About,
    isMeant?: (fault: FaultOf<Kind>) => boolean,
  ) => FaultOf<Kind> | null;
  /** Returns the acts that strike on this occasion. Each call counts as an occasion. */
  readonly acts: (occasion: Occasion, about: About) => readonly Fault[];
  /** Feed: emits the acts that are due at a moment. They concern everything that `only` lets through. */
  readonly dueActs$: Observable<Fault>;
  /** Feed: emits every strike, for the venue's audit log. */
  readonly strikes$: Observable<{ readonly id: string; readonly fault: Fault; readonly about: About }>;
  readonly close: () => void;
}

interface Rule {
  readonly id: string;
  readonly fault: Fault;
  /** Wall time at which the fault was added. */
  readonly since: number;
  readonly timer: Subscription;
  occasions: number;
  struck: number;
}

const isLike = (pattern: string | undefined, text: string | null | undefined): boolean =>
  pattern === undefined ||
  (typeof text === 'string' &&
    (pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern));

/** The default path of a fault of requests: all private ones. */
const defaultPath = '/v1/*';

const isAbout = ({ only = {} }: Fault, occasion: Occasion, about: About): boolean =>
  isLike(only.path ?? (occasion === 'request' ? defaultPath : undefined), about.path) &&
  isLike(only.apiKey, about.apiKey) &&
  isLike(only.room, about.room) &&
  isLike(only.message, about.message);

const startOf = (when: When | undefined, since: number): number =>
  when && 'at' in when ? when.at : when && 'after' in when ? since + when.after : since;

const isCounted = (when: When | undefined): boolean =>
  when !== undefined && ('nth' in when || 'rate' in when);

export const createFaultRegistry = (wall: SchedulerLike, random: () => number): FaultRegistry => {
  const rules = new Map<string, Rule>();
  const exposed: Record<Occasion, number> = { request: 0, frame: 0, message: 0, read: 0 };
  const dueActs = new Subject<Fault>();
  const strikes = new Subject<{ id: string; fault: Fault; about: About }>();
  let added = 0;

  const hit = (rule: Rule, about: About) => {
    rule.struck += 1;
    strikes.next({ id: rule.id, fault: rule.fault, about });
  };

  const isStruck = (rule: Rule): boolean => {
    rule.occasions += 1;
    const { when } = rule.fault;
    if (when && 'nth' in when) {
      return rule.occasions >= when.nth && rule.occasions < when.nth + (when.times ?? 1);
    }
    if (when && 'rate' in when) return random() < when.rate;
    const start = startOf(when, rule.since);
    return wall.now() >= start && wall.now() < start + (when?.for ?? Infinity);
  };

  const remove = (id: string): boolean => {
    const rule = rules.get(id);
    if (!rule) return false;
    rules.delete(id);
    rule.timer.unsubscribe();
    exposed[faultKinds[rule.fault.kind].occasion] -= 1;
    return true;
  };
  const clear = () => [...rules.keys()].forEach(remove);

  return {
    add: (fault) => {
      added += 1;
      const since = wall.now();
      const rule: Rule = {
        id: `fault-${added}`,
        fault,
        since,
        timer: new Subscription(),
        occasions: 0,
        struck: 0,
      };
      const { occasion, isAct } = faultKinds[fault.kind];
      rules.set(rule.id, rule);
      exposed[occasion] += 1;
      if (isAct && !isCounted(fault.when)) {
        const act = () => {
          hit(rule, {});
          dueActs.next(fault);
        };
        const delay = startOf(fault.when, since) - since;
        if (delay <= 0) act();
        else rule.timer.add(wall.schedule(act, delay));
      }
      return rule.id;
    },
    remove,
    clear,
    list: () => Array.from(rules.values(), ({ id, fault, struck }) => ({ id, fault, struck })),
    isExposed: (occasion) => exposed[occasion] > 0,
    strike: <Kind extends FaultKind>(
      kind: Kind,
      about: About,
      isMeant: (fault: FaultOf<Kind>) => boolean = () => true,
    ): FaultOf<Kind> | null => {
      const { occasion } = faultKinds[kind];
      if (exposed[occasion] === 0) return null;
      for (const rule of rules.values()) {
        if (rule.fault.kind !== kind) continue;
        const fault = rule.fault as FaultOf<Kind>;
        if (!isMeant(fault) || !isAbout(fault, occasion, about) || !isStruck(rule)) continue;
        hit(rule, about);
        return fault;
      }
      return null;
    },
    acts: (occasion, about) => {
      if (exposed[occasion] === 0) return [];
      const due = [...rules.values()].filter(({ fault }) => {
        const kind = faultKinds[fault.kind];
        return kind.isAct && kind.occasion === occasion && isCounted(fault.when);
      });
      return due
        .filter((rule) => isAbout(rule.fault, occasion, about) && isStruck(rule))
        .map((rule) => {
          hit(rule, about);
          return rule.fault;
        });
    },
    dueActs$: dueActs,
    strikes$: strikes,
    close: () => {
      clear();
      dueActs.complete();
      strikes.complete();
    },
  };
};
