// src/connectivity/ports.ts
var longestQueue = 1e6;
var endpointOf = ({ method, url }) => `${method} ${new URL(url).pathname}`;

export {
  longestQueue,
  endpointOf
};
//# sourceMappingURL=chunk-WAWVYRRB.js.map