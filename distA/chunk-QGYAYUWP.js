// src/model/longest-delay.ts
var longestDelay = 2 ** 31 - 1;

export {
  longestDelay
};
//# sourceMappingURL=chunk-QGYAYUWP.js.map