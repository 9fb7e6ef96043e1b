// src/model/pair.ts
var sides = ["buy", "sell"];
var oppositeSide = (side) => side === "buy" ? "sell" : "buy";
var pairName = /^[a-z0-9]{1,20}_[a-z0-9]{1,20}$/;
var isPairName = (text) => pairName.test(text);
var quoteAssetOf = (pair) => pair.slice(pair.indexOf("_") + 1);

export {
  sides,
  oppositeSide,
  isPairName,
  quoteAssetOf
};
//# sourceMappingURL=chunk-ZXDJGQ4R.js.map