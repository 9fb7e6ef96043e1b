import {
  multicast
} from "./chunk-IPVQDIIZ.js";

// src/operators/share-linger.ts
var shareLinger = (config = {}) => (source) => multicast(source, config);

export {
  shareLinger
};
//# sourceMappingURL=chunk-CXHI4X4L.js.map