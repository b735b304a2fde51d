import { channelPlace } from './channels.ts';
import type { Kernel, KernelInput } from './kernel.ts';
import type { SwarmInput } from './swarm.ts';

/** Bytes of checkpoints, if nothing is said. */
export const HELD = 7.5e6;
const CALLS = 4; // at a time: so many rows of an answer are written side by side
const none = new Float32Array(0);
const CHUNK = 4096; // particles that go through them before the next do

/** Every step of many particles. Nothing but checkpoints is stored: what lies between is played again, to the same bits. */
export interface History {
  readonly steps: number;
  /** What it holds by now, answers aside. */
  readonly bytes: number;
  /**
   * Channels of plan.state, or `loss`, after calls from … to, written into a fresh or given array: step after step, channel
   * after channel, one number a particle.
   */
  stretch(from: number, to: number, channels: readonly string[], into?: Float32Array): Float32Array;
}

/**
 * The history of particles up to call `steps`. Checkpoints lie as close together as the bytes that may be held allow, and are made on
 * the first way past them. They are float32, and the particles go on from what they hold: so a step is the same wherever it is
 * reached from.
 */
export function createHistory(kernel: Kernel, input: SwarmInput, steps: number, held = HELD): History {
  const { count, plan } = input;
  const given: KernelInput = {
    ...input,
    first: input.first ?? 0,
    columns: plan.uniforms.map((_, place) => input.columns.get(place)),
  };
  const state = Float64Array.from(input.state);
  const every = Math.max(1, Math.ceil((steps * input.state.byteLength) / held));
  const checkpoints = [input.state.slice()];
  let standing = 0; // the call after which the state is

  /** Calls up to `to`; before each the channels go into the next row. */
  function play(to: number, channels: readonly string[], rows: Float32Array): void {
    const record = kernel.recorder(channels);
    const first = standing;
    while (standing < to) {
      const slice = Math.min(to, standing + CALLS, (Math.floor(standing / every) + 1) * every);
      const own = rows.subarray((standing - first) * channels.length * count);
      for (let begin = 0; begin < count; begin += CHUNK)
        record(state, given, standing, slice, begin, Math.min(count, begin + CHUNK), own);
      standing = slice;
      if (slice % every !== 0) continue;
      if (slice === checkpoints.length * every) checkpoints.push(Float32Array.from(state));
      state.set(checkpoints[slice / every]!);
    }
  }

  /** The state after `step` calls. */
  function goTo(step: number): void {
    const near = Math.min(checkpoints.length - 1, Math.floor(step / every));
    if (standing > step || standing < near * every) {
      state.set(checkpoints[near]!);
      standing = near * every;
    }
    play(step, [], none);
  }

  return {
    steps,
    get bytes() {
      return checkpoints.length * input.state.byteLength + state.byteLength;
    },
    stretch(from, to, channels, into) {
      if (!(Number.isInteger(from) && from >= 0 && from <= steps))
        throw new RangeError(`Steps are 0 … ${steps}. Received: ${from}.`);
      if (!(Number.isInteger(to) && to >= from && to <= steps))
        throw new RangeError(`A stretch from ${from} ends at ${from} … ${steps}. Received: ${to}.`);
      const row = channels.length * count;
      const rows = into ?? new Float32Array((to - from + 1) * row);
      const places = channels.map(name => channelPlace(plan, name));
      goTo(from);
      play(to, channels, rows);
      places.forEach((place, channel) => {
        const last = rows.subarray((to - from) * row + channel * count);
        if (place < 0) kernel.loss(state, given, to, 0, count, last);
        else last.set(state.subarray(place * count, (place + 1) * count));
      });
      return rows;
    },
  };
}
