import {
  decoder,
  describe,
  failure,
  mapped,
  success
} from "./chunk-XI2AHRTT.js";

// src/options/urls.ts
var loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
var isLoopback = ({ hostname }) => loopbackHost.test(hostname);
var urlOf = (input, scheme) => {
  const url = typeof input === "string" && URL.canParse(input) ? new URL(input) : void 0;
  return url?.protocol === `${scheme}s:` || url?.protocol === `${scheme}:` ? url : void 0;
};
var allowsInsecure = (context) => String((context.at(-2)?.actual).allowInsecure) === "true";
var shown = (input) => {
  if (typeof input !== "string") return void 0;
  return input.includes("@") ? "something else" : describe(input.replace(/[?#].*$/s, "?\u2026"));
};
var urlOption = (name, scheme, read) => decoder(`${name} (or ${scheme}:, to this machine or with allowInsecure)`, (input, context) => {
  const url = read(input);
  return url && (url.protocol === `${scheme}s:` || isLoopback(url) || allowsInsecure(context)) ? success(url) : failure(input, context, shown(input));
});
var baseUrl = (scheme) => mapped(
  urlOption(`an encrypted url, ${scheme}s:`, scheme, (input) => {
    const url = urlOf(input, scheme);
    return url && url.search + url.hash + url.username + url.password === "" ? url : void 0;
  }),
  ({ href }) => href.replace(/\/+$/, "")
);

export {
  isLoopback,
  urlOf,
  urlOption,
  baseUrl
};
//# sourceMappingURL=chunk-BC7GS32U.js.map