// Everything that has to hold, in order; closes with one line that adds up the tests of all runners.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureBrowser } from './browser.mjs';

const reports = resolve('node_modules/.cache/reports');
const vitestReport = `${reports}/vitest.json`;
const playwrightReport = `${reports}/playwright.json`;

/** Runs one tool in the open; true if it succeeded. */
function run(title, command, env = {}) {
  console.log(`\n— ${title}`);
  return spawnSync(command, { shell: true, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

/** A check without tests of its own counts as one. */
function check(title, command) {
  const good = run(title, command);
  return { passed: good ? 1 : 0, failed: good ? 0 : 1 };
}

/** What a runner's JSON report counts; a runner that failed without a failed test counts as one. */
function counted(good, file, read) {
  let counts = { passed: 0, failed: 0 };
  try {
    counts = read(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    console.error(`No report: ${error.message}`);
  }
  const broken = (!good || counts.passed === 0) && counts.failed === 0;
  return broken ? { ...counts, failed: 1 } : counts;
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
try {
  ensureBrowser();
} catch (error) {
  console.error(error.message);
  console.log('\n0 passed, 1 failed');
  process.exit(1);
}

const results = [
  check('types', 'npx tsc -b'),
  check('lint', 'npx oxlint -c e2e/tools/oxlint.json --type-aware'),
  check(
    'the command line builds',
    'npx vite build --ssr src/trace.ts --outDir node_modules/.cache/trace --logLevel error',
  ),
  counted(
    run(
      'unit, architecture and browser tests',
      `npx vitest run --reporter=dot --reporter=json --outputFile=${vitestReport}`,
    ),
    vitestReport,
    report => ({ passed: report.numPassedTests, failed: report.numFailedTests }),
  ),
  counted(
    run('journeys', 'npx playwright test -c e2e/playwright.config.ts --reporter=line,json', {
      PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport,
    }),
    playwrightReport,
    ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }),
  ),
];

const sum = key => results.reduce((total, result) => total + result[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
