import {
  knownPairs$,
  listedPairLike
} from "./chunk-I7ZAHEGW.js";








export {
  knownPairs$,
  listedPairLike
};
//# sourceMappingURL=known-pairs-UZCNBPF5.js.map