// Adds up test reports (vitest's JSON and node's TAP), prints the failures, and prints `N passed, M failed`. A missing
// report counts as one failure, and so does a test file that could not run at all.
import { existsSync, readFileSync } from 'node:fs';

const ofVitest = (text) => {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(text);
  const isBroken = ({ status, assertionResults }) =>
    status === 'failed' && assertionResults.every((each) => each.status !== 'failed');
  const broken = testResults.filter(isBroken);
  const failures = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => `${name}: ${fullName}\n${failureMessages.join('\n')}`),
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    skipped: numPendingTests,
    failures: [...failures, ...broken.map(({ name, message }) => `${name}: ${message}`)],
  };
};

const ofTap = (text) => {
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text)?.[1] ?? NaN);
  return {
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
    skipped: count('skipped'),
    failures: text.match(/^ *not ok .*$/gm) ?? [],
  };
};

const ofReport = (path) => {
  if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0, failures: ['made no report'] };
  const text = readFileSync(path, 'utf8');
  return path.endsWith('.tap') ? ofTap(text) : ofVitest(text);
};

const firstLines = (text) =>
  text
    .split('\n')
    .filter((line) => !line.includes('node_modules'))
    .slice(0, 12)
    .join('\n   ');

let [passed, failed] = [0, 0];
for (const path of process.argv.slice(2)) {
  const report = ofReport(path);
  const skipped = report.skipped > 0 ? `, ${report.skipped} skipped` : '';
  for (const failure of report.failures) console.log(`!! ${firstLines(failure)}`);
  console.log(`${path.split('/').at(-1)}: ${report.passed} passed, ${report.failed} failed${skipped}`);
  passed += report.passed;
  failed += report.failed;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 || Number.isNaN(passed + failed) ? 1 : 0;
