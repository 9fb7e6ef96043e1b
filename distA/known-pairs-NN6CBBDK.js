import {
  knownPairs$,
  listedPairLike
} from "./chunk-XGDLY4FA.js";








export {
  knownPairs$,
  listedPairLike
};
//# sourceMappingURL=known-pairs-NN6CBBDK.js.map