import {
  createDataClient,
  metricsOf,
  prometheusText,
  replayTransport,
  streamTransport
} from "./chunk-2Y6OKYIA.js";








import {
  venueStates
} from "./chunk-CT4HEORX.js";

import {
  circuitBreakModes,
  feeTypes
} from "./chunk-P2TATV3H.js";





import {
  candleTypes
} from "./chunk-K2HNEYRP.js";












import {
  sides
} from "./chunk-ZXDJGQ4R.js";







export {
  candleTypes,
  circuitBreakModes,
  createDataClient,
  feeTypes,
  metricsOf,
  prometheusText,
  replayTransport,
  sides,
  streamTransport,
  venueStates
};
//# sourceMappingURL=index.js.map