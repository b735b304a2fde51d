import type { Plan } from './plan.ts';

/** A plan made ready to run one particle. All arrays are float32: storing is rounding. */
export interface Stepper {
  /** The loss at a state. */
  loss(state: Float32Array, uniforms: Float32Array): number;
  /**
   * Calls from + 1 … to: moves `state`, and writes call k's values at rows[k · columns]. Returns the first call whose
   * state or loss is not finite (its row is not written), or 0. Row k − 1 of `host` holds call k's host
   * values (or row state[plan.clock], where a particle may skip calls).
   */
  steps(
    state: Float32Array,
    uniforms: Float32Array,
    rows: Float32Array,
    from: number,
    to: number,
    host: Float32Array,
  ): number;
}

/** One lowering of plans. `compile` throws an EvalError where the place forbids generated code. */
export interface Backend {
  readonly name: 'loops' | 'array';
  compile(plan: Plan): Stepper;
}
