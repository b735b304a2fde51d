import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

test('the first load is under 250 kB compressed, fonts aside', async ({ page }) => {
  const sizes: Promise<number>[] = [];
  page.on('response', response => {
    if (!/\.woff2?$/.test(response.url())) sizes.push(response.body().then(body => gzipSync(body).length));
  });
  await page.goto('./');
  await page.waitForLoadState('networkidle');
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(sizes.length).toBeGreaterThan(3);
  expect(total).toBeLessThan(250_000);
});

test('nothing is asked of another host', async ({ page }) => {
  const hosts = new Set<string>();
  page.on('request', request =>
    hosts.add(new URL(request.url()).protocol === 'data:' ? '' : new URL(request.url()).hostname),
  );
  await page.goto('./');
  await page.waitForLoadState('networkidle');
  expect([...hosts].filter(Boolean)).toEqual(['localhost']);
});
