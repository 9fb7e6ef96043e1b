import './that-is-not-there.mjs';

export default () => null;
