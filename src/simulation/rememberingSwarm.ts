import { binned } from './bins.ts';
import { createHistory } from './history.ts';
import type { Kernel } from './kernel.ts';
import type { Keyframe, Swarm, SwarmInput } from './swarm.ts';

/** A swarm that knows its own past. */
export interface RememberingSwarm extends Swarm {
  /** Where the particles have been: all x after a call, then all y, from `calls` calls ago (or the start) up to now. */
  tail(calls: number): Float32Array;
}

const SLICE_MS = 25; // between pauses

/** Particles of up to `steps` calls in this thread; `held` bytes of checkpoints stand for their past. */
export function createRememberingSwarm(
  kernel: Kernel,
  input: SwarmInput,
  steps: number,
  held: number,
): RememberingSwarm {
  const { count } = input;
  const past = createHistory(kernel, input, steps, held);
  let step = 0;
  /** A cursor that is still beyond a run that became shorter sees its end. */
  const here = (): number => Math.min(step, steps);
  const now = (channel: string, into?: Float32Array): Float32Array => past.stretch(here(), here(), [channel], into);

  return {
    backend: kernel.backend,
    count,
    get step() {
      return step;
    },
    async play(to, pause) {
      for (let began = performance.now(); step < to;) {
        step++;
        past.stretch(here(), here(), []);
        if (!pause || step === to || performance.now() - began < SLICE_MS) continue;
        if (!(await pause())) return;
        began = performance.now();
      }
    },
    read: (channels, into = []) => Promise.resolve(channels.map((name, i) => now(name, into[i]))),
    bin: (grid, name, into) =>
      Promise.resolve(binned(grid, now('x'), now('y'), name === undefined ? undefined : now(name), into)),
    tail: calls => past.stretch(Math.max(0, here() - calls), here(), ['x', 'y']),
    keep: (): Keyframe => ({ step, dispose() {} }),
    restore: keyframe => void (step = keyframe.step),
    dispose() {},
  };
}
