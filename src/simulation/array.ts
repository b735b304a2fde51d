import { openProgram, type OpenProgram } from '../formula/evaluate.ts';
import type { Backend } from './backend.ts';

type Column = Float32Array | Float64Array | undefined;

/** The reference, and the way where no code may be generated: the array evaluator on arrays of one particle. */
export const array: Backend = {
  name: 'array',
  compile(plan) {
    const step = openProgram([...plan.next, ...plan.values], plan.precision, 1);
    const loss = openProgram([plan.loss], plan.precision, 1);
    const lossColumn = plan.columns.indexOf('loss');
    const next = plan.next.length;
    const columns = ({ inputs }: OpenProgram, names: readonly string[]): Column[] =>
      names.map(name => inputs.get(name));
    const fill = (into: readonly Column[], from: ArrayLike<number>, offset = 0): void => {
      for (let i = 0; i < into.length; i++) {
        const column = into[i];
        if (column) column[0] = from[offset + i]!;
      }
    };
    const [ofLoss, ofStep] = [loss, step].map(program => ({
      state: columns(program, plan.state),
      uniforms: columns(program, plan.uniforms),
      host: columns(program, plan.host),
    }));
    return {
      loss(state, uniforms) {
        fill(ofLoss!.state, state);
        fill(ofLoss!.uniforms, uniforms);
        loss.compute();
        return loss.outputs[0]![0]!;
      },
      steps(state, uniforms, rows, from, to, host) {
        const results = step.outputs;
        fill(ofStep!.uniforms, uniforms);
        const call = step.inputs.get('call'); // the particle is number 0
        for (let k = from + 1; k <= to; k++) {
          fill(ofStep!.state, state);
          fill(ofStep!.host, host, (plan.clock < 0 ? k - 1 : state[plan.clock]!) * plan.host.length);
          if (call) call[0] = k;
          step.compute();
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
