// npm run bench -- [--only A,B,C,D,F,R] [--surface rosenbrock] [--json FILE]: workloads in headless Chromium, software rendering.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { build } from 'vite';
import { drawing, firstStep, maps, steps } from '../bench/figures.mjs';
import { particles } from '../bench/particles.mjs';
import { browserPath, ensureBrowser, webGpuFlags } from './browser.mjs';
import { dragToFrame } from './benchDrag.mjs';

const PORTS = { page: 4178, bench: 4177 };
const FOLDER = 'e2e/bench';
const workloads = { A: particles, B: steps, C: maps, D: dragToFrame, F: firstStep, R: drawing };
const known = ['ravine', 'rosenbrock', 'himmelblau', 'rastrigin'];

const { values: options } = parseArgs({
  options: { only: { type: 'string' }, surface: { type: 'string' }, json: { type: 'string' } },
});
const chosen = listOf('Workloads', options.only, Object.keys(workloads));
const surfaces = listOf('Surfaces', options.surface, known);

function listOf(what, text, all) {
  const list = text ? text.split(',') : all;
  const unknown = list.filter(name => !all.includes(name));
  if (unknown.length > 0) throw new Error(`${what} are ${all.join(', ')}. Received: ${unknown.join(', ')}.`);
  return list;
}

/** Serves a built folder; resolves once it answers. */
async function serve(port, ...args) {
  const server = spawn('npx', ['vite', 'preview', ...args, '--port', String(port), '--strictPort'], { detached: true });
  await new Promise((resolve, reject) => {
    server.stdout.on('data', data => String(data).includes(String(port)) && resolve());
    server.on('exit', () => reject(new Error(`The preview server could not start on port ${port}.`)));
  });
  return () => process.kill(-(server.pid ?? 0));
}

ensureBrowser();
// What the bench compares with is no part of the project: it is installed here, on the first run.
if (!existsSync(`${FOLDER}/node_modules`)) spawnSync('npm', ['ci', '--prefix', FOLDER], { stdio: 'inherit' });
spawnSync('npx', ['vite', 'build', '--logLevel', 'warn'], { stdio: 'inherit' });
await build({
  configFile: false,
  root: FOLDER,
  base: './',
  logLevel: 'error',
  build: { outDir: '../../node_modules/.cache/bench/page', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  worker: { format: 'es' },
});
const stops = [await serve(PORTS.page), await serve(PORTS.bench, '--outDir', 'node_modules/.cache/bench/page')];
// One browser with a software GPU for the numbers; one without for the page, as most people's tests run it.
const browser = await chromium.launch({ executablePath: browserPath() });
const withGpu = await chromium.launch({ executablePath: browserPath(), args: webGpuFlags });
try {
  const page = await withGpu.newPage();
  page.on('pageerror', error => console.error(error.message));
  await page.goto(`http://localhost:${PORTS.bench}/`);
  await page.waitForFunction(() => document.title === 'Ready');
  console.log(`${cpus()[0].model} × ${cpus().length}, Chromium ${browser.version()}`);
  console.log(`TensorFlow.js backend: ${await page.evaluate(() => window.bench.tensorflowBackend())}`);
  const rows = [];
  for (const name of chosen)
    rows.push(...(await workloads[name]({ browser, page, surfaces, address: `http://localhost:${PORTS.page}/` })));
  console.table(rows);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(rows, null, 2)}\n`);
} finally {
  await Promise.all([browser.close(), withGpu.close()]);
  for (const stop of stops) stop();
}
