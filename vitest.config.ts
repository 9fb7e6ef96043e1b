import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'marbles/**/*.test.ts'],
    // Real processes and sockets, on a machine that may be busy.
    testTimeout: 60_000,
    // Most of them wait for a socket: a core less than there are, which is the default, leaves the machine idle.
    maxWorkers: '100%',
    hookTimeout: 60_000,
  },
});
