import { withoutPasswords } from './without-passwords';

/**
 * A tagged error. It is recognised by `_tag`, never by `instanceof`, because it may cross bundles and realms.
 * It is a real `Error`, so that it has a stack and prints well.
 */
export type Tagged<Tag extends string, Fields extends object> = Error & {
  readonly _tag: Tag;
} & Readonly<Fields>;

export const taggedError = <Tag extends string, Fields extends object>(
  tag: Tag,
  message: string,
  fields: Fields,
): Tagged<Tag, Fields> => {
  const cleaned = Object.entries(fields).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'string' ? withoutPasswords(value) : value,
  ]);
  const shown = Object.fromEntries(cleaned) as Fields;
  const error = Object.assign(new Error(withoutPasswords(message)), shown, { _tag: tag });
  error.name = tag;
  return error;
};

/** The reason in words, whatever was thrown. */
export const causeOf = (error: unknown): string =>
  withoutPasswords(error instanceof Error ? error.message : String(error));
