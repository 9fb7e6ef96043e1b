import {
  multicast
} from "./chunk-5GZG4UUC.js";

// src/operators/share-linger.ts
var shareLinger = (config = {}) => (source) => multicast(source, config);

export {
  shareLinger
};
//# sourceMappingURL=chunk-FXHBVBG2.js.map