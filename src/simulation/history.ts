import type { Kernel, KernelInput } from './kernel.ts';
import type { SwarmInput } from './swarm.ts';

const HELD = 7e6; // bytes of checkpoints, if nothing is said
const CHUNK = 4096; // particles that go through all calls before the next do

/** Every step of many particles. Nothing but checkpoints is stored: what lies between is played again, to the same bits. */
export interface History {
  readonly steps: number;
  /** What it holds, answers aside. */
  readonly bytes: number;
  /** Channels of plan.state, or `loss`, after `step` calls, one number a particle, written into fresh or given arrays. */
  at(step: number, channels: readonly string[], into?: readonly Float32Array[]): Float32Array[];
  /** x and y after calls from … to: all x of a step, then all y, step after step; written into a fresh or given array. */
  trails(from: number, to: number, into?: Float32Array): Float32Array;
}

/**
 * Plays all calls and keeps checkpoints, as close together as the bytes that may be held allow. Every call ends in float32 storage, as if played alone: so a
 * step is the same whichever checkpoint it is reached from.
 */
export function createHistory(kernel: Kernel, input: SwarmInput, steps: number, held = HELD): History {
  const { count, plan } = input;
  const given: KernelInput = {
    ...input,
    first: input.first ?? 0,
    columns: plan.uniforms.map((_, place) => input.columns.get(place)),
  };
  const size = plan.state.length * count;
  const every = Math.max(1, Math.ceil((steps * size * Float32Array.BYTES_PER_ELEMENT) / held));
  const checkpoints = Array.from({ length: Math.floor(steps / every) + 1 }, () => new Float32Array(size));
  const state = input.state.slice();
  let standing = 0; // the call after which the state is

  /** Calls from + 1 … to, a few particles at a time; `see` looks at the state of these after each. */
  function replay(from: number, to: number, see?: (step: number, begin: number, end: number) => void): void {
    for (let begin = 0; begin < count; begin += CHUNK) {
      const end = Math.min(count, begin + CHUNK);
      see?.(from, begin, end);
      for (let step = from + 1; step <= to; step++) {
        kernel.advance(state, given, step - 1, step, begin, end);
        see?.(step, begin, end);
      }
    }
    standing = to;
  }

  /** The state after `step` calls. */
  function goTo(step: number): void {
    if (!(Number.isInteger(step) && step >= 0 && step <= steps))
      throw new RangeError(`Steps are 0 … ${steps}. Received: ${step}.`);
    const checkpoint = Math.floor(step / every);
    const onwards = standing <= step && standing >= checkpoint * every;
    if (!onwards) state.set(checkpoints[checkpoint]!);
    replay(onwards ? standing : checkpoint * every, step);
  }

  replay(0, steps, (step, begin, end) => {
    if (step % every > 0) return;
    for (let first = 0; first < size; first += count)
      checkpoints[step / every]!.set(state.subarray(first + begin, first + end), first + begin);
  });

  return {
    steps,
    bytes: (checkpoints.length + 1) * state.byteLength,
    at(step, channels, into = []) {
      goTo(step);
      return channels.map((name, i) => {
        const values = into[i] ?? new Float32Array(count);
        const place = plan.state.indexOf(name);
        if (name === 'loss') kernel.loss(state, given, step, 0, count, values);
        else if (place >= 0) values.set(state.subarray(place * count, (place + 1) * count));
        else throw new Error(`The particles have no “${name}”. They have ${plan.state.join(', ')} and loss.`);
        return values;
      });
    },
    trails(from, to, into) {
      goTo(from);
      if (!(Number.isInteger(to) && to >= from && to <= steps))
        throw new RangeError(`A trail from ${from} ends at ${from} … ${steps}. Received: ${to}.`);
      const trails = into ?? new Float32Array((to - from + 1) * 2 * count);
      replay(from, to, (step, begin, end) => {
        for (let axis = 0; axis < 2; axis++)
          trails.set(
            state.subarray(axis * count + begin, axis * count + end),
            (2 * (step - from) + axis) * count + begin,
          );
      });
      return trails;
    },
  };
}
