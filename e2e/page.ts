import { expect, type Page } from '@playwright/test';

/** What a person does on the page, by its labels. */
export function person(page: Page) {
  const run = (i: number) => page.getByRole('article', { name: `Run ${i}`, exact: true });
  const field = (label: string) => page.getByRole('textbox', { name: label, exact: true });

  async function type(box: ReturnType<typeof field>, value: number): Promise<void> {
    await box.fill(String(value));
    await box.press('Tab');
  }

  return {
    run,
    field,
    type,
    start: page.getByRole('button', { name: /^Start at/ }),
    output: page.getByLabel('Current step'),

    async open(hash = ''): Promise<void> {
      await page.goto(`./${hash}`);
      await expect(page.locator('.trail').first()).toBeAttached();
    },

    /** The button that names the surface and opens the catalogue. */
    surface: (title: string) => page.getByRole('button', { name: `Landscape: ${title}`, exact: true }),

    async pickSurface(title: string): Promise<void> {
      await page.getByRole('button', { name: /^Landscape: / }).click();
      await page.getByRole('dialog', { name: 'Landscapes' }).getByRole('button', { name: title, exact: true }).click();
    },

    async setOption(i: number, key: string, value: number | boolean): Promise<void> {
      if (typeof value === 'number') await type(run(i).getByRole('textbox', { name: key, exact: true }), value);
      else await run(i).getByRole('checkbox', { name: key }).setChecked(value);
    },

    async scrubTo(step: number): Promise<void> {
      await page.getByRole('slider', { name: 'Step', exact: true }).fill(String(step));
      await expect(page.getByLabel('Current step')).toContainText(`${step} /`);
    },

    /** The step's data table: column name → one number a run. */
    async stepData(): Promise<Map<string, number[]>> {
      const details = page.locator('.step-table');
      if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
      await expect(details.locator('table')).toBeVisible();
      const rows = await details
        .locator('tbody tr')
        .evaluateAll(list =>
          list.map(row => [
            row.getAttribute('data-column')!,
            [...row.querySelectorAll('td')].map(cell => Number(cell.textContent === '–' ? 'NaN' : cell.textContent)),
          ]),
        );
      return new Map(rows as [string, number[]][]);
    },

    async downloadText(item: string): Promise<string> {
      await page.getByRole('button', { name: 'Export' }).click();
      const waiting = page.waitForEvent('download');
      await page.getByRole('button', { name: item }).click();
      const stream = await (await waiting).createReadStream();
      const parts: Buffer[] = [];
      for await (const part of stream) parts.push(part as Buffer);
      return Buffer.concat(parts).toString('utf8');
    },

    clipboard: (): Promise<string> => page.evaluate(() => navigator.clipboard.readText()),
  };
}

/** Collects what the browser complains of; a journey ends by asking that there was nothing. */
export function complaints(page: Page): string[] {
  const list: string[] = [];
  page.on('console', message => ['error', 'warning'].includes(message.type()) && list.push(message.text()));
  page.on('pageerror', error => list.push(error.message));
  return list;
}
