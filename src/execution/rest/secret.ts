/** A text that does not appear in `util.inspect`, in JSON, or in a template. */
export interface Secret {
  readonly reveal: () => string;
  readonly toString: () => string;
  readonly toJSON: () => string;
}

const hidden = (): string => '[secret]';

export const secret = (text: string): Secret => ({ reveal: () => text, toString: hidden, toJSON: hidden });
