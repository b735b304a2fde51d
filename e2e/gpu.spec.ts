import { chromium, expect, test } from '@playwright/test';
import { browserPath, webGpuFlags } from './tools/browser.mjs';
import { person } from './page.ts';

test('a GPU process that crashes three times: the same crowd goes on, in a sentence', async () => {
  test.slow(); // a software GPU takes its time to start
  const browser = await chromium.launch({ executablePath: browserPath() ?? '', args: webGpuFlags });
  try {
    const context = await browser.newContext({
      baseURL: test.info().project.use.baseURL!,
      reducedMotion: 'reduce',
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    const gpu = await browser.newBrowserCDPSession();
    const me = person(page);
    const status = page.locator('.crowd-status');
    await me.open('?backend=webgpu#v=1&surface=himmelblau&crowd=disk,20000&step=5');
    await expect(status).toContainText('Step 5:', { timeout: 60_000 });
    for (const step of [20, 40, 60]) {
      await gpu.send('Browser.crashGpuProcess');
      await me.scrubTo(step);
      await expect(status).toContainText(`Step ${step}:`, { timeout: 30_000 });
      await expect(status).toContainText('20,000');
    }
    await expect(status).toContainText('crowd: loops');
    await expect(page.locator('.notice')).toContainText('the particles go on in the typed loops');
    await expect(page.locator('.trail')).toHaveCount(2);
  } finally {
    await browser.close();
  }
});
