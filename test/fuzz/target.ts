import type { Draw } from './draw';

/** The input of a target, as plain data, so that it can be printed, kept and shrunk. */
export interface Input {
  /** The hostile text, on which shrinking works. */
  readonly text: string;
  /** The subject of the text: an endpoint, a room, a method and path. */
  readonly about: string;
  /** HTTP status. */
  readonly status: number;
  /** `Date` of a reply, Unix time in ms. */
  readonly date: number | null;
}

/** The fault; `null` if there is none. */
export type Complaint = string | null;

/** The library's result of an input without a fault; `ignored`: nobody observes it, or it is already known. */
export type Outcome = 'read' | 'refused' | 'ignored';

/** A part of the library, set up again for each batch of inputs. */
export interface World {
  /** Feeds an input. `tell` gets any outcome except `read`. */
  readonly feed: (input: Input, tell: (outcome: Outcome) => void) => Complaint;
  /** Ends the world after the last input: lets time go on, and checks the final state. */
  readonly end: () => Complaint;
}

export interface Target {
  readonly name: string;
  /** The frequency of the target compared with the others. */
  readonly weight: number;
  readonly draw: (draw: Draw) => Input;
  readonly open: () => World;
}

/** Secrets that the worlds hold and that no output may show. */
export const secrets = {
  apiKey: 'SECRET-key-51c7',
  apiSecret: 'SECRET-secret-e08b',
  token: 'SECRET-token-7d1f',
} as const;

const secretMark = 'SECRET-';

/** A length that no text for people needs, and no list. */
const longestText = 600;
const longestList = 200;

/** Checks output for people and logs: it has no secret, and nothing large. */
export const outputComplaint = (what: string, output: unknown): Complaint => {
  const look = (value: unknown): Complaint => {
    if (typeof value === 'string') {
      if (value.includes(secretMark)) return `${what} shows a secret: ${value.slice(0, 200)}`;
      return value.length > longestText
        ? `${what} has a text of ${value.length}: ${value.slice(0, 80)}…`
        : null;
    }
    if (typeof value !== 'object' || value === null) return null;
    if (Array.isArray(value) && value.length > longestList) return `${what} has a list of ${value.length}`;
    const parts: unknown[] = Object.values(value);
    if (value instanceof Error) parts.push(value.message, (value.stack ?? '').slice(0, longestText));
    return parts.map(look).find((complaint) => complaint !== null) ?? null;
  };
  return look(output);
};

/** Compares plain data deeply; 0 and -0 are equal. */
export const isEqual = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(Reflect.get(a, key), Reflect.get(b, key)))
  );
};

export const shown = (value: unknown): string => {
  try {
    return JSON.stringify(value).slice(0, 400);
  } catch {
    return 'something too deep to be shown';
  }
};

/** Returns the first fault. */
export const firstOf = (...checks: readonly (() => Complaint)[]): Complaint => {
  for (const check of checks) {
    const complaint = check();
    if (complaint !== null) return complaint;
  }
  return null;
};
