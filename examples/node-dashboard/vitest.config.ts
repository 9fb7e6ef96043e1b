import { defineConfig } from 'vitest/config';

export default defineConfig({
  // A test ends as soon as the expected result is there. The limit is for slow and busy machines.
  test: { include: ['test/**/*.test.ts'], testTimeout: 120_000 },
});
