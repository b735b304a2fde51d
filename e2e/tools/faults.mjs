// Every fault of the GPU twenty times over; `npm test` injects each twice.
import { spawnSync } from 'node:child_process';

const command = 'npx vitest run --project browser src/simulation/faults.browser.test.ts';
const env = { FAULT_ROUNDS: '20', ...process.env };
process.exitCode = spawnSync(command, { shell: true, stdio: 'inherit', env }).status ?? 1;
