import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';

/** Software WebGPU and WebGL with a working presentation path, and no calls home. */
export const webGpuFlags = [
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--force-color-profile=srgb',
];

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/** The browser the tests use: CHROMIUM_PATH, else Playwright's own, else one installed on the system, else undefined. */
export function browserPath() {
  const candidates = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...usualPlaces];
  return candidates.find(path => path && existsSync(path));
}

/** Finds a browser or installs one; says what it did; throws a sentence if there is none to be had. */
export function ensureBrowser() {
  const found = browserPath();
  if (found) return console.log(`browser: ${found}`);
  const attempts = [
    { what: 'Playwright’s own Chromium', command: 'npx playwright install chromium' },
    { what: 'the system’s Chromium package', command: installPackage },
  ];
  for (const { what, command } of attempts) {
    console.log(`browser: none found; installing ${what}`);
    try {
      execSync(command, { stdio: 'ignore' });
    } catch {
      console.log(`browser: ${what} could not be installed`);
    }
    const path = browserPath();
    if (path) return console.log(`browser: ${path}`);
  }
  throw new Error('No Chromium was found or could be installed. Install one, or set CHROMIUM_PATH to its executable.');
}

const installPackage =
  'apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium fonts-liberation';

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureBrowser();
