// src/cli/common/at-end.ts
var endings = /* @__PURE__ */ new Set();
var awaitedAtEnd = (ending) => {
  endings.add(ending);
};
var allEnded = async () => {
  await Promise.allSettled(endings);
};

export {
  awaitedAtEnd,
  allEnded
};
//# sourceMappingURL=chunk-VZ64QKHV.js.map