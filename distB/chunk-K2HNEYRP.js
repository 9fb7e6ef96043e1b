// src/model/candle.ts
var candleTypes = [
  "1min",
  "5min",
  "15min",
  "30min",
  "1hour",
  "4hour",
  "8hour",
  "12hour",
  "1day",
  "1week",
  "1month"
];

export {
  candleTypes
};
//# sourceMappingURL=chunk-K2HNEYRP.js.map