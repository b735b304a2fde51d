import { operationsOf } from '../formula/schedule.ts';
import { binned } from './bins.ts';
import { channelPlace } from './channels.ts';
import type { Kernel, KernelInput } from './kernel.ts';
import type { Keyframe, Swarm, SwarmInput } from './swarm.ts';

const CHUNK = 4096; // particles that go through a slice's calls before the next do: their state stays in the nearest cache
const SLICE_MS = 25; // between pauses
const USUAL_SPEED = 400_000; // operations a millisecond, before any has been timed

interface CpuKeyframe extends Keyframe {
  readonly state: Float32Array;
}

/** A swarm in this thread, run by a kernel. */
export function createCpuSwarm(kernel: Kernel, input: SwarmInput): Swarm {
  const { count, plan } = input;
  const fresh = (length: number): Float32Array => input.arena?.floats(length) ?? new Float32Array(length);
  const state = fresh(input.state.length);
  state.set(input.state);
  const columns = plan.uniforms.map((_, i) => input.columns.get(i));
  const { uniforms, host, first = 0 } = input;
  const given: KernelInput = { count, first, uniforms, columns, host };
  let losses: Float32Array | undefined; // worked out anew whenever they are asked for
  let step = 0;
  let speed = USUAL_SPEED / Math.max(20, operationsOf(plan.next)); // particle-steps a millisecond

  function advance(to: number): void {
    for (let begin = 0; begin < count; begin += CHUNK)
      kernel.advance(state, given, step, to, begin, Math.min(count, begin + CHUNK));
    step = to;
  }

  function channel(name: string): Float32Array {
    const place = channelPlace(plan, name);
    if (place >= 0) return state.subarray(place * count, (place + 1) * count);
    losses ??= fresh(count);
    kernel.loss(state, given, step, 0, count, losses);
    return losses;
  }

  return {
    backend: kernel.backend,
    count,
    get step() {
      return step;
    },
    async play(to, pause) {
      if (!pause) return advance(to);
      while (step < to) {
        const began = performance.now();
        const calls = Math.max(1, Math.min(to - step, Math.floor((speed * SLICE_MS) / count)));
        advance(step + calls);
        speed = (calls * count) / Math.max(0.01, performance.now() - began);
        if (step < to && !(await pause())) return;
      }
    },
    read(channels, into = []) {
      return Promise.resolve(
        channels.map((name, i) => {
          const values = channel(name);
          const target = into[i] ?? new Float32Array(count);
          target.set(values);
          return target;
        }),
      );
    },
    bin: (grid, name, into) =>
      Promise.resolve(binned(grid, channel('x'), channel('y'), name === undefined ? undefined : channel(name), into)),
    keep: (): CpuKeyframe => ({ step, state: state.slice(), dispose() {} }),
    restore(keyframe) {
      state.set((keyframe as CpuKeyframe).state);
      step = keyframe.step;
    },
    dispose() {},
  };
}
