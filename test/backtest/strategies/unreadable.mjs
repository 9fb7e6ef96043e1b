// This module can't be loaded, because its own import fails.
await import(['./that-is-not-there', 'mjs'].join('.'));

export default () => null;
