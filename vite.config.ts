import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserPath, webGpuFlags } from './e2e/tools/browser.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** How often each fault is injected. */
    faultRounds: number;
  }
}

/** Nothing but this site's own files: no inline script, no eval on the page, no foreign host. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Reading a property of our own tables does nothing else: what is only read for nobody is left out. */
const treeshake = { propertyReadSideEffects: false } as const;

export default defineConfig({
  base: './',
  appType: 'mpa',
  plugins: [
    react({ compiler: true }),
    {
      name: 'content-security-policy',
      apply: 'build',
      transformIndexHtml: html =>
        html.replace(
          '<meta charset="utf-8" />',
          `$&\n    <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}" />`,
        ),
    },
  ],
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 700, rolldownOptions: { treeshake } },
  worker: { format: 'es', rolldownOptions: { treeshake } },
  // A sandboxed frame has no origin of its own: it loads modules only from a host that lets everyone read.
  preview: { cors: { origin: '*' } },
  optimizeDeps: { include: ['comlink', 'd3', 'react', 'react-dom/client', 'zustand'] },
  test: {
    testTimeout: 30_000, // machines are busy at times
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.ts'],
          exclude: ['src/**/*.browser.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.ts'],
          provide: { faultRounds: Number(process.env['FAULT_ROUNDS'] ?? 2) },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: browserPath() ?? '', args: webGpuFlags } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
