import type * as t from 'io-ts';
import { longestDelay } from '../../model/longest-delay';
import { venueStates } from '../../model/venue-status';
import { atLeast, maybe } from '../../options/codecs';
import { optionsOf, resolveOptions } from '../../options/options';
import { tagged, type Fields } from '../../parsing/combinators';
import { decoder, failure } from '../../parsing/decoder';
import { NonEmptyText, oneOf, same } from '../../parsing/primitives';
import {
  type Fault,
  type FaultKind,
  faultKinds,
  type FaultOf,
  type Only,
  staleReads,
  type When,
} from './fault';

const number = (name: string, is: (value: number) => boolean): t.Decoder<unknown, number> =>
  same(name, (input): input is number => Number.isFinite(input) && is(input as number));

const count = number('a whole number from 1 on', (value) => Number.isInteger(value) && value >= 1);
const moment = atLeast(0);
const duration = number(
  `a number of ms from 0 to ${longestDelay}`,
  (value) => value >= 0 && value <= longestDelay,
);
const text = maybe(NonEmptyText);

// ---------------------------------------------------------------------------------------------- when and only

const whenForms: readonly (readonly string[])[] = [
  ['nth', 'times'],
  ['at', 'for'],
  ['after', 'for'],
  ['rate'],
];

/** True if a value has the first name of a form, and no name outside of it. */
const isOfForm =
  (when: object) =>
  ([first = '', ...rest]: readonly string[]): boolean =>
    first in when && Object.keys(when).every((name) => name === first || rest.includes(name));

const WhenFields = optionsOf<Readonly<Record<string, number>>>({
  nth: maybe(count),
  times: maybe(count),
  at: maybe(moment),
  after: maybe(duration),
  for: maybe(duration),
  rate: maybe(number('a number from 0 to 1', (value) => value >= 0 && value <= 1)),
} as Fields<Readonly<Record<string, number>>>);

const WhenOptions = decoder<When>('{nth, times?}, {at, for?}, {after, for?} or {rate}', (input, context) => {
  const when = WhenFields.validate(input, context);
  return when._tag === 'Left' || whenForms.some(isOfForm(when.right))
    ? (when as t.Validation<When>)
    : failure(input, context);
});

const OnlyOptions = optionsOf<Only>({ path: text, apiKey: text, room: text, message: text });

// ---------------------------------------------------------------------------------------------- kinds

type OwnFields = {
  readonly [Kind in FaultKind]: Fields<Omit<FaultOf<Kind>, 'kind' | 'when' | 'only'>>;
};

/** The fields of each kind of fault, in addition to `when` and `only`. */
const ownFields: OwnFields = {
  'stream-drop': {},
  'early-join': {},
  'stream-freeze': { ms: maybe(duration) },
  'stream-slow': { ms: duration },
  'frame-corrupt': {},
  'frame-lose': {},
  'frame-repeat': {},
  'frame-reorder': {},
  'sequence-leap': {},
  'sequence-restart': {},
  'private-late': { ms: duration },
  'private-lose': {},
  'private-repeat': {},
  'private-reorder': { ms: maybe(duration) },
  'token-expire': {},
  'rest-status': {
    status: maybe(
      number(
        'an HTTP status from 400 to 599',
        (value) => Number.isInteger(value) && value >= 400 && value < 600,
      ),
    ),
  },
  'rest-429': {},
  maintenance: {},
  'rest-timeout-before': {},
  'rest-timeout-after': {},
  'rest-cut-off': {},
  'rest-10005': {},
  'rest-resent': {},
  'rest-code': { code: count },
  'rest-word': { field: NonEmptyText, word: NonEmptyText },
  'rest-stall': { ms: maybe(duration) },
  'rest-late': { ms: duration },
  'rest-reply-late': { ms: duration },
  'rest-twice': {},
  'equal-order': { turn: maybe(oneOf('before or after', ['before', 'after'])) },
  'stale-read': { read: oneOf(`one of ${staleReads.join(', ')}`, staleReads), ms: duration },
  'pair-status': {
    status: oneOf(`one of ${venueStates.join(', ')}`, venueStates),
    pair: text,
    ms: maybe(duration),
  },
  restart: { ms: maybe(duration) },
};

const kinds = Object.keys(faultKinds) as readonly FaultKind[];

const FaultOptions = tagged(
  'kind',
  `one of ${kinds.join(', ')}`,
  Object.fromEntries(
    kinds.map((kind) => [
      kind,
      optionsOf<Fault>({
        kind: oneOf(kind, [kind]),
        ...ownFields[kind],
        when: maybe(WhenOptions),
        only: maybe(OnlyOptions),
      } as unknown as Fields<Fault>),
    ]),
  ),
);

/** Checks a fault from outside; throws a `ConfigError` that names the wrong field. */
export const parseFault = (value: unknown): Fault => resolveOptions(FaultOptions, value, [], 'fault');
