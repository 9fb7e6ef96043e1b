// src/model/latency.ts
var medianOf = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[sorted.length - 1 >> 1], sorted[sorted.length >> 1]];
  return low === void 0 || high === void 0 ? null : (low + high) / 2;
};

export {
  medianOf
};
//# sourceMappingURL=chunk-WOR4ZDYE.js.map