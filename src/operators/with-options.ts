import { throwError, type Observable } from 'rxjs';
import { configError, type ConfigError } from '../model/errors';

/** The names of all options of a call. The compiler asks for each. */
export type OptionNames<A> = { readonly [K in keyof A]-?: true };

/**
 * Returns the error of options that are no object or have an unknown name; `null` if they are fine. Without a compiler, a
 * misspelt option would silently do nothing.
 */
export const wrongOptions = <A extends object>(names: OptionNames<A>, options: A): ConfigError | null => {
  const given: unknown = options;
  if (typeof given !== 'object' || given === null)
    return configError('options', 'an object of options', given === null ? 'null' : `a ${typeof given}`);
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(names, name));
  return unknown === undefined
    ? null
    : configError(unknown, `one of ${Object.keys(names).join(', ')}`, 'an unknown option');
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
