import { expect, test } from '@playwright/test';
import { complaints, person } from './page.ts';

test('undo, redo, Back and Forward agree', async ({ page }) => {
  const me = person(page);
  await me.open();
  await me.setOption(1, 'momentum', 0.5);
  await me.pickSurface('Beale');
  const undo = page.getByRole('button', { name: 'Undo' });
  const isShown = (title: string) => expect(me.surface(title)).toBeVisible();
  await undo.click();
  await isShown('Ravine');
  await expect(me.run(1).getByRole('textbox', { name: 'momentum' })).toHaveValue('0.5');
  await page.goBack();
  await expect(me.run(1).getByRole('textbox', { name: 'momentum' })).toHaveValue('0.9');
  await expect(undo).toBeDisabled();
  await page.keyboard.press('Control+Shift+Z');
  await expect(me.run(1).getByRole('textbox', { name: 'momentum' })).toHaveValue('0.5');
  await page.goForward();
  await isShown('Beale');
  await expect(page.getByRole('button', { name: 'Redo' })).toBeDisabled();
  await page.reload();
  await isShown('Beale');
});

test('a drag is one edit', async ({ page }) => {
  const me = person(page);
  await me.open();
  const box = (await me.start.boundingBox())!;
  await page.mouse.move(box.x + 22, box.y + 22);
  await page.mouse.down();
  await page.mouse.move(box.x + 160, box.y + 90, { steps: 12 });
  await page.mouse.up();
  await expect(me.field('x')).not.toHaveValue('-2.6');
  await page.keyboard.press('Control+Z');
  await expect(me.field('x')).toHaveValue('-2.6');
});

test('keys: play, step, jump, pick a run, theme-free help', async ({ page }) => {
  const me = person(page);
  await me.open();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(me.output).toContainText('11 /');
  await page.keyboard.press('ArrowLeft');
  await expect(me.output).toContainText('10 /');
  await page.keyboard.press('1');
  await expect(page.getByRole('heading', { name: /This step/ })).toContainText('SGD · momentum');
  await page.keyboard.press('End');
  await expect(me.output).toContainText('200 /');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('one step on');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('p');
  await expect(page.locator('html')).toHaveCSS('font-size', '24px');
});

test('playing loops, and stops at the end without loop', async ({ page }) => {
  const me = person(page);
  await me.open('#v=1&steps=30');
  await page.getByLabel('Speed').selectOption('100');
  await page.keyboard.press('Space');
  await expect(me.output).toContainText('30 / 30');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Loop' }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForTimeout(1500);
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
});

test('one cursor: hovering a curve moves the step everywhere', async ({ page }) => {
  const me = person(page);
  await me.open();
  const curve = page.getByRole('img', { name: /^Loss over the steps/ });
  const box = (await curve.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.6, box.y + 40);
  const step = await me.output.locator('strong').textContent();
  expect(Number(step)).toBeGreaterThan(90);
  await expect(page.getByText(`Data of step ${step}`)).toBeVisible();
  await expect(page.getByRole('heading', { name: /This step/ })).toContainText(`step ${step}`);
});

test('hovering a path takes the cursor to its step, but not while it plays', async ({ page }) => {
  const me = person(page);
  await me.open('#v=1&run=SGD,learning_rate:0.04,momentum:0.9&step=100');
  const first = (await page.locator('.trail .ahead').getAttribute('d'))!.match(/-?[\d.]+/g)!.map(Number);
  const pad = (await page.locator('.pad').boundingBox())!;
  const [x0, y0, x1, y1] = first as [number, number, number, number];
  await page.mouse.move(pad.x + (x0 + x1) / 2, pad.y + (y0 + y1) / 2);
  await expect(me.output).toContainText('1 / 200');
  await page.keyboard.press('Space');
  await page.mouse.move(pad.x + (x0 + x1) / 2 + 2, pad.y + (y0 + y1) / 2);
  await expect(me.output).not.toContainText('1 / 200');
});

test('hovering a rule line lights its arrow, and the other way round', async ({ page }) => {
  const me = person(page);
  await me.open('#v=1&step=2');
  await page.locator('.lines [data-part="momentum_term"]').first().hover();
  await expect(page.locator('.page')).toHaveAttribute('data-lit', 'momentum_term');
  await page.mouse.move(5, 5);
  await expect(page.locator('.page')).not.toHaveAttribute('data-lit', /./);
  const shaft = (await page.locator('.arrow.gradient_term .shaft').boundingBox())!;
  await page.mouse.move(shaft.x + shaft.width / 2, shaft.y + shaft.height / 2);
  await expect(page.locator('.page')).toHaveAttribute('data-lit', 'gradient_term');
});

test('wheel zooms at the pointer, the ground drags, the house brings it back, double-click sets the start', async ({
  page,
}) => {
  const me = person(page);
  await me.open();
  const label = () => page.locator('.axes text').first().textContent();
  const home = await label();
  const pad = (await page.locator('.pad').boundingBox())!;
  await page.mouse.move(pad.x + 300, pad.y + 200);
  await page.mouse.wheel(0, -400);
  await expect.poll(label).not.toBe(home);
  await page.getByRole('button', { name: 'Whole landscape' }).click();
  await expect.poll(label).toBe(home);
  await page.mouse.move(pad.x + 500, pad.y + 400);
  await page.mouse.down();
  await page.mouse.move(pad.x + 250, pad.y + 250, { steps: 4 });
  await page.mouse.up();
  await expect.poll(label).not.toBe(home);
  await page.keyboard.press('0');
  await page.mouse.dblclick(pad.x + pad.width / 2, pad.y + pad.height / 2);
  await expect(me.field('x')).toHaveValue(/^-?0(\.00\d*)?$/);
  await expect(me.field('y')).toHaveValue(/^-?0(\.00\d*)?$/);
});

test('what can’t be taken stays in the field with its reason, and nothing else changes', async ({ page }) => {
  const me = person(page);
  await me.open();
  const momentum = me.run(1).getByRole('textbox', { name: 'momentum' });
  await momentum.fill('1.5');
  await expect(me.run(1).getByRole('alert')).toContainText(
    '`momentum` must be a float between [0, 1]. Received: momentum=1.5',
  );
  await expect(momentum).toHaveValue('1.5');
  await momentum.fill('zero');
  await expect(me.run(1).getByRole('alert')).toContainText('not a number');
  await momentum.press('Escape');
  await expect(momentum).toHaveValue('0.9');
  await me.field('steps').fill('10001');
  await expect(page.getByRole('alert')).toContainText('1 to 10,000');
});

test('a real get_config() goes into a run, code and config come out, what is not known is named', async ({ page }) => {
  const me = person(page);
  await me.open();
  await me.run(1).getByRole('button', { name: 'Paste', exact: true }).click();
  const box = me.run(1).getByRole('textbox', { name: /get_config/ });
  await box.fill(
    "{'name': 'SGD', 'learning_rate': 0.009999999776482582, 'weight_decay': 0.004, 'clipnorm': None, 'global_clipnorm': None, 'clipvalue': None, 'use_ema': False, 'ema_momentum': 0.99, 'ema_overwrite_frequency': None, 'loss_scale_factor': None, 'gradient_accumulation_steps': None, 'momentum': 0.8, 'nesterov': True, 'jit': 1}",
  );
  await me.run(1).getByRole('button', { name: 'Use it' }).click();
  await expect(me.run(1).getByRole('alert')).toContainText('jit is not an option');
  await expect(me.run(1).getByRole('textbox', { name: 'learning_rate' })).toHaveValue('0.01');
  await expect(me.run(1)).toContainText('weight_decay 0.004');
  const copy = async (form: string): Promise<string> => {
    await me.run(1).getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: form }).click();
    await expect(me.run(1).getByRole('button', { name: 'Copied' })).toBeVisible();
    return me.clipboard();
  };
  expect(await copy('Python code')).toBe(
    'keras.optimizers.SGD(learning_rate=0.01, weight_decay=0.004, momentum=0.8, nesterov=True)',
  );
  await expect(me.run(1).getByRole('button', { name: 'Copy' })).toBeVisible();
  const config = JSON.parse(await copy('get_config() as JSON')) as Record<string, unknown>;
  expect(Object.keys(config).slice(0, 3)).toEqual(['name', 'learning_rate', 'weight_decay']);
  expect(config.momentum).toBe(0.8);
  await box.fill('hello');
  await me.run(1).getByRole('button', { name: 'Use it' }).click();
  await expect(me.run(1).getByRole('alert')).toContainText('not a config');
});

test('runs are added, removed and compared, up to eight', async ({ page }) => {
  const me = person(page);
  await me.open();
  const add = page.getByRole('button', { name: '+ Add a run' });
  for (let i = 3; i <= 8; i++) await add.click();
  await expect(me.run(8)).toBeVisible();
  await expect(add).toBeDisabled();
  await me.setOption(8, 'learning_rate', 5);
  await expect(page.getByRole('figure', { name: 'Compare' })).toContainText(/diverged at \d+/);
  for (let i = 8; i >= 2; i--) await me.run(i).getByRole('button', { name: 'Remove' }).click();
  await expect(me.run(1).getByRole('button', { name: 'Remove' })).toHaveCount(0);
});

test('every preset opens and draws, and reset brings the opening back', async ({ page }) => {
  const problems = complaints(page);
  const me = person(page);
  await me.open();
  const button = page.locator('.presets > button');
  const titles = await page.locator('.presets .entry strong').allTextContents();
  expect(titles.length).toBeGreaterThanOrEqual(4);
  for (const title of titles) {
    await button.click();
    await page.locator('.presets .entry', { hasText: title }).click();
    await expect(button).toContainText(title);
  }
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(button).toContainText(titles[0]!);
  expect(problems).toEqual([]);
});

test('ten thousand steps', async ({ page }) => {
  const me = person(page);
  await me.open('#v=1&surface=rosenbrock');
  await me.type(me.field('steps'), 10_000);
  await me.scrubTo(10_000);
  const data = await me.stepData();
  expect(data.get('loss')![0]).toBeLessThan(1e-6);
});

test('the stage as SVG and PNG', async ({ page }) => {
  const me = person(page);
  await me.open('#v=1&step=3');
  const svg = await me.downloadText('Picture as SVG');
  expect(svg).toContain('minimum');
  expect(svg).not.toMatch(/var\(| class=| style=/);
  const shapes = await page.evaluate(text => {
    const picture = new DOMParser().parseFromString(text, 'image/svg+xml');
    return picture.querySelector('parsererror') ? -1 : picture.querySelectorAll('path').length;
  }, svg);
  expect(shapes).toBeGreaterThan(20);
  await page.getByRole('button', { name: 'Export' }).click();
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Picture as PNG' }).click();
  expect((await waiting).suggestedFilename()).toBe('optimizer-playground-ravine.png');
});

test('the theme follows the system and can be set by hand', async ({ page }) => {
  const me = person(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await me.open();
  const paper = () => page.locator('.page').evaluate(element => getComputedStyle(element).backgroundColor);
  const dark = await paper();
  await page.getByRole('button', { name: 'Theme: system' }).click();
  await expect.poll(paper).not.toBe(dark);
  await page.getByRole('button', { name: 'Theme: light' }).click();
  await expect.poll(paper).toBe(dark);
});

test('in a low window both runs are in sight above the arithmetic, and a notice covers nothing', async ({ page }) => {
  const me = person(page);
  await page.setViewportSize({ width: 1280, height: 720 });
  await me.open();
  await me.pickSurface('Beale');
  const boxOf = async (selector: string) => (await page.locator(selector).boundingBox())!;
  const [second, inspector, notice, rooms] = await Promise.all(
    ['article.run >> nth=1', '.inspector', '.notice', '.rooms'].map(boxOf),
  );
  expect(second!.y + second!.height).toBeLessThan(inspector!.y);
  expect(inspector!.height).toBeGreaterThan(140);
  expect(notice!.height).toBeGreaterThan(20);
  expect(notice!.y + notice!.height).toBeLessThanOrEqual(rooms!.y);
});
