import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['page/**/*.test.ts', 'test/**/*.test.ts'],
    // A test ends as soon as the expected result is there. These limits are for slow and busy machines.
    testTimeout: 240_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    // Each has a browser, an exchange and a gateway.
    maxWorkers: 2,
  },
});
