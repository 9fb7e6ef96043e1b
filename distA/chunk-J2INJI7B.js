import {
  undiciHttp
} from "./chunk-ZCNIEHP5.js";
import {
  endpointOf
} from "./chunk-WAWVYRRB.js";
import {
  httpError
} from "./chunk-S2B5S6DE.js";

// src/connectivity/http-fetch.ts
import { Observable } from "rxjs";
var dateOf = (header) => Date.parse(header ?? "") || null;
var readText = async (response, endpoint, maxBytes) => {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.value !== void 0; part = await reader?.read()) {
    size += part.value.length;
    if (size > maxBytes)
      throw httpError(endpoint, "too-large", "unknown", `a reply of more than ${maxBytes} bytes`);
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
};
var fetchHttp = (settings = {}) => (request) => new Observable((subscriber) => {
  const { url, timeout, maxReplyBytes } = request;
  const endpoint = endpointOf(request);
  const abort = new AbortController();
  const timer = setTimeout(
    () => subscriber.error(httpError(endpoint, "timeout", "unknown", `no reply within ${timeout} ms`)),
    timeout
  );
  fetch(url, { ...request, ...settings, signal: abort.signal }).then(async (response) => {
    const text = await readText(response, endpoint, maxReplyBytes);
    subscriber.next({
      status: response.status,
      date: dateOf(response.headers.get("date")),
      body: text
    });
    subscriber.complete();
  }).catch((error) => {
    const known = error instanceof Error && "_tag" in error;
    subscriber.error(known ? error : httpError(endpoint, "cut-off", "unknown", String(error)));
  });
  return () => {
    clearTimeout(timer);
    abort.abort();
  };
});
var sendByFetch = fetchHttp();

// src/connectivity/http-node.ts
var bun = () => process.versions["bun"];
var nodeHttp = (options = {}, bunVersion = bun()) => bunVersion === void 0 ? undiciHttp(options) : fetchHttp({
  redirect: "manual",
  ...options.proxy === void 0 ? {} : { proxy: options.proxy }
});

export {
  nodeHttp
};
//# sourceMappingURL=chunk-J2INJI7B.js.map