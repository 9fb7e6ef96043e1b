import type { Draw } from './draw';

/** What is fed to a target: as plain data, so that it can be printed, kept and shrunk. */
export interface Input {
  /** The hostile text: what shrinking works on. */
  readonly text: string;
  /** What it stands for: an endpoint, a room, a method and path. */
  readonly about: string;
  /** HTTP status. */
  readonly status: number;
  /** `Date` of a reply, Unix time in ms. */
  readonly date: number | null;
}

/** What is wrong; `null`: nothing. */
export type Complaint = string | null;

/** What the library made of an input, where nothing is wrong; `ignored`: nobody listens to it, or it is known. */
export type Outcome = 'read' | 'refused' | 'ignored';

/** A part of the library, set up anew for a batch of inputs. */
export interface World {
  /** `tell` is told of another outcome than `read`. */
  readonly feed: (input: Input, tell: (outcome: Outcome) => void) => Complaint;
  /** After the last input: time goes on, and what still has to hold is looked at. */
  readonly end: () => Complaint;
}

export interface Target {
  readonly name: string;
  /** How often it is drawn, against the others. */
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

/** Longer than any text, and more than any list, has to be that is for people. */
const longestText = 600;
const longestList = 200;

/** Looks through what is shown to people and kept in logs: no secret, nothing large. */
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

/** Deep equality of plain data; 0 and -0 are the same. */
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

/** The first that is wrong. */
export const firstOf = (...checks: readonly (() => Complaint)[]): Complaint => {
  for (const check of checks) {
    const complaint = check();
    if (complaint !== null) return complaint;
  }
  return null;
};
