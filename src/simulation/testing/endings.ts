import { describe, expect, test } from 'vitest';
import type { Surface } from '../../surfaces/surface.ts';
import { loops } from '../loops.ts';
import { planOf, type Plan } from '../plan.ts';
import type { Swarm, SwarmInput } from '../swarm.ts';
import { cases, optimizerOf } from './cases.ts';
import { particlesOf, startsOn, type Start } from './particles.ts';

const STEPS = 20;
const TOLERANCE = 1e-5;
const TRIED = 48; // starts
const LEAST = 16; // of them that are compared

/** Where particles are after all steps in the exact loops of a plan, and the loss there; NaN where the run diverges. */
function exactEnds({ state, uniforms, host, count }: SwarmInput, plan: Plan): number[][] {
  const stepper = loops.compile(plan);
  const rows = new Float32Array((STEPS + 1) * plan.columns.length);
  return Array.from({ length: count }, (_, i) => {
    const moved = Float32Array.from(plan.state, (_name, channel) => state[channel * count + i]!);
    const diverged = stepper.steps(moved, uniforms, rows, 0, STEPS, host) > 0;
    const last = [...moved, stepper.loss(moved, uniforms)];
    return diverged ? last.map(() => NaN) : last;
  });
}

const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...b.map((value, i) => Math.abs(a[i]! - value) / Math.max(1, Math.abs(value))));

/** A backend under test. */
export interface Tested {
  readonly create: (input: SwarmInput) => Swarm | Promise<Swarm>;
  /** It notices numbers that go beyond float32. */
  readonly overflows: boolean;
}

/** Every rule with every switch: 20 steps on the backends end where the traces do. */
export function endings(backends: readonly Tested[], surfaces: readonly Surface[]): void {
  describe.each(surfaces)('20 steps end where the traces do, on $name', surface => {
    test.each(Object.entries(cases))('%s', async (_, one) => {
      const trial = { surface, optimizer: optimizerOf(surface, one), steps: STEPS };
      const plan = planOf(surface, trial.optimizer);
      const starts = startsOn(surface, TRIED);
      const at = (places: readonly Start[]): SwarmInput => particlesOf(trial, places, plan);

      // No sign or comparison is on edge where neither rounding nor a nudge of the start changes the end by much.
      const ends = exactEnds(at(starts), plan);
      const others = [2 ** -23, -(2 ** -23)].map(nudge =>
        exactEnds(at(starts.map(([x, y]) => [x * (1 + nudge), y * (1 - nudge)])), plan),
      );
      if (!one.overflows) others.push(exactEnds(at(starts), planOf(surface, trial.optimizer, 'float64')));
      const steady = starts.flatMap((_start, i) => {
        const spread = Math.max(...others.map(other => distance(other[i]!, ends[i]!)));
        return spread < TOLERANCE / 2 ? [i] : [];
      });
      expect(steady.length).toBeGreaterThanOrEqual(LEAST);

      const compared = at(steady.map(i => starts[i]!));
      for (const { create, overflows } of backends) {
        if (one.overflows && !overflows) continue;
        const swarm = await create(compared);
        await swarm.play(STEPS);
        const channels = await swarm.read([...plan.state, 'loss']);
        swarm.dispose();
        const errors = steady.map((i, place) =>
          distance(
            channels.map(channel => channel[place]!),
            ends[i]!,
          ),
        );
        for (const error of errors) expect(error).toBeLessThanOrEqual(TOLERANCE);
      }
    });
  });
}
