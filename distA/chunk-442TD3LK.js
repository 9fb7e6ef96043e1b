import {
  causeOf,
  taggedError
} from "./chunk-OLZLLHMU.js";

// src/model/venue-code.ts
var codesOf = (table) => new Map(
  Object.values(table).map(([code, class_, effect, meaning]) => [
    code,
    { code, class: class_, effect, meaning }
  ])
);
var codeFamilies = [
  "SYSTEM_ERROR",
  "AUTHENTICATION_ERROR",
  "REQUIRED_PARAMETER_ERROR",
  "INVALID_PARAMETER_ERROR",
  "DATA_ERROR",
  "VALUE_ERROR",
  "STOP_UPDATE_REQUEST_SYSTEM_STATUS"
];
var families = {
  1: ["SYSTEM_ERROR", "system"],
  2: ["AUTHENTICATION_ERROR", "credential"],
  3: ["REQUIRED_PARAMETER_ERROR", "parameter"],
  4: ["INVALID_PARAMETER_ERROR", "parameter"],
  5: ["DATA_ERROR", "refused"],
  6: ["VALUE_ERROR", "refused"],
  7: ["STOP_UPDATE_REQUEST_SYSTEM_STATUS", "system"]
};
var rowOf = (code) => families[Math.floor(code / 1e4)] ?? [null, "system"];
var familyOf = (code) => code === null ? null : rowOf(code)[0];
var undocumentedCode = (code) => {
  const [family, class_] = rowOf(code);
  return {
    meaning: family === null ? "An undocumented code." : `An undocumented code of ${family}.`,
    class: class_,
    effect: class_ === "system" ? "unknown" : "none"
  };
};

// src/model/errors.ts
var refusedReasons = [
  "unreadable",
  "too-large",
  "version",
  "unknown-call",
  "not-allowed",
  "expired",
  "busy",
  "standing-by",
  "no-link"
];
var httpError = (endpoint, reason, effect, detail) => taggedError("HttpError", `${endpoint}: ${detail}`, { endpoint, reason, detail, effect });
var portErrorAt = (endpoint, error) => {
  const known = Object(error);
  if (known._tag === "NoRestError") return noRestError(endpoint);
  const { _tag, reason, effect, detail } = known;
  return _tag === "HttpError" && reason !== void 0 ? httpError(endpoint, reason, effect === "none" ? effect : "unknown", detail ?? reason) : httpError(endpoint, "cut-off", "unknown", causeOf(error));
};
var undocumented = (status, code) => {
  if (status === 429) return { meaning: "Too many requests.", class: "rate-limit", effect: "none" };
  if (code !== null) return undocumentedCode(code);
  if (status === 503) return { meaning: "The service is unavailable.", class: "busy", effect: "unknown" };
  return { meaning: "A failure without a code.", class: "system", effect: "unknown" };
};
var venueError = (endpoint, status, code, known) => {
  const { meaning, class: class_, effect } = known ?? undocumented(status, code);
  const name = code === null ? `HTTP ${status}` : `code ${code}`;
  const family = familyOf(code);
  const fields = { endpoint, status, code, family, meaning, class: class_, effect };
  return taggedError("VenueError", `${endpoint}: ${name}: ${meaning}`, fields);
};
var decodeError = (path, expected, actual) => taggedError("DecodeError", `${path || "message"}: expected ${expected}, got ${actual}`, {
  endpoint: null,
  path,
  expected,
  actual,
  effect: "none"
});
var replyDecodeError = (endpoint, error, secret) => {
  const { path, expected } = error;
  const actual = secret ? "something else" : error.actual;
  const message = `${endpoint}: ${path || "reply"}: expected ${expected}, got ${actual}`;
  return taggedError("DecodeError", message, { endpoint, path, expected, actual, effect: "unknown" });
};
var closedError = (endpoint) => taggedError("ClosedError", `${endpoint}: the client is closed`, { endpoint, effect: "none" });
var noRestError = (endpoint) => taggedError("NoRestError", `${endpoint}: this transport brings no REST`, { endpoint, effect: "none" });
var requestError = (endpoint, field, expected, actual) => taggedError("RequestError", `${endpoint}: ${field}: expected ${expected}, got ${actual}`, {
  endpoint,
  field,
  expected,
  actual,
  effect: "none"
});
var pagingError = (endpoint, at) => taggedError("PagingError", `${endpoint}: more rows at ${at} than a page holds`, {
  endpoint,
  at,
  effect: "none"
});
var refusedError = (endpoint, reason, message) => taggedError("RefusedError", `${endpoint}: ${message}`, { endpoint, reason, effect: "none" });
var unknownPairError = (pair) => taggedError("UnknownPairError", `unknown pair: ${pair}`, { pair });
var configError = (field, expected, actual) => taggedError("ConfigError", `${field}: expected ${expected}, got ${actual}`, { field, expected, actual });
var linkError = (reason, detail) => taggedError("LinkError", detail, { reason });

export {
  codesOf,
  codeFamilies,
  familyOf,
  refusedReasons,
  httpError,
  portErrorAt,
  venueError,
  decodeError,
  replyDecodeError,
  closedError,
  noRestError,
  requestError,
  pagingError,
  refusedError,
  unknownPairError,
  configError,
  linkError
};
//# sourceMappingURL=chunk-442TD3LK.js.map