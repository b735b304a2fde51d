import { expect, test, type Page } from '@playwright/test';
import { complaints, person } from './page.ts';

const box = (page: Page) => page.getByRole('textbox', { name: /^The formula, over/ });
const shown = (page: Page) => page.locator('.loss .formula').first();

test('a landscape is picked from the catalogue by mouse and by keys', async ({ page }) => {
  const problems = complaints(page);
  const me = person(page);
  await me.open();
  await me.pickSurface('Booth');
  await expect(me.surface('Booth')).toBeVisible();
  await expect(page.getByText('1 minimum known · source')).toBeVisible();
  await page.getByText('1 minimum known · source').click();
  await expect(page.getByRole('cell', { name: '2, 18' })).toBeVisible();
  await me.surface('Booth').focus();
  await page.keyboard.press('Enter');
  const card = (name: string) => page.getByRole('dialog', { name: 'Landscapes' }).getByRole('button', { name });
  await expect(card('Booth')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(card('Matyas')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(card('Goldstein–Price')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(me.surface('Goldstein–Price')).toBeVisible();
  expect(page.url()).toContain('surface=goldstein_price');
  expect(problems).toEqual([]);
});

test('every landscape of the catalogue draws, with its thumbnail', async ({ page }) => {
  test.slow(); // thirty of them, on a machine that may be busy
  const problems = complaints(page);
  const me = person(page);
  await me.open();
  await me.surface('Ravine').click();
  const cards = page.getByRole('dialog', { name: 'Landscapes' }).locator('.cards .card');
  const count = await cards.count();
  expect(count).toBeGreaterThanOrEqual(25);
  await expect(page.locator('.catalogue .thumbnail:not(:has(path))')).toHaveCount(0);
  const titles = await cards.locator('span').allTextContents();
  await page.keyboard.press('Escape');
  for (const title of titles) {
    if (title !== 'Ravine') await me.pickSurface(title);
    await expect(me.surface(title)).toBeVisible();
    await expect(page.locator('.layer.ground :is(.band, .curve-line)').first()).toBeAttached();
  }
  expect(problems).toEqual([]);
});

test('a well is dragged on the stage, and moved with the keys', async ({ page }) => {
  const me = person(page);
  await me.open('#v=1&surface=wells');
  const well = page.getByRole('button', { name: /^Middle of well 2/ });
  const place = (await well.boundingBox())!;
  await page.mouse.move(place.x + 22, place.y + 22);
  await page.mouse.down();
  await page.mouse.move(place.x + 82, place.y + 62, { steps: 5 });
  await page.mouse.up();
  await expect(me.field('well 2 x')).not.toHaveValue('1.1');
  expect(page.url()).toMatch(/&x2=1\.\d+&y2=0\.\d+/);
  const before = await me.field('well 2 y').inputValue();
  await well.press('ArrowUp');
  await expect(me.field('well 2 y')).not.toHaveValue(before);
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  await expect(me.field('well 2 x')).toHaveValue('1.1');
});

test('a formula is typed, its name becomes a slider, its mistake is marked, and a link opens the same', async ({
  page,
}) => {
  const problems = complaints(page);
  const me = person(page);
  await me.open();
  await page.getByRole('button', { name: /^Landscape: / }).click();
  await page.getByRole('button', { name: /Type a formula/ }).click();
  await box(page).fill('x^4 - 2x^2 + 20 y^2 + a x y');
  await expect(me.surface('Your formula')).toBeVisible();
  await expect(page.getByText('2 minima found here')).toBeVisible();
  const crosses = () => page.locator('.minimum').first().getAttribute('transform');
  const before = await crosses();
  await me.type(me.field('a'), 4);
  await expect.poll(crosses).not.toBe(before);
  await expect(page).toHaveURL(/f=x\*\*4-2x\*\*2\+20y\*\*2\+a\.x\.y&a=4/);

  await page.locator('.loss summary', { hasText: 'Gradient' }).click();
  await expect(page.locator('.loss .definition').first()).toContainText('4x');

  await box(page).fill('x^4 - 2x^2 + ) y^2');
  await expect(page.getByText('Character 14: Expected a number')).toBeVisible();
  await expect(page.locator('.formula-box mark')).toHaveText(')');
  await expect(shown(page)).toContainText('20'); // the last sound one stays
  await expect(me.field('a')).toHaveValue('4');
  await box(page).press('Escape');
  await expect(box(page)).toHaveValue('x^4 - 2x^2 + 20y^2 + a x y');

  const address = page.url();
  await me.type(me.field('a'), 9); // beyond its slider, which grows
  await expect(page.getByText('a from −5 to 9')).toBeVisible();
  await page.goto('about:blank');
  await page.goto(address);
  await expect(box(page)).toHaveValue('x^4 - 2x^2 + 20y^2 + a x y');
  await expect(me.field('a')).toHaveValue('4');
  expect(problems).toEqual([]);
});

test('undefined ground is a gap, and stops a run with its reason', async ({ page }) => {
  const me = person(page);
  await me.open('#v=1&surface=formula&f=x*log(x)+y**2&start=2,1.5&run=SGD,learning_rate:0.3,momentum:0.9');
  await expect(page.locator('#stage-sentence')).toContainText(
    'leaves defined ground at step 3 (log of a negative number)',
  );
  await expect(page.locator('.layer.ground .gap')).toBeAttached();
  await expect(page.getByRole('figure', { name: 'Compare' })).toContainText('undefined at 3');
  await me.scrubTo(10);
  await expect(page.locator('.layer.runs')).toContainText('undefined here: log of a negative number');
});

test('a formula of x alone is a curve: the run stands on it, and the start has no y', async ({ page }) => {
  const me = person(page);
  await me.open('#v=1&surface=double_well&step=4');
  await expect(page.locator('.layer.ground .curve-line')).toBeAttached();
  await expect(me.field('y')).toHaveCount(0);
  const [, x, y] = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(
    (await page.locator('.layer.runs .point.run-1').getAttribute('transform'))!,
  )!;
  const line = (await page.locator('.layer.ground .curve-line').getAttribute('d'))!.split(/[ML]/).slice(1);
  const near = line.map(point => point.split(' ').map(Number)).filter(([px]) => Math.abs(px! - Number(x)) < 2);
  expect(Math.min(...near.map(([, py]) => Math.abs(py! - Number(y))))).toBeLessThan(3);
  const arrow = (await page.locator('.arrow.sum .shaft').getAttribute('d'))!.match(/-?[\d.]+/g)!.map(Number);
  expect(arrow[1]).toBeCloseTo(arrow[3]!, 5); // level
  await me.start.press('ArrowUp');
  await expect(me.field('x')).toHaveValue('1');
  await me.start.press('ArrowLeft');
  await expect(me.field('x')).not.toHaveValue('1');
});

test('a copy of a landscape is one’s own, and its domain can be chosen', async ({ page }) => {
  const me = person(page);
  await me.open('#v=1&surface=rosenbrock&b=5');
  await page.getByRole('button', { name: 'Edit a copy' }).click();
  await expect(box(page)).toHaveValue('(a - x)^2 + b*(y - x^2)^2');
  await expect(me.field('b')).toHaveValue('5');
  await page.getByText(/^Shows x/).click();
  await me.type(me.field('x to'), 6);
  await expect(page.getByText('Shows x −2.4 … 6')).toBeVisible();
  await page.getByRole('button', { name: 'Find it anew' }).click();
  await expect(page.getByText(/^Shows x .*found$/)).toBeVisible();
});
