import { defineConfig } from '@playwright/test';
import { browserPath } from './tools/browser.mjs';

const PORT = 4179;

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  workers: 2,
  forbidOnly: true,
  timeout: 60_000,
  use: {
    baseURL: `http://localhost:${PORT}/`,
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: 'reduce' },
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: { executablePath: browserPath() ?? '', args: ['--disable-background-networking', '--no-first-run'] },
    trace: 'retain-on-failure',
  },
  webServer: {
    command: `npx vite build --logLevel warn && npx vite preview --port ${PORT} --strictPort`,
    cwd: '..',
    port: PORT,
    reuseExistingServer: false,
  },
});
