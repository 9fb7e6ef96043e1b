import type * as t from 'io-ts';

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * The JSON schema of a decoder. Decoders are functions and do not show their shape. Each combinator is wrapped before
 * the codecs are made of it (`vi.mock`), and records the shape, so that the schema is the codec's own.
 */

export type Schema = Readonly<Record<string, unknown>>;
type Any = t.Decoder<unknown, unknown>;
type Maker = (...args: never[]) => Any;
type Module = Readonly<Record<string, unknown>>;

interface Shape {
  /** Writes the schema. `at` returns the schema of a part. */
  readonly write: (at: (part: Any) => Schema) => Schema;
  /** True if the field may be missing. */
  readonly isOptional?: boolean;
  /** True if it may have a name of its own, so that it is written once. */
  readonly isNamed?: boolean;
  readonly title?: string;
}

const shapes = new WeakMap<Any, Shape>();
const tell = (made: Any, shape: Shape): Any => {
  shapes.set(made, shape);
  return made;
};
const leaf = (schema: Schema): Shape => ({ write: () => schema });
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });

const partOf = (at: unknown): Any => (Array.isArray(at) ? at[1] : at) as Any;

const record = (name: string, fields: Readonly<Record<string, unknown>>): Shape => ({
  isNamed: true,
  title: name,
  write: (at) => ({
    title: name,
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(([field, part]) => [field, at(partOf(part))])),
    required: Object.keys(fields).filter((field) => shapes.get(partOf(fields[field]))?.isOptional !== true),
  }),
});

/** A record of the venue's that goes over a port unchanged. Its keys must have the same spelling on both sides. */
const wireRecord = (name: string, fields: Readonly<Record<string, unknown>>): Shape => {
  const isSpelledElse = Object.entries(fields).some(
    ([field, at]) => field !== (Array.isArray(at) ? at[0] : snakeCase(field)),
  );
  return isSpelledElse ? { write: () => neverWritten(name) } : record(name, fields);
};

const neverWritten = (name: string): never => {
  throw new Error(`${name} has keys of the venue's`);
};

const anyOf = (name: string, parts: readonly Any[]): Shape => ({
  isNamed: true,
  title: name,
  write: (at) => ({ title: name, anyOf: [...new Set(parts)].map(at) }),
});

const listOf = (item: Any): Shape => ({ write: (at) => ({ type: 'array', items: at(item) }) });

const words = (values: readonly (string | number)[]): Shape =>
  leaf(values.length === 1 ? { const: values[0] } : { enum: values });

const alike = (codec: Any): Shape => ({
  isOptional: shapes.get(codec)?.isOptional === true,
  write: (at) => at(codec),
});

/** Returns the shape of a maker's decoder, from the maker's arguments. */
const shapers: Readonly<Record<string, (...args: never[]) => Shape>> = {
  ownRecord: record,
  record: wireRecord,
  tagged: (_key: string, name: string, codecs: Readonly<Record<string, Any>>) =>
    anyOf(name, Object.values(codecs)),
  firstOf: (name: string, codecs: readonly Any[]) => anyOf(name, codecs),
  rows: (_name: string, item: Any) => listOf(item),
  list: (_name: string, item: Any) => listOf(item),
  dictionary: (_name: string, item: Any) => ({
    write: (at) => ({ type: 'object', additionalProperties: at(item) }),
  }),
  row: (_name: string, columns: Readonly<Record<string, Any>>) => ({
    write: (at) => ({
      type: 'array',
      prefixItems: Object.values(columns).map(at),
      minItems: Object.keys(columns).length,
      maxItems: Object.keys(columns).length,
    }),
  }),
  mapped: alike,
  orStandIn: alike,
  never: () => leaf({ not: {} }),
  oneOf: (_name: string, values: readonly (string | number)[]) => words(values),
  only: (value: string | number) => words([value]),
  nullable: (codec: Any) => ({ write: (at) => orNull(at(codec)) }),
  optional: (codec: Any) => ({ isOptional: true, write: (at) => orNull(at(codec)) }),
  maybe: (codec: Any) => ({ isOptional: true, write: (at) => at(codec) }),
};

const count = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };

/** The shapes of decoders that no combinator made. */
const leaves: Readonly<Record<string, Schema>> = {
  anything: {},
  Text: { type: 'string' },
  NonEmptyText: { type: 'string', minLength: 1 },
  Flag: { type: 'boolean' },
  DecimalString: { type: 'string', pattern: String.raw`^-?(?:0|[1-9]\d*)(?:\.\d+)?$` },
  Timestamp: { type: 'integer', minimum: 0, exclusiveMaximum: 1e14 },
  Id: count,
  Finite: { type: 'number' },
  Integer: { type: 'integer' },
  Side: { enum: ['buy', 'sell'] },
  PositionSide: { enum: ['long', 'short'] },
};

/** The schemas of hand-made decoders, by their names. */
const byName: Readonly<Record<string, Schema>> = {
  null: { type: 'null' },
  'an object': { type: 'object' },
  'a diagnostic': {
    type: 'object',
    properties: { kind: { type: 'string' }, at: { type: 'integer', minimum: 0 } },
    required: ['kind', 'at'],
  },
};

/** Returns a module whose makers record the shapes they make. */
export const telling = (actual: Module): Module =>
  Object.fromEntries(
    Object.entries(actual).map(([name, member]) => {
      const shaper = shapers[name];
      if (Object.hasOwn(leaves, name)) tell(member as Any, leaf(leaves[name] as Schema));
      if (shaper === undefined) return [name, member];
      return [name, (...args: never[]) => tell((member as Maker)(...args), shaper(...args))];
    }),
  );

const camel = (title: string): string =>
  title.replace(/^(?:an?|the) /, '').replace(/\W+(\w)/g, (_all, letter: string) => letter.toUpperCase());

/**
 * Returns the schemas of some decoders, with their common parts under `$defs`. `given` has names of some parts; others
 * have the name of their decoder. Throws if the shape of a part is not known.
 */
export const schemasOf = (
  parts: Readonly<Record<string, Any>>,
  given: ReadonlyMap<unknown, string>,
): {
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly defs: Readonly<Record<string, Schema>>;
} => {
  const names = new Map<Any, string>();
  const defs: Record<string, Schema> = {};
  const nameOf = (part: Any, title: string): string => {
    const wanted = given.get(part) ?? camel(title);
    const taken = new Set([...names.values(), ...(given.has(part) ? [] : given.values())]);
    const more = Array.from({ length: taken.size }, (_, i) => `${wanted}${i + 2}`);
    return [wanted, ...more].find((name) => !taken.has(name)) ?? wanted;
  };
  const at = (part: Any): Schema => {
    const shape = shapes.get(part) ?? (byName[part.name] && leaf(byName[part.name] as Schema));
    if (shape === undefined) throw new Error(`nothing is known of ${part.name}`);
    const { title = part.name } = shape;
    if (!given.has(part) && shape.isNamed !== true) return shape.write(at);
    const name = names.get(part) ?? nameOf(part, title);
    if (!names.has(part)) {
      names.set(part, name);
      defs[name] = shape.write(at);
    }
    return { $ref: `#/$defs/${name}` };
  };
  const schemas = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, at(part)]));
  return { schemas, defs };
};
