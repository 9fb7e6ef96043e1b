import {
  createExecutionClient,
  createExecutionClientFromEnvironment,
  depositStatuses,
  fileJournal,
  remaining,
  withdrawalStatuses
} from "./chunk-JHVN7VYW.js";
import {
  heartbeat$
} from "./chunk-SMWIVQDJ.js";


import {
  venueCodes
} from "./chunk-PF64HSKO.js";
import {
  venueStates
} from "./chunk-CT4HEORX.js";








import {
  cancelers,
  marginStates,
  profit,
  profitFrom,
  profitOf,
  rejectReasons
} from "./chunk-NKAGEFPH.js";





import {
  orderStatuses,
  orderTypes,
  positionSides
} from "./chunk-XI2AHRTT.js";
import {
  sides
} from "./chunk-ZXDJGQ4R.js";

import {
  familyOf
} from "./chunk-442TD3LK.js";





export {
  cancelers,
  createExecutionClient,
  createExecutionClientFromEnvironment,
  depositStatuses,
  familyOf,
  fileJournal,
  heartbeat$,
  marginStates,
  orderStatuses,
  orderTypes,
  positionSides,
  profit,
  profitFrom,
  profitOf,
  rejectReasons,
  remaining,
  sides,
  venueCodes,
  venueStates,
  withdrawalStatuses
};
//# sourceMappingURL=execution.js.map