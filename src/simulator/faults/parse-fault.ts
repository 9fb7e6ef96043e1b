import { configError } from '../../model/errors';
import { venueStates } from '../../model/venue-status';
import { type Fault, faultKinds, staleReads } from './fault';

type Check = (value: unknown) => boolean;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText: Check = (value) => typeof value === 'string' && value !== '';
const isAtLeast =
  (minimum: number): Check =>
  (value) =>
    typeof value === 'number' && Number.isFinite(value) && value >= minimum;
const isCount: Check = (value) => Number.isInteger(value) && isAtLeast(1)(value);
const isOneOf =
  (values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);

interface Field {
  readonly expected: string;
  readonly is: Check;
  readonly isRequired?: boolean;
}
type Fields = Readonly<Record<string, Field>>;

/** About 25 days: what a timer can wait. */
const longestDuration = 2 ** 31 - 1;

const moment: Field = { expected: 'a Unix time in ms', is: isAtLeast(0) };
const duration: Field = {
  expected: `a number of ms from 0 to ${longestDuration}`,
  is: (value) => isAtLeast(0)(value) && Number(value) <= longestDuration,
};
const requiredDuration: Field = { ...duration, isRequired: true };
const text: Field = { expected: 'a text', is: isText };
const oneOf = (values: readonly string[], isRequired = false): Field => ({
  expected: `one of ${values.join(', ')}`,
  is: isOneOf(values),
  isRequired,
});

const onlyFields: Fields = { path: text, apiKey: text, room: text, message: text };

/** One of the first names must be there. */
const whenFields: Fields = {
  nth: { expected: 'a whole number from 1 on', is: isCount },
  times: { expected: 'a whole number from 1 on', is: isCount },
  at: moment,
  after: duration,
  for: duration,
  rate: { expected: 'a number from 0 to 1', is: (value) => isAtLeast(0)(value) && Number(value) <= 1 },
};
const whenForms: readonly (readonly string[])[] = [
  ['nth', 'times'],
  ['at', 'for'],
  ['after', 'for'],
  ['rate'],
];

const fieldsOfKind: Partial<Record<Fault['kind'], Fields>> = {
  'stream-freeze': { ms: duration },
  'stream-slow': { ms: requiredDuration },
  'private-late': { ms: requiredDuration },
  'private-reorder': { ms: duration },
  'rest-status': {
    status: {
      expected: 'an HTTP status from 400 to 599',
      is: (value) => isCount(value) && Number(value) >= 400 && Number(value) < 600,
    },
  },
  'rest-late': { ms: requiredDuration },
  'rest-reply-late': { ms: requiredDuration },
  'equal-order': { turn: oneOf(['before', 'after']) },
  'stale-read': { read: oneOf(staleReads, true), ms: requiredDuration },
  'pair-status': { status: oneOf(venueStates, true), pair: text, ms: duration },
  restart: { ms: duration },
};

const shown = (value: unknown): string =>
  value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 60);

const checkFields = (where: string, value: Record<string, unknown>, fields: Fields): void => {
  for (const [name, actual] of Object.entries(value)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) throw configError(`${where}${name}`, `only ${Object.keys(fields).join(', ')}`, shown(actual));
    if (actual !== undefined && !field.is(actual))
      throw configError(`${where}${name}`, field.expected, shown(actual));
  }
  for (const [name, { isRequired, expected }] of Object.entries(fields)) {
    if (isRequired && value[name] === undefined) throw configError(`${where}${name}`, expected, 'nothing');
  }
};

const checkWhen = (when: Record<string, unknown>): void => {
  checkFields('fault.when.', when, whenFields);
  const isOfForm = ([first = '', ...rest]: readonly string[]) =>
    when[first] !== undefined && Object.keys(when).every((name) => name === first || rest.includes(name));
  if (!whenForms.some(isOfForm)) {
    throw configError('fault.when', '{nth, times?}, {at, for?}, {after, for?} or {rate}', shown(when));
  }
};

const isKind = (value: unknown): value is Fault['kind'] =>
  typeof value === 'string' && Object.hasOwn(faultKinds, value);

/** Checks a fault that came from outside; throws a `ConfigError` that names the field. */
export const parseFault = (value: unknown): Fault => {
  if (!isRecord(value)) throw configError('fault', 'an object with a kind', shown(value));
  const { kind, when, only, ...rest } = value;
  if (!isKind(kind))
    throw configError('fault.kind', `one of ${Object.keys(faultKinds).join(', ')}`, shown(kind));
  checkFields('fault.', rest, fieldsOfKind[kind] ?? {});
  if (when !== undefined) {
    if (!isRecord(when)) throw configError('fault.when', 'an object', shown(when));
    checkWhen(when);
  }
  if (only !== undefined) {
    if (!isRecord(only)) throw configError('fault.only', 'an object', shown(only));
    checkFields('fault.only.', only, onlyFields);
  }
  return value as unknown as Fault;
};
