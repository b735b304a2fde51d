import { expect, test, type Page } from '@playwright/test';
import { complaints, person } from './page.ts';

const stageNames = (page: Page) => page.locator('.lines .stage-name').allTextContents();

test('every option that is switched on becomes a line with numbers', async ({ page }) => {
  const problems = complaints(page);
  const me = person(page);
  await me.open('#v=1&step=4&run=SGD,learning_rate:0.04,momentum:0.9');
  expect(await stageNames(page)).toEqual(['gradient', 'update']);
  await me.run(1).getByRole('button', { name: 'Options' }).click();
  for (const option of ['weight_decay', 'clipnorm', 'use_ema'])
    await me.run(1).getByRole('checkbox', { name: option, exact: true }).check();
  await expect.poll(() => stageNames(page)).toEqual(['gradient', 'clip', 'decay', 'update', 'average']);
  const data = await me.stepData();
  for (const column of ['clip.g.x', 'decay.w.x', 'average.average.x'])
    expect(Number.isFinite(data.get(column)![0])).toBe(true);
  expect(problems).toEqual([]);
});

test('what Keras refuses, the card refuses with Keras’s reason, and nothing changes', async ({ page }) => {
  const me = person(page);
  await me.open();
  await me.run(1).getByRole('button', { name: 'Options' }).click();
  await me.run(1).getByRole('checkbox', { name: 'clipnorm', exact: true }).check();
  await me.run(1).getByRole('checkbox', { name: 'clipvalue' }).click();
  await expect(me.run(1).getByRole('alert')).toContainText(
    'Only one of `clipnorm`, `clipvalue` and `global_clipnorm` can be set',
  );
  await expect(me.run(1).getByRole('checkbox', { name: 'clipvalue' })).not.toBeChecked();
});

test('a schedule: its lines, its numbers and its curve', async ({ page }) => {
  const me = person(page);
  await me.open('#v=1&step=30');
  await me.run(1).getByRole('button', { name: 'Options' }).click();
  await me.run(1).getByRole('combobox', { name: 'learning_rate' }).selectOption('CosineDecay');
  await page.keyboard.press('Escape');
  await page.locator('.run.run-0 .title').click();
  await expect(page.locator('.lines')).toContainText('schedule, step 29');
  await expect(page.getByRole('figure', { name: 'Learning rate' })).toBeVisible();
  const rates = (await me.stepData()).get('schedule.learning_rate')!;
  // Half a cosine over 100 steps: 0.04 · (1 + cos(π · 29/100)) / 2
  expect(rates[0]).toBeCloseTo(0.02 * (1 + Math.cos(Math.PI * 0.29)), 6);
  await me.run(1).getByRole('textbox', { name: 'decay_steps' }).fill('0');
  await expect(me.run(1).getByRole('alert')).toContainText('must be > 0');
});

test('every optimizer can be chosen, runs and shows its lines', async ({ page }) => {
  const problems = complaints(page);
  const me = person(page);
  await me.open('#v=1&step=12&run=SGD,learning_rate:0.01');
  const choice = me.run(1).getByRole('combobox', { name: 'Optimizer' });
  const names = await choice
    .locator('option')
    .evaluateAll(list => list.map(option => (option as HTMLOptionElement).value));
  expect(names.length).toBeGreaterThanOrEqual(19);
  for (const name of names) {
    await choice.selectOption(name);
    await expect(page.getByRole('heading', { name: /This step/ })).toContainText(name);
    await expect(page.locator('.lines .numbers').last()).toContainText(/\d/);
    expect(Number.isFinite((await me.stepData()).get('x')![0]), name).toBe(true);
  }
  expect(problems).toEqual([]);
});

test('a rule of one’s own: typed, with slots and sliders, in the link; what is wrong is said at its line', async ({
  page,
  browser,
}) => {
  const me = person(page);
  await me.open('#v=1&step=3&run=SGD,learning_rate:0.04,momentum:0.9');
  await me.run(1).getByRole('button', { name: 'Edit' }).click();
  const box = me.run(1).getByRole('textbox', { name: /The rule, line by line/ });
  await expect(box).toHaveValue(/velocity = momentum \* velocity/);
  await box.fill('m = beta*m + (1-beta)*g\nq = m*foo(');
  await expect(me.run(1).getByRole('alert')).toContainText('Line 2');
  await box.fill('m = beta*m + (1-beta)*g');
  await expect(me.run(1).getByRole('alert')).toContainText('No line writes w');
  await box.fill('m = beta*m + (1-beta)*g\nw = w - rate*m');
  await expect(me.run(1)).toContainText('Slots: m.');
  await me.run(1).getByRole('button', { name: 'Use it' }).click();
  await me.setOption(1, 'beta', 0.5);
  await me.setOption(1, 'rate', 0.05);
  await expect(page.locator('.lines')).toContainText('rate');
  const data = await me.stepData();
  expect(Number.isFinite(data.get('update.m.x')![0])).toBe(true);
  await page.getByRole('button', { name: 'Share link' }).click();
  const stranger = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  await stranger.goto(await me.clipboard());
  const them = person(stranger);
  await expect(them.run(1).getByRole('textbox', { name: 'beta' })).toHaveValue('0.5');
  expect(await them.stepData()).toEqual(data);
});

test('the two points of Nesterov: a switch draws θ instead of the stored w', async ({ page }) => {
  const me = person(page);
  await me.open('#v=1&step=20');
  const path = () => page.locator('.trail.run-1 .ahead').getAttribute('d');
  const stored = await path();
  await page.getByRole('button', { name: 'Draw Nesterov runs at θ' }).click();
  await expect.poll(path).not.toBe(stored);
  await page.getByRole('button', { name: 'Draw Nesterov runs at θ' }).click();
  await expect.poll(path).toBe(stored);
});

test('layout, constraint and dialect change the run and stay in the link', async ({ page }) => {
  const me = person(page);
  await me.open('#v=1&step=5&run=SGD,learning_rate:0.04,momentum:0.9,clipnorm:1');
  const joint = (await me.stepData()).get('clip.g.x')![0];
  await me.run(1).getByRole('button', { name: 'Options' }).click();
  await me.run(1).getByRole('combobox', { name: 'x and y are' }).selectOption('scalars');
  await expect.poll(async () => (await me.stepData()).get('clip.g.x')![0]).not.toBe(joint);
  await me.run(1).getByRole('combobox', { name: 'x and y are' }).selectOption('vector');
  await me.run(1).getByRole('combobox', { name: 'constraint' }).selectOption('UnitNorm');
  await expect.poll(() => stageNames(page)).toContain('constrain');
  await expect
    .poll(async () => {
      const data = await me.stepData();
      return Math.hypot(data.get('x')![0]!, data.get('y')![0]!);
    })
    .toBeCloseTo(1, 5);
  await me.run(1).getByRole('combobox', { name: 'dialect' }).selectOption('legacy');
  await page.waitForTimeout(300);
  await page.reload();
  await expect(me.run(1)).toContainText('legacy');
  await expect(me.run(1)).toContainText('UnitNorm');
});
