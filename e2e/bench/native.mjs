import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { problems, startsOf } from './problems.mjs';

const source = fileURLToPath(new URL('native.c', import.meta.url));
const folder = resolve('node_modules/.cache/bench');

/** Compiles native.c with these flags; undefined where there is no C compiler. */
function compiled(name, flags) {
  mkdirSync(folder, { recursive: true });
  const target = `${folder}/${name}`;
  const { status } = spawnSync('cc', [...flags, '-o', target, source, '-lm'], { stdio: 'ignore' });
  return status === 0 ? target : undefined;
}

/** A subject that runs in a process of its own and times its own steps. */
const subject = (name, flags) => {
  const program = compiled(name, flags);
  return (
    program && {
      async prepare({ surface, nesterov, count, steps }) {
        const problem = problems[surface];
        const { x, y } = startsOf(problem, count);
        const input = Buffer.concat([x, y].map(({ buffer }) => new Uint8Array(buffer)));
        const settings = [surface, Number(nesterov), count, steps, problem.rate].map(String);
        return {
          async run() {
            const { stdout, status } = spawnSync(program, settings, { input, maxBuffer: 2 ** 30 });
            if (status !== 0) throw new Error(`${name} ended with ${status}.`);
            const floats = new Float32Array(
              stdout.buffer.slice(stdout.byteOffset + 8, stdout.byteOffset + 8 + 8 * count),
            );
            return { ms: stdout.readDoubleLE(0), x: floats.subarray(0, count), y: floats.subarray(count) };
          },
          dispose() {},
        };
      },
    }
  );
};

/** Native C as the limit, one thread: vectorised, and one particle at a time. Empty where there is no C compiler. */
export const natives = () => {
  const made = {
    native: subject('native', ['-O3', '-march=native', '-ffast-math', '-fno-tree-slp-vectorize']),
    'native-scalar': subject('native-scalar', ['-O2', '-fno-tree-vectorize', '-DLANES=1']),
  };
  return Object.fromEntries(Object.entries(made).filter(([, each]) => each));
};
