import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { complaints, person } from './page.ts';

const stage = (page: Page, name: string) =>
  page.getByRole('group', { name: 'The stage shows' }).getByRole('button', { name, exact: true });
const pad = (page: Page) => page.getByRole('group', { name: /arrow keys move to a cell/ });
const cell = (page: Page) => page.getByLabel('Cell', { exact: true });

async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target.join(' ')).join(', ')}`);
}

/** How many colours the cells of the open figure have. */
const coloursOf = (page: Page): Promise<number> =>
  page.locator('canvas.sheet').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });

test('a cell of the map says how it ends, and a click takes it into the run', async ({ page }) => {
  const wrong = complaints(page);
  const me = person(page);
  await me.open('#v=1&step=5&steps=40');
  await stage(page, 'Map').click();
  await expect(page).toHaveURL(/show=map/);
  await expect(cell(page)).toContainText('final loss');
  await expect.poll(() => coloursOf(page)).toBeGreaterThan(50);
  const box = (await pad(page).boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.95, box.y + box.height * 0.3);
  await expect(cell(page)).toContainText(/diverges at step \d+/);
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.9);
  await expect(cell(page)).not.toContainText('diverges');
  const said = (await cell(page).textContent())!;
  await page.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.9);
  const rate = me.run(2).getByRole('textbox', { name: 'learning_rate', exact: true });
  const momentum = me.run(2).getByRole('textbox', { name: 'momentum', exact: true });
  await expect(rate).not.toHaveValue('0.04');
  await expect(momentum).not.toHaveValue('0.9');
  expect(said).toContain(`learning_rate ${await rate.inputValue()}, momentum ${await momentum.inputValue()}:`);
  // What the cell said of its end is what the table of the compared runs says of the run.
  const ended = page.locator('.compare tbody tr').nth(1).locator('td').first();
  const [, step] = /converges at step (\d+)/.exec(said) ?? [];
  await expect(ended).toHaveText(step ? `converged at ${step}` : 'still moving');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rate).toHaveValue('0.04');
  await expect(momentum).toHaveValue('0.9');
  await expect(pad(page)).toBeVisible();
  expect(wrong).toEqual([]);
});

test('the map by keys, from a link', async ({ page }) => {
  const me = person(page);
  await page.goto('./#v=1&steps=30&step=5&show=map');
  await pad(page).focus();
  const before = await page.locator('.map-cell dd').first().textContent();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('.map-cell dd').first()).not.toHaveText(before!);
  await page.keyboard.press('Enter');
  await expect(me.run(2).getByRole('textbox', { name: 'momentum', exact: true })).not.toHaveValue('0.9');
  await page.keyboard.press('Control+z');
  await expect(me.run(2).getByRole('textbox', { name: 'momentum', exact: true })).toHaveValue('0.9');
  await page.locator('.sheet-table summary').click();
  await expect(page.getByRole('region', { name: 'map, table' })).toContainText('diverged');
  expect(await axe(page)).toEqual([]);
});

test('where there is no map a sentence says why', async ({ page }) => {
  await page.goto('./#v=1&show=map&run=SGD,learning_rate:CosineDecay(initial_learning_rate:0.1;decay_steps:100)');
  await expect(page.locator('.no-map')).toContainText('schedule');
});

test('basins are computed anew when the optimizer changes, and follow the view', async ({ page }) => {
  const wrong = complaints(page);
  const me = person(page);
  await page.setViewportSize({ width: 1080, height: 700 });
  await me.open('#v=1&surface=himmelblau&steps=60&step=5&show=basins');
  const shares = page.locator('.basins-note .key');
  await expect(shares).toContainText('(3, 2)');
  await expect(page.getByLabel('Start under the pointer')).toContainText('start →');
  const box = (await page.locator('.pad').boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.73, box.y + box.height * 0.28);
  await expect(page.getByLabel('Start under the pointer')).toContainText(/\(.*\) → \(3, 2\), \d+ steps/);
  const before = await shares.textContent();
  await me.setOption(2, 'momentum', 0.5);
  await expect(shares).not.toHaveText(before!);
  await page.locator('.sheet-table summary').click();
  await expect(page.getByRole('region', { name: 'basins, table' })).toContainText('minimum 1');
  expect(await axe(page)).toEqual([]);
  await stage(page, 'Landscape').click();
  await expect(page).not.toHaveURL(/show=/);
  await expect(page.locator('canvas.sheet')).toHaveCount(0);
  expect(wrong).toEqual([]);
});

test('map and basins fit a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('./#v=1&steps=20&step=5&show=map');
  await expect(cell(page)).toContainText('final loss');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect((await pad(page).boundingBox())!.width).toBeGreaterThan(270);
  await stage(page, 'Basins').click();
  await expect(page.locator('.basins-note .key')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
