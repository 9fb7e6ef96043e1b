/**
 * The rule of the two times (see `src/operators/clock.ts`). The time of day is read by `stampOf(clock)` and must not be
 * used in arithmetic or comparisons, because it can be set. Every wait, deadline and age is computed from
 * `clock.elapsed()`.
 */

const wayThrough = new Set([
  'LogicalExpression',
  'TSAsExpression',
  'TSNonNullExpression',
  'UnaryExpression',
  'SequenceExpression',
]);

const outermost = (node) => {
  let outer = node;
  while (wayThrough.has(outer.parent?.type)) outer = outer.parent;
  return outer;
};

/** True if a value is a part of arithmetic or a comparison. */
const isComputed = (node) => {
  const { parent } = outermost(node);
  return (
    parent?.type === 'BinaryExpression' ||
    (parent?.type === 'AssignmentExpression' && parent.operator !== '=')
  );
};

/** The operators of RxJS that measure a wait by the `now()` of their scheduler. */
const measuring = new Set(['debounceTime', 'timeInterval', 'timestamp']);

const isCallOf = (node, name) => node?.type === 'CallExpression' && node.callee.name === name;

export const twoTimes = {
  meta: {
    type: 'problem',
    schema: [
      { type: 'object', properties: { mayCompute: { type: 'boolean' } }, additionalProperties: false },
    ],
    messages: {
      now: 'A stamp is stampOf(clock), a wait is computed of clock.elapsed(): `now` is the time of day, which can be set',
      computed:
        'A stamp takes no part in arithmetic or comparison: the time of day can be set; compute of clock.elapsed()',
      measuring: '{{name}} measures a wait by `now()`: give it elapsing(clock)',
    },
  },
  create: (context) => {
    const mayCompute = context.options[0]?.mayCompute === true;
    const now = (node) => context.report({ node, messageId: 'now' });
    const computed = (node) => {
      if (!mayCompute && isComputed(node)) context.report({ node, messageId: 'computed' });
    };
    /** Follows the uses of a name. `valueOf` finds the value in a reference to it. */
    const follow = (declarator, valueOf) => {
      if (declarator?.type !== 'VariableDeclarator') return;
      for (const variable of context.sourceCode.getDeclaredVariables(declarator))
        for (const { identifier } of variable.references) {
          const value = valueOf(identifier);
          if (value !== null) computed(value);
        }
    };
    return {
      'MemberExpression[property.name="now"]': now,
      'ObjectPattern > Property[key.name="now"]': now,
      'NewExpression[callee.name="Date"][arguments.length=0]': now,
      CallExpression: (node) => {
        const { name } = node.callee;
        if (measuring.has(name) && !node.arguments.some((argument) => isCallOf(argument, 'elapsing')))
          context.report({ node, messageId: 'measuring', data: { name } });
        if (name !== 'stampOf') return;
        computed(node);
        const { parent } = outermost(node);
        follow(parent, (identifier) => identifier);
        if (parent?.type === 'ArrowFunctionExpression')
          follow(parent.parent, ({ parent: call }) => (call.type === 'CallExpression' ? call : null));
      },
    };
  },
};
