import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const cli = join(import.meta.dirname, '../../dist/cli.js');

/** `rx-bitbank gateway` in a process of its own, and its output so far. */
export interface GatewayProcess {
  readonly said: { readonly out: string; readonly err: string };
  /** Resolves when the process has ended, with its whole output. */
  readonly ended: () => Promise<{ readonly code: number; readonly out: string; readonly err: string }>;
  /** Kills the process without any notice to others. */
  readonly kill: () => Promise<void>;
}

export const runGateway = (url: string, ...more: readonly string[]): GatewayProcess => {
  const child: ChildProcess = spawn(process.execPath, [cli, 'gateway', '--nats', url, ...more]);
  const gone = once(child, 'exit');
  const said = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  return {
    said,
    ended: async () => {
      const [code] = (await gone) as [number];
      return { code, ...said };
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
};
