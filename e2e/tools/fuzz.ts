// A million random strings and a hundred thousand mutated formulas into the parser: what is refused is refused in words and
// soon; what is accepted is lowered to WGSL, and a sample of that is compiled by Chromium's WebGPU.
import { chromium } from 'playwright';
import { wgslPrelude, type WgslCode } from '../../src/formula/emitWgsl.ts';
import { chance, lowered, mutatedFormula, randomText, tryText } from '../../src/surfaces/testing/fuzz.ts';
import { browserPath, webGpuFlags } from './browser.mjs';

const SLOWEST_MS = 50;
const BATCH = 40; // formulas in a shader
const SAMPLE = 2000; // formulas that the GPU's compiler sees
const share = Number(process.argv[2] ?? 1);
const seed = Number(process.argv[3] ?? 1);
const kinds = [
  { title: 'random strings', make: randomText, count: Math.round(1_000_000 * share) },
  { title: 'mutated formulas', make: mutatedFormula, count: Math.round(100_000 * share) },
];

/** Of this process's own time: what a neighbour takes of the machine isn't the parser's. */
function ownTime(text: string): number {
  const before = process.cpuUsage();
  tryText(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

let failures = 0;
const fail = (text: string, why: string): void => {
  if (++failures <= 20) console.error(`FAILED ${JSON.stringify(text.slice(0, 200))} ${why}`);
};

function wgslOf(text: string, reading: Parameters<typeof lowered>[0]): WgslCode | undefined {
  try {
    return lowered(reading);
  } catch (error) {
    fail(text, `is not lowered: ${String(error)}`);
    return undefined;
  }
}

const samples: { text: string; wgsl: WgslCode }[] = [];
for (const { title, make, count } of kinds) {
  const random = chance(seed);
  const began = performance.now();
  let [accepted, slowest] = [0, 0];
  for (let i = 0; i < count; i++) {
    const text = make(random);
    const start = performance.now();
    const verdict = tryText(text);
    let ms = performance.now() - start;
    // The quickest of three more where the clock says too long: not the collection of somebody's garbage.
    if (ms > SLOWEST_MS) ms = Math.min(ownTime(text), ownTime(text), ownTime(text));
    slowest = Math.max(slowest, ms);
    if (ms > SLOWEST_MS) fail(text, `took ${ms.toFixed(1)} ms`);
    if (verdict.complaint) fail(text, verdict.complaint);
    if (!verdict.accepted) continue;
    accepted++;
    const wgsl = wgslOf(text, verdict.accepted);
    if (!wgsl) continue;
    // Reservoir sampling: each accepted text is as likely as any other to be kept.
    const place = samples.length < SAMPLE ? samples.length : Math.floor(random() * accepted);
    if (place < SAMPLE) samples[place] = { text, wgsl };
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `${title}: ${count.toLocaleString('en-US')} tried, ${accepted.toLocaleString('en-US')} accepted and lowered to WGSL, ` +
      `slowest ${slowest.toFixed(1)} ms, ${seconds} s in all`,
  );
}

const shaderOf = (batch: typeof samples): string =>
  [
    wgslPrelude,
    ...batch.map(
      ({ wgsl: { lines, names } }, i) =>
        `fn f${i}(x: f32, y: f32, p: array<f32, 12>) -> vec3f {\n${lines.join('\n')}\nreturn vec3f(${names.join(', ')});\n}`,
    ),
    '@compute @workgroup_size(1) fn main() {}',
  ].join('\n');

/** The compiler's errors, in the page. */
async function errorsOf(code: string): Promise<string[]> {
  const adapter = await navigator.gpu.requestAdapter();
  const device = await adapter!.requestDevice();
  const { messages } = await device.createShaderModule({ code }).getCompilationInfo();
  device.destroy();
  return messages.filter(({ type }) => type === 'error').map(({ message, lineNum }) => `line ${lineNum}: ${message}`);
}

const browser = await chromium.launch({ executablePath: browserPath() ?? '', args: webGpuFlags });
const page = await browser.newPage();
await page.route('**/*', route => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
await page.goto('http://localhost/');
for (let i = 0; i < samples.length; i += BATCH) {
  const batch = samples.slice(i, i + BATCH);
  if ((await page.evaluate(errorsOf, shaderOf(batch))).length === 0) continue;
  for (const one of batch) {
    const [error] = await page.evaluate(errorsOf, shaderOf([one]));
    if (error) fail(one.text, `is no WGSL: ${error}`);
  }
}
await browser.close();
console.log(`WGSL: ${samples.length.toLocaleString('en-US')} of the accepted compiled by Chromium's WebGPU`);
console.log(failures === 0 ? 'No failure.' : `${failures} failures.`);
process.exitCode = failures === 0 ? 0 : 1;
