import { oneShotCommand } from './market/one-shot';
import { statusColumns } from './market/tables';

export const statusCommand = oneShotCommand({
  name: 'status',
  about: `Prints how busy the venue says it is with each pair, and the smallest amount that it takes of it now.

Usage: rx-bitbank status [options]`,
  examples: `  rx-bitbank status
  rx-bitbank status --json | jq -r 'select(.state != "NORMAL").pair'`,
  positions: [],
  ask: () => (data) => data.rest.status(),
  columns: () => statusColumns,
  none: 'no pair',
});
