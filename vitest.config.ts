import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest. They begin first, so that no core waits for one of them at the end. */
const longest = [
  'test/nats/restarts.test.ts',
  'test/execution/journal/crash.test.ts',
  'test/cli/watchdog.test.ts',
  'test/recording/sockets.test.ts',
  'test/package/package.test.ts',
  'test/cli/doctor.test.ts',
  'test/cli/money-commands.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean =>
      longest.some((path) => moduleId.endsWith(path));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    setupFiles: ['test/fast-check.ts'],
    include: ['test/**/*.test.ts', 'marbles/**/*.test.ts'],
    // Real processes and sockets, on a machine that may be busy.
    testTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    // Most of them wait for a socket: a core less than there are, which is the default, leaves the machine idle.
    maxWorkers: '100%',
    hookTimeout: 180_000,
    sequence: { sequencer: LongestFirst },
  },
});
