import {
  closedError,
  configError,
  decodeError,
  httpError,
  linkError,
  noRestError,
  pagingError,
  portErrorAt,
  refusedError,
  refusedReasons,
  replyDecodeError,
  requestError,
  unknownPairError,
  venueError
} from "./chunk-S2B5S6DE.js";

export {
  closedError,
  configError,
  decodeError,
  httpError,
  linkError,
  noRestError,
  pagingError,
  portErrorAt,
  refusedError,
  refusedReasons,
  replyDecodeError,
  requestError,
  unknownPairError,
  venueError
};
//# sourceMappingURL=errors-ZVFCDQ5N.js.map