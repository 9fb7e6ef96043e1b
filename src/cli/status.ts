import { oneShotCommand } from './market/one-shot';
import { statusColumns } from './market/tables';

export const statusCommand = oneShotCommand({
  name: 'status',
  about: `Prints for each pair how busy the venue is, and the smallest amount that it accepts now.

Usage: rx-bitbank status [options]`,
  examples: `  rx-bitbank status
  rx-bitbank status --json | jq -r 'select(.state != "NORMAL").pair'`,
  positions: [],
  ask: () => (data) => data.rest.status(),
  columns: () => statusColumns,
  none: 'no pair',
});
