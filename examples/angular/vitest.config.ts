import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/**/*.test.ts'], testTimeout: 45_000, expect: { poll: { timeout: 10_000 } } },
});
