import { createEvaluator } from '../formula/evaluate.ts';
import type { Backend } from './backend.ts';

/** The reference, and the way where no code may be generated: the array evaluator on arrays of one particle. */
export const array: Backend = {
  name: 'array',
  compile(plan) {
    const step = createEvaluator([...plan.next, ...plan.values], plan.precision);
    const loss = createEvaluator([plan.loss], plan.precision);
    const lossColumn = plan.columns.indexOf('loss');
    const next = plan.next.length;
    const inputs: Record<string, number> = {};
    const read = (state: Float32Array, uniforms: Float32Array): void => {
      for (let i = 0; i < plan.state.length; i++) inputs[plan.state[i]!] = state[i]!;
      for (let i = 0; i < plan.uniforms.length; i++) inputs[plan.uniforms[i]!] = uniforms[i]!;
    };
    return {
      loss(state, uniforms) {
        read(state, uniforms);
        return loss.run(inputs, 1)[0]![0]!;
      },
      steps(state, uniforms, rows, from, to, host) {
        for (let k = from + 1; k <= to; k++) {
          read(state, uniforms);
          const given = (plan.clock < 0 ? k - 1 : state[plan.clock]!) * plan.host.length;
          for (let i = 0; i < plan.host.length; i++) inputs[plan.host[i]!] = host[given + i]!;
          const results = step.run(inputs, 1);
          const row = k * plan.columns.length - next;
          if (!Number.isFinite(results[next + lossColumn]![0])) return k;
          for (let i = 0; i < next; i++) if (!Number.isFinite(results[i]![0])) return k;
          for (let i = 0; i < next; i++) state[i] = results[i]![0]!;
          for (let i = next; i < results.length; i++) rows[row + i] = results[i]![0]!;
        }
        return 0;
      },
    };
  },
};
