import { throwError, type Observable } from 'rxjs';
import { configError, type ConfigError } from '../model/errors';
import { unknownOption } from '../model/unknown-option';

/** The names of all options of a call. The compiler asks for each. */
export type OptionNames<A> = { readonly [K in keyof A]-?: true };

/**
 * Returns the error of options that are no object or have an unknown name; `null` if they are fine. It looks at names only,
 * so that an order does not pay for codecs.
 */
export const wrongOptions = <A extends object>(names: OptionNames<A>, options: A): ConfigError | null => {
  const given: unknown = options;
  if (typeof given !== 'object' || given === null)
    return configError('options', 'an object of options', given === null ? 'null' : `a ${typeof given}`);
  const unknown = unknownOption(Object.keys(names), given);
  return unknown === null ? null : configError(unknown.name, unknown.expected, unknown.actual);
};

/** Returns the Observable of a call with these options, or the error of wrong ones. */
export const withOptions = <A extends object, B>(
  names: OptionNames<A>,
  options: A,
  source: (options: A) => Observable<B>,
): Observable<B> => {
  const wrong = wrongOptions(names, options);
  return wrong === null ? source(options) : throwError(() => wrong);
};
