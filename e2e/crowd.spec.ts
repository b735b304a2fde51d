import { chromium, expect, test, type Locator, type Page } from '@playwright/test';
import { complaints, person } from './page.ts';
import { browserPath, webGpuFlags } from './tools/browser.mjs';

/** The crowd's picture: how much of it is covered, and where the middle of that is, as shares of the canvas. */
async function pictureOf(canvas: Locator): Promise<{ covered: number; x: number; y: number }> {
  return canvas.evaluate((node: HTMLCanvasElement) => {
    const sheet = new OffscreenCanvas(node.width, node.height);
    const context = sheet.getContext('2d')!;
    context.drawImage(node, 0, 0);
    const { data } = context.getImageData(0, 0, node.width, node.height);
    let [sum, x, y] = [0, 0, 0];
    for (let i = 3; i < data.length; i += 4) {
      const cell = (i - 3) / 4;
      sum += data[i]!;
      x += data[i]! * (cell % node.width);
      y += data[i]! * Math.floor(cell / node.width);
    }
    return { covered: sum / 255 / (node.width * node.height), x: x / sum / node.width, y: y / sum / node.height };
  });
}

const crowdOf = (page: Page) => ({
  canvas: page.locator('canvas.crowd'),
  status: page.locator('.crowd-status'),
  add: page.getByRole('button', { name: '+ Add a crowd' }),
  choose: (group: string, name: string) =>
    page.getByRole('group', { name: group }).getByRole('button', { name }).click(),
});

test('one click sets a crowd out; it moves with the cursor, and undo takes it away', async ({ page }) => {
  const heard = complaints(page);
  const me = person(page);
  const crowd = crowdOf(page);
  await me.open('#v=1&step=0');
  await expect(crowd.canvas).toHaveCount(0);
  await crowd.add.click();
  await expect(me.field('count')).toHaveValue('10000');
  await expect(crowd.status).toContainText('Step 0: 0 of 10,000 have arrived at the lowest loss, to a millionth.');
  await expect(crowd.status).toContainText('crowd: loops · numbers: float32 loops');
  const start = await pictureOf(crowd.canvas);
  expect(start.covered).toBeGreaterThan(0.01);
  expect(start.x).toBeLessThan(0.3);
  await page.keyboard.press('End');
  await expect(crowd.status).toContainText(/Step 200: 10,000 of 10,000 have arrived/);
  const end = await pictureOf(crowd.canvas);
  expect(Math.abs(end.x - 0.5)).toBeLessThan(0.02);
  expect(end.covered).toBeLessThan(start.covered / 4);
  await page.keyboard.press('Home');
  await expect(crowd.status).toContainText('Step 0:');
  expect((await pictureOf(crowd.canvas)).x).toBeCloseTo(start.x, 2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(crowd.canvas).toHaveCount(0);
  expect(heard).toEqual([]);
});

test('a link opens the same crowd; its controls change it and the link', async ({ page }) => {
  const me = person(page);
  const crowd = crowdOf(page);
  await me.open('#v=1&surface=himmelblau&crowd=ring,50000,size:2,colour:speed&step=4');
  await expect(me.field('count')).toHaveValue('50000');
  await expect(page.getByRole('button', { name: 'ring', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('figure', { name: 'Colours of speed' })).toBeVisible();
  await expect(crowd.status).toContainText('Step 4:');
  await me.type(me.field('count'), 1_048_576);
  await crowd.choose('shape', 'cloud');
  await crowd.choose('colour', 'run');
  await expect(page.locator('.crowd-kinds li')).toHaveText(['SGD · momentum', 'SGD · Nesterov']);
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('crowd=cloud,1048576,size:2,colour:run');
  await expect(crowd.status).toContainText('of 1,048,576 have arrived', { timeout: 30_000 });
  await me.field('count').fill('2000000');
  await expect(page.getByText('count is a whole number from 1 to 1,048,576.')).toBeVisible();
});

test('tails show where the particles come from, at any step; the link keeps them', async ({ page }) => {
  const me = person(page);
  const crowd = crowdOf(page);
  const covered = async (): Promise<number> => (await pictureOf(crowd.canvas)).covered;
  await me.open('#v=1&surface=himmelblau&run=Adam,learning_rate:0.05&crowd=ring,400,size:3&step=30');
  await expect(crowd.status).toContainText('Step 30:');
  const bare = await covered();
  await crowd.choose('tails', '30');
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('crowd=ring,400,size:3,tails:30');
  await expect.poll(covered).toBeGreaterThan(2 * bare);
  const [long, steps] = [await covered(), 6];
  await me.scrubTo(steps);
  await expect(crowd.status).toContainText(`Step ${steps}:`);
  const short = await covered();
  expect(short).toBeLessThan(0.8 * long);
  await crowd.choose('tails', 'off');
  await expect.poll(covered).toBeLessThan(0.8 * short);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('tails:30'); // a reload would overtake the way back
  await page.reload();
  await me.scrubTo(steps);
  await expect(crowd.status).toContainText(`Step ${steps}:`);
  await expect(page.getByRole('group', { name: 'tails' }).getByRole('button', { pressed: true })).toHaveText('30');
  expect(await covered()).toBeCloseTo(short, 3);
  await me.type(me.field('count'), 10_001);
  await expect(page.getByText('Tails are drawn behind at most 10,000 particles.')).toBeVisible();
});

test('its size is dragged on the stage, or changed with the keys, as one edit', async ({ page }) => {
  const me = person(page);
  await me.open('#v=1&crowd=disk,1000,size:0.5&step=0');
  const handle = page.getByRole('button', { name: /^Size of the crowd 0\.5:/ });
  const size = async () => Number(await me.field('size').inputValue());
  await handle.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(size).toBeGreaterThan(0.5);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(size).toBe(0.5);
  const box = (await handle.boundingBox())!;
  await page.mouse.move(box.x + 22, box.y + 22);
  await page.mouse.down();
  await page.mouse.move(box.x + 62, box.y + 22, { steps: 4 });
  await page.mouse.up();
  await expect.poll(size).toBeGreaterThan(0.6);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(size).toBe(0.5);
});

test('coloured by the minimum it tells how many end where', async ({ page }) => {
  const me = person(page);
  await me.open('#v=1&surface=himmelblau&crowd=disk,20000,size:4,colour:minimum&step=0');
  const rows = page.locator('.crowd-kinds li');
  await expect(rows).toHaveText([
    /^\(3, 2\)/,
    /^\(−2\.81, 3\.13\)/,
    /^\(−3\.78, −3\.28\)/,
    /^\(3\.58, −1\.85\)/,
    /^elsewhere, or still moving/,
  ]);
  await expect(rows.first().locator('.share')).toContainText('%');
  const shares = await rows.locator('.share').allTextContents();
  const sum = shares.reduce((total, text) => total + Number(text.replace(/[<>% ]/g, '')), 0);
  expect(Math.abs(sum - 100)).toBeLessThan(0.5);
});

test('the crowd goes along with the view and with a dragged start', async ({ page }) => {
  const me = person(page);
  const crowd = crowdOf(page);
  await me.open('#v=1&crowd=disk,2000&step=0');
  await expect(crowd.status).toContainText('Step 0');
  const middle = async () => {
    const [{ x, y }, box, pad] = await Promise.all([
      pictureOf(crowd.canvas),
      crowd.canvas.boundingBox(),
      page.locator('.pad').boundingBox(),
    ]);
    return [box!.x + x * box!.width - pad!.x, box!.y + y * box!.height - pad!.y] as const;
  };
  const handle = async () => {
    const [box, pad] = await Promise.all([me.start.boundingBox(), page.locator('.pad').boundingBox()]);
    return [box!.x + 22 - pad!.x, box!.y + 22 - pad!.y] as const;
  };
  const apart = async () => {
    const [[x, y], [hx, hy]] = [await middle(), await handle()];
    return Math.hypot(x - hx, y - hy);
  };
  await expect.poll(apart).toBeLessThan(4);
  await page.getByRole('button', { name: 'Zoom out' }).click();
  await expect.poll(apart).toBeLessThan(4);
  const before = await handle();
  await me.start.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowRight');
  expect((await handle())[0]).toBeGreaterThan(before[0] + 40);
  await expect.poll(apart).toBeLessThan(4);
});

test('the exported picture holds the crowd', async ({ page }) => {
  const me = person(page);
  await me.open('#v=1&crowd=disk,2000&step=0');
  await expect(crowdOf(page).status).toContainText('Step 0');
  const svg = await me.downloadText('Picture as SVG');
  expect(/<image [^>]*href="data:image\/png;base64,/.test(svg)).toBe(true);
});

test('a crowd on the GPU: the same picture, and it says so; or why it is not there', async () => {
  test.slow(); // a software GPU takes its time to start
  const browser = await chromium.launch({ executablePath: browserPath() ?? '', args: webGpuFlags });
  try {
    const page = await browser.newPage({ baseURL: test.info().project.use.baseURL!, reducedMotion: 'reduce' });
    const pictures = [];
    for (const backend of ['loops', 'webgpu']) {
      const { status, canvas } = crowdOf(page);
      await page.goto('about:blank');
      await page.goto(`./?backend=${backend}#v=1&surface=rosenbrock&crowd=grid,100000,size:1&step=12`);
      await expect(status).toContainText('crowd: ', { timeout: 40_000 });
      // A software GPU that starts on a busy machine may take longer than the page waits for it: then loops, in a sentence.
      if (backend === 'webgpu' && !(await status.textContent())!.includes('crowd: GPU'))
        await expect(page.locator('.notice')).toContainText('the particles go on in the typed loops');
      await expect(status).toContainText('Step 12:', { timeout: 40_000 });
      pictures.push(await pictureOf(canvas));
    }
    const [loops, gpu] = pictures as [Awaited<ReturnType<typeof pictureOf>>, Awaited<ReturnType<typeof pictureOf>>];
    expect(gpu.covered / loops.covered).toBeCloseTo(1, 1);
    expect(Math.hypot(gpu.x - loops.x, gpu.y - loops.y)).toBeLessThan(0.005);
  } finally {
    await browser.close();
  }
});
