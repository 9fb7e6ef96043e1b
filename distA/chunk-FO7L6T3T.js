// src/operators/venue-time.ts
var period = 6e5;
var unknownTime = { current: -Infinity, before: -Infinity, begun: -Infinity };
var learnTime = (known, stamp, elapsed) => {
  const { current, before, begun } = elapsed - known.begun < period ? known : { current: -Infinity, before: known.current, begun: elapsed };
  return { current: Math.max(current, stamp - elapsed), before, begun };
};
var setTime = (time, elapsed) => ({
  ...unknownTime,
  current: time - elapsed,
  begun: elapsed
});
var readTime = ({ current, before }, elapsed) => {
  const offset = Math.max(current, before);
  return offset === -Infinity ? null : elapsed + offset;
};

export {
  unknownTime,
  learnTime,
  setTime,
  readTime
};
//# sourceMappingURL=chunk-FO7L6T3T.js.map