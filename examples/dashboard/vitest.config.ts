import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['page/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 45_000,
    expect: { poll: { timeout: 10_000 } },
    // Most of their time the tests wait for a browser.
    maxWorkers: 3,
  },
});
