// src/cli/common/utc-time.ts
var utcTime = (time) => new Date(time).toISOString();

export {
  utcTime
};
//# sourceMappingURL=chunk-F2XHXHGE.js.map