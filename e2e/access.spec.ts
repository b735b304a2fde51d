import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { person } from './page.ts';

async function violations(page: Page): Promise<string[]> {
  const { violations: list } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return list.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target.join(' ')).join(', ')}`);
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`no axe violation in any state: ${colorScheme}`, async ({ page }) => {
    test.slow(); // axe looks at every element, several times
    await page.emulateMedia({ colorScheme });
    const me = person(page);
    await me.open('#v=1&step=5&nonsense=1');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: '+ Add a crowd' }).click();
    await me.stepData();
    await page.locator('.curve-table summary').first().click();
    await me.run(1).getByRole('button', { name: 'Paste', exact: true }).click();
    await me.run(2).getByRole('textbox', { name: 'momentum' }).fill('7');
    await me.run(2).getByRole('button', { name: 'Options' }).click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Export' }).click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Keys and gestures' }).click();
    expect(await violations(page)).toEqual([]);
  });

test('on a phone nothing is cut or wider than the screen, and axe is content', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const me = person(page);
  await me.open('#v=1&surface=beale&step=5');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  const picture = (await page.locator('.pad').boundingBox())!;
  expect(picture.width).toBeGreaterThan(280);
  expect(picture.height).toBeGreaterThan(220);
  expect(await violations(page)).toEqual([]);
});

test('the whole journey by keyboard', async ({ page }) => {
  const me = person(page);
  await me.open();
  await me.start.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(me.field('x')).not.toHaveValue('-2.6');
  await expect(me.field('y')).not.toHaveValue('1.15');
  await page.locator('.pad').focus();
  const label = () => page.locator('.axes text').first().textContent();
  const before = await label();
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
  await expect.poll(label).not.toBe(before);
});
