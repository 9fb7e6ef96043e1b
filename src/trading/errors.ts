import type * as t from 'io-ts';
import { causeOf, taggedError } from '../model/tagged';
import { isObject, mapped, ownRecord } from '../parsing/combinators';
import { decoder, failure, success } from '../parsing/decoder';
import { Text } from '../parsing/primitives';

/** Errors on a port: their tag, their message and their fields. */

interface Written {
  readonly _tag: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const Fields = decoder<Readonly<Record<string, unknown>>>('an object', (input, context) =>
  isObject(input) ? success(input as Readonly<Record<string, unknown>>) : failure(input, context),
);

const WrittenError = ownRecord<Written>('an error', { _tag: Text, message: Text, fields: Fields });

export const ErrorValue: t.Decoder<unknown, Error> = mapped(WrittenError, ({ _tag, message, fields }) =>
  taggedError(_tag, message, fields),
);

const ownOfErrors: readonly string[] = ['_tag', 'name', 'message', 'stack'];

/** Writes an error. Only errors of this library show their fields, because those of other errors may be secret. */
export const encodeError = (error: unknown): Written => {
  const message = causeOf(error);
  if (!(error instanceof Error) || !('_tag' in error) || typeof error._tag !== 'string')
    return { _tag: 'Error', message, fields: {} };
  const { _tag } = error;
  const fields = Object.fromEntries(Object.entries(error).filter(([key]) => !ownOfErrors.includes(key)));
  return { _tag, message, fields };
};
