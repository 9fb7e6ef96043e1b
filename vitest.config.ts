import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'marbles/**/*.test.ts'],
    // Real processes and sockets, on a machine that may be busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
