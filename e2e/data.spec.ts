import { expect, test, type Page } from '@playwright/test';
import { complaints, person } from './page.ts';

/** A line with scatter: 60 rows, one of them no number. */
const rows = Array.from({ length: 60 }, (_, i) => `${i / 4},${(2 + i / 5 + 3 * Math.sin(7 * i)).toFixed(3)}`);
const table = ['hours,score', ...rows.slice(0, 20), '5.1,absent', ...rows.slice(20)].join('\n');

async function drop(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    ([file, content]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content!], file!, { type: 'text/csv' }));
      for (const type of ['dragover', 'drop'])
        document
          .querySelector('.stage')!
          .dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, text],
  );
}

/** Variance of a column of run 2 from step 100 on. */
function spreadOf(csv: string, name: string): number {
  const [head, ...lines] = csv
    .trim()
    .split('\n')
    .map(line => line.split(','));
  const [run, step, value] = ['run', 'step', name].map(column => head!.indexOf(column)) as [number, number, number];
  const names = [...new Set(lines.map(line => line[run]))];
  const values = lines
    .filter(line => line[run] === names[1] && Number(line[step]) >= 100)
    .map(line => Number(line[value]));
  expect(values.length).toBeGreaterThan(500);
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  return values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length;
}

test('from a typed formula to one’s own data, batches, and less noise by accumulation; the link tells what it lacks', async ({
  page,
  browser,
}) => {
  const problems = complaints(page);
  const me = person(page);
  await me.open();
  await page.getByRole('button', { name: /^Landscape: / }).click();
  await page.getByRole('button', { name: /Type a formula/ }).click();
  await page.getByRole('textbox', { name: /formula/i }).fill('x^4 - 2x^2 + 20 y^2 + a x y');
  await me.type(me.field('a'), 3);

  await drop(page, 'exam.csv', table);
  await expect(me.surface('Line')).toBeVisible();
  await expect(page.locator('.notice')).toContainText('1 row was left out');
  await expect(page.locator('.notice')).toContainText('line 22');
  await expect(page.getByText('It stays on this machine')).toBeVisible();
  const figure = page.locator('.data-plot');
  await expect(figure).toContainText('60 rows');

  await page.getByRole('checkbox', { name: 'batches' }).check();
  await expect(me.field('batch size')).toHaveValue('4');
  await me.type(me.field('steps'), 2000);
  await expect(page.getByText('gradient of the batch')).toBeVisible();

  await me.scrubTo(1);
  await expect(figure).toContainText('4 of 60 rows');
  const line = () => figure.locator('path.line').last().getAttribute('d');
  const first = await line();
  await page.keyboard.press('ArrowRight');
  await expect.poll(line).not.toBe(first);

  const noisy = spreadOf(await me.downloadText('Trace as CSV'), 'x');
  const card = me.run(2);
  await card.getByRole('button', { name: 'Options' }).click();
  await card.getByRole('checkbox', { name: 'gradient_accumulation_steps' }).check();
  await card.getByRole('textbox', { name: 'gradient_accumulation_steps' }).fill('8');
  await card.getByRole('textbox', { name: 'gradient_accumulation_steps' }).press('Tab');
  await expect(page).toHaveURL(/gradient_accumulation_steps:8/);
  await expect(page.getByText('accumulate', { exact: true })).toBeVisible();
  const calm = spreadOf(await me.downloadText('Trace as CSV'), 'x');
  expect(calm).toBeLessThan(noisy / 2);

  await page.getByRole('button', { name: 'Share link' }).click();
  const link = await me.clipboard();
  expect(link).toMatch(/data-set=csv-[0-9a-f]{8}/);
  expect(link).not.toContain('score');

  await page.reload(); // the tab still has the table
  await expect(figure).toContainText('60 rows');
  const other = await browser.newPage();
  await other.goto(link);
  await expect(other.locator('.notice')).toContainText('a table that stayed on its maker’s machine');
  await expect(other.locator('.data-plot')).toContainText('272 rows');
  await other.close();
  expect(problems).toEqual([]);
});

test('sets and columns are chosen; undo, Back and a link bring them back', async ({ page }) => {
  const me = person(page);
  await me.open('#v=1&surface=logistic');
  const pick = (name: string) => page.getByRole('combobox', { name, exact: true });
  await pick('set').selectOption({ label: 'Iris: two species' });
  await expect(page.locator('.data-plot')).toContainText('100 rows');
  await pick('input u').selectOption('petal width');
  await expect(page).toHaveURL(/data-set=iris,3,2/);
  await page.keyboard.press('Control+z');
  await expect(page).toHaveURL(/data-set=iris(&|$)/);
  await page.goBack();
  await expect(page.locator('.data-plot')).toContainText('219 rows');
  // What this loss can’t be over is not offered, or said.
  await expect(pick('set').locator('option')).toHaveText(['Penguins: two species', 'Iris: two species']);
  await pick('target t').selectOption('bill length');
  await expect(page.getByRole('alert')).toContainText('takes a column of two classes');
  await expect(page.locator('.data-plot')).toContainText('219 rows');
});

test('a table is pasted; what can’t be read stands beside it, and nothing is lost', async ({ page }) => {
  const me = person(page);
  await me.open('#v=1&surface=line');
  await page.getByRole('button', { name: 'Use a table of your own' }).click();
  const box = page.getByRole('textbox', { name: /A table as CSV/ });
  await box.fill('a,b\n1,2');
  await expect(page.getByRole('alert')).toContainText('Only 1 row can be read; a fit needs 3.');
  await expect(page.getByRole('button', { name: 'Use it' })).toBeDisabled();
  await box.fill('a;b\n1,5;2\n2,5;4\n3,5;5\nx;1');
  await expect(page.locator('.data-drop')).toContainText('line 5');
  await page.getByRole('button', { name: 'Use it' }).click();
  await expect(page.locator('.data-plot')).toContainText('3 rows');
  await page.keyboard.press('Control+z');
  await expect(page.locator('.data-plot')).toContainText('272 rows');
});

test('a file that is no table is refused in words, and nothing changes', async ({ page }) => {
  const me = person(page);
  await me.open();
  await drop(page, 'notes.txt', 'just some words');
  await expect(page.locator('.notice')).toContainText('notes.txt: ');
  await expect(me.surface('Ravine')).toBeVisible();
});
