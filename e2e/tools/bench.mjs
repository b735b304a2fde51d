// npm run bench -- [--only D] [--json FILE]: workloads of the page in headless Chromium, software rendering.
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { browserPath, ensureBrowser } from './browser.mjs';
import { dragToFrame } from './benchDrag.mjs';

const PORT = 4178;
const workloads = { D: dragToFrame };

const { values: options } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } });
const chosen = options.only ? options.only.split(',') : Object.keys(workloads);
const unknown = chosen.filter(name => !(name in workloads));
if (unknown.length > 0)
  throw new Error(`Workloads are ${Object.keys(workloads).join(', ')}. Received: ${unknown.join(', ')}.`);

ensureBrowser();
spawnSync('npx', ['vite', 'build', '--logLevel', 'warn'], { stdio: 'inherit' });
const server = spawn('npx', ['vite', 'preview', '--port', String(PORT), '--strictPort'], { detached: true });
await new Promise((resolve, reject) => {
  server.stdout.on('data', data => String(data).includes(String(PORT)) && resolve());
  server.on('exit', () => reject(new Error(`The preview server could not start on port ${PORT}.`)));
});
const browser = await chromium.launch({ executablePath: browserPath() });
try {
  const rows = [];
  for (const name of chosen) rows.push(...(await workloads[name](browser, `http://localhost:${PORT}/`)));
  console.table(rows);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(rows, null, 2)}\n`);
} finally {
  await browser.close();
  process.kill(-(server.pid ?? 0));
}
