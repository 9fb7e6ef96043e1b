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
} from "./chunk-442TD3LK.js";

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
//# sourceMappingURL=errors-26OA6P4V.js.map