import {
  exportTable,
  recordTo,
  recordedEnd,
  recordedEvents
} from "./chunk-MAOUEVDT.js";

import {
  openRecording,
  replayRecording
} from "./chunk-IWX5KENU.js";






























export {
  exportTable,
  openRecording,
  recordTo,
  recordedEnd,
  recordedEvents,
  replayRecording
};
//# sourceMappingURL=recording.js.map