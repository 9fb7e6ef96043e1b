// src/operators/recent-keys.ts
var recentKeys = (remember) => {
  const seen = /* @__PURE__ */ new Set();
  const oldest = seen.values();
  return (key) => {
    if (seen.has(key)) return false;
    seen.add(key);
    if (seen.size > remember) seen.delete(oldest.next().value);
    return true;
  };
};

export {
  recentKeys
};
//# sourceMappingURL=chunk-FATIHOF5.js.map