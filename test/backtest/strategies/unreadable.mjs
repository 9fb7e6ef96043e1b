// A module that can't be loaded, for a reason of its own.
await import(['./that-is-not-there', 'mjs'].join('.'));

export default () => null;
