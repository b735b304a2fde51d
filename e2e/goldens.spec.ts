import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { complaints, person } from './page.ts';

/** Recordings of the real Keras 3.15.1; see src/simulation/goldens.test.ts. */
interface Golden {
  readonly id: string;
  readonly surface: string;
  readonly start: readonly [number, number];
  readonly kwargs: { readonly learning_rate: number; readonly momentum?: number; readonly nesterov?: boolean };
  /** x and y of each row in turn. */
  readonly record: Readonly<Record<'var' | 'grad', string>> & { readonly momentum?: string };
}

const { cases: goldens } = JSON.parse(
  readFileSync(new URL('../src/simulation/goldens.json', import.meta.url), 'utf8'),
) as { readonly cases: readonly Golden[] };

const cases = ['002', '004', '005', '006', '008', '009', '010'].map(id =>
  goldens.find(golden => golden.id.startsWith(id))!,
);

for (const { id, surface, start, kwargs, record } of cases)
  test(`a person finds Keras's numbers: ${id}`, async ({ page, browser }) => {
    const problems = complaints(page);
    const me = person(page);
    await me.open();

    // Plays, drags the start by mouse and by keys, edits a slider: everything follows.
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
    await page.keyboard.press('Space');
    const before = await me.start.getAttribute('aria-label');
    const box = (await me.start.boundingBox())!;
    await page.mouse.move(box.x + 22, box.y + 22);
    await page.mouse.down();
    await page.mouse.move(box.x + 90, box.y + 60, { steps: 5 });
    await page.mouse.up();
    const dragged = await me.start.getAttribute('aria-label');
    expect(dragged).not.toBe(before);
    await me.start.press('ArrowRight');
    await expect(me.start).not.toHaveAttribute('aria-label', dragged!);
    const slider = me.run(1).getByRole('slider', { name: 'momentum, slider' });
    await slider.press('ArrowLeft');
    await expect(me.run(1).getByRole('textbox', { name: 'momentum' })).toHaveValue('0.89');

    // Sets up what Keras ran.
    const [kind, , kappa] = surface.split(':');
    const title = kind === 'quad' ? 'Ravine' : kind![0]!.toUpperCase() + kind!.slice(1);
    await me.pickSurface(title);
    if (kind === 'quad') {
      await me.type(me.field('condition κ'), Number(kappa));
      await me.type(me.field('rotation φ'), 0);
    }
    await me.type(me.field('x'), start[0]);
    await me.type(me.field('y'), start[1]);
    await me.setOption(1, 'learning_rate', kwargs.learning_rate);
    await me.setOption(1, 'momentum', kwargs.momentum ?? 0);
    await me.setOption(1, 'nesterov', kwargs.nesterov ?? false);

    const [variable, slope, velocity] = [record.var, record.grad, record.momentum].map(text =>
      text?.split(' ').map(Number),
    );
    const exact = kind === 'quad' || kind === 'saddle';
    const agrees = (actual: number, expected: number): void => {
      if (exact) expect(Math.fround(actual)).toBe(Math.fround(expected));
      else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-4 * Math.max(1, Math.abs(expected)));
    };
    for (const step of [1, 2, 17, 50]) {
      await me.scrubTo(step);
      const data = await me.stepData();
      for (const [i, axis] of (['x', 'y'] as const).entries()) {
        agrees(data.get(axis)![0]!, variable![2 * step + i]!);
        agrees(data.get(`gradient.g.${axis}`)![0]!, slope![2 * (step - 1) + i]!);
        if (velocity) agrees(data.get(`update.velocity.${axis}`)![0]!, velocity[2 * (step - 1) + i]!);
      }
    }

    // Sends the link; a stranger sees the same experiment at the same step.
    await page.getByRole('button', { name: 'Share link' }).click();
    const link = await me.clipboard();
    expect(link.slice(link.indexOf('#')).length).toBeLessThan(150);
    const stranger = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
    await stranger.goto(link);
    const them = person(stranger);
    await expect(them.output).toContainText('50 /');
    expect(await them.stepData()).toEqual(await me.stepData());
    await expect(them.run(1).getByRole('textbox', { name: 'learning_rate' })).toHaveValue(String(kwargs.learning_rate));
    await expect(them.surface(title)).toBeVisible();
    expect(problems).toEqual([]);
  });
