import {
  createVirtualSimulator,
  fasterClock,
  liveMarket,
  queue,
  quirkRegistry,
  recordedMarket,
  staleReads,
  startSimulator,
  through,
  touch,
  virtualClock,
  wallClock
} from "./chunk-6AZOJIIN.js";
import {
  demoAccount
} from "./chunk-ZFMU6FD2.js";





































export {
  createVirtualSimulator,
  demoAccount,
  fasterClock,
  liveMarket,
  queue,
  quirkRegistry,
  recordedMarket,
  staleReads,
  startSimulator,
  through,
  touch,
  virtualClock,
  wallClock
};
//# sourceMappingURL=simulator.js.map