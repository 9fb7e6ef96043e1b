import {
  oneShotCommand,
  statusColumns
} from "./chunk-UAB3UHNW.js";














// src/cli/status.ts
var statusCommand = oneShotCommand({
  name: "status",
  about: `Prints for each pair how busy the venue is, and the smallest amount that it accepts now.

Usage: rx-bitbank status [options]`,
  examples: `  rx-bitbank status
  rx-bitbank status --json | jq -r 'select(.state != "NORMAL").pair'`,
  positions: [],
  ask: () => (data) => data.rest.status(),
  columns: () => statusColumns,
  none: "no pair"
});
export {
  statusCommand
};
//# sourceMappingURL=status-UKEPRT76.js.map