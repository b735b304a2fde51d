import { expect, test } from '@playwright/test';
import { person } from './page.ts';

const worker = /simulation\.worker.*\.js$/;

test('a worker that can’t be loaded: the page computes the same numbers by itself and says so', async ({ page }) => {
  const me = person(page);
  await me.open('#v=1&step=30');
  const usual = await me.stepData();
  await page.route(worker, route => route.abort());
  await page.reload();
  await expect(page.locator('.notice')).toContainText('the page computes by itself');
  expect(await me.stepData()).toEqual(usual);
});

test('a host that forbids generated code: the array evaluator carries on with the same numbers', async ({ page }) => {
  const me = person(page);
  await me.open('#v=1&step=30');
  const usual = await me.stepData();
  await page.route(worker, async route => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      headers: { ...response.headers(), 'content-security-policy': "script-src 'self'" },
    });
  });
  await page.reload();
  expect(await me.stepData()).toEqual(usual);
  await expect(page.locator('.notice')).toContainText('forbids generated code');
});

test('a worker that hangs is replaced and the run repeated', async ({ page }) => {
  const me = person(page);
  let asked = 0;
  await page.route(worker, async route => {
    asked++;
    if (asked > 1) return route.continue();
    const real = await (await route.fetch()).text();
    // Answers that it is ready, then hangs at the first run.
    return route.fulfill({
      contentType: 'text/javascript',
      body: `let seen = 0; addEventListener('message', e => { if (e.data?.path?.[0] === 'trace') for (;;); });\n${real}`,
    });
  });
  await me.open('#v=1&step=30');
  await expect(page.locator('.notice')).toContainText('was replaced');
  expect((await me.stepData()).get('loss')).toHaveLength(2);
  expect(asked).toBe(2);
});

test('a worker that hangs twice: the run is stopped in words, the experiment and the link stay', async ({ page }) => {
  await page.route(worker, async route => {
    const real = await (await route.fetch()).text();
    await route.fulfill({
      contentType: 'text/javascript',
      body: `addEventListener('message', e => { if (e.data?.path?.[0] === 'trace') for (;;); });\n${real}`,
    });
  });
  await page.goto('./#v=1&surface=beale&start=1,1');
  await expect(page.locator('.notice')).toContainText('was stopped', { timeout: 20_000 });
  await expect(person(page).surface('Beale')).toBeVisible();
  expect(page.url()).toContain('surface=beale&start=1,1');
});

test('a broken link is repaired field by field and one line says so', async ({ page }) => {
  const me = person(page);
  await me.open(
    '#v=1&surface=rosenbrock&start=1,<img src=x onerror=alert(1)>&steps=1e9&b=5&run=SGD,momentum:2&run=Nope&q=1',
  );
  const notice = page.locator('.notice');
  await expect(notice).toContainText('start is two numbers');
  await expect(notice).toContainText('`momentum` must be a float between [0, 1]');
  await expect(notice).toContainText('Nope');
  await expect(me.surface('Rosenbrock')).toBeVisible();
  await expect(me.field('b')).toHaveValue('5');
  expect(await page.locator('img').count()).toBe(0);
});

test('in a sandboxed frame the page still computes', async ({ page }) => {
  await page.route('**/host.html', route =>
    route.fulfill({
      contentType: 'text/html',
      body: '<iframe sandbox="allow-scripts" src="./#v=1&step=30" width="1200" height="800"></iframe>',
    }),
  );
  await page.goto('./host.html');
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('.trail').first()).toBeAttached({ timeout: 15_000 });
  await frame.getByRole('button', { name: 'Landscape: Ravine' }).click();
  await frame.getByRole('button', { name: 'Saddle', exact: true }).click();
  await frame.getByRole('button', { name: 'Undo' }).click();
  await expect(frame.getByRole('button', { name: 'Landscape: Ravine' })).toBeVisible();
});

test('a hash typed by hand opens without a reload', async ({ page }) => {
  const me = person(page);
  await me.open();
  await page.evaluate(() => (location.hash = '#v=1&surface=himmelblau'));
  await expect(me.surface('Himmelblau')).toBeVisible();
});
