import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { person } from './page.ts';

const command = 'node_modules/.cache/trace/trace.js';
const rates = {
  ravine: 0.04,
  rosenbrock: 0.0005,
  himmelblau: 0.006,
  beale: 0.005,
  saddle: 0.05,
  rastrigin: 0.002,
  line: 0.05,
} as const;
const gradients: Readonly<Record<string, string>> = { line: '&gradient=batch:4,noise:0.1' };

test.beforeAll(() => {
  // Built by the test command; by hand: npm run trace
  if (!existsSync(command)) execFileSync('npm', ['run', '--silent', 'trace', '--', '#v=1'], { stdio: 'ignore' });
});

for (const [surface, rate] of Object.entries(rates))
  test(`the CSV of the page and of Node are the same bytes: ${surface}`, async ({ page }) => {
    const runs = ['', ',momentum:0.9', ',momentum:0.9,nesterov'].map(rest => `run=SGD,learning_rate:${rate}${rest}`);
    const hash = `#v=1&surface=${surface}&steps=500${gradients[surface] ?? ''}&${runs.join('&')}`;
    const me = person(page);
    await me.open(hash);
    const fromPage = await me.downloadText('Trace as CSV');
    const fromNode = execFileSync('node', [command, `https://example.org/${hash}`], { encoding: 'utf8' });
    expect(fromPage).toBe(fromNode);
    expect(fromNode.split('\n').length).toBeGreaterThan(surface === 'saddle' ? 400 : 1500);
    expect(fromNode.startsWith('run,optimizer,step,x,y,loss,gradient.')).toBe(true);
  });
