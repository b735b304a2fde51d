import { openProgram } from '../formula/evaluate.ts';
import type { Binned, Grid, Swarm, SwarmInput } from './swarm.ts';

/** Particles on the array evaluator: every operation over all of them. */
export async function createSwarm({ plan, count, state, uniforms, columns, host }: SwarmInput): Promise<Swarm> {
  const program = openProgram([...plan.next], 'float32', count);
  const loss = openProgram([plan.loss], 'float32', count);
  const now = plan.state.map((_, i) => state.slice(i * count, (i + 1) * count));
  for (const { inputs } of [program, loss]) {
    plan.uniforms.forEach((name, i) => {
      const column = columns.get(i);
      if (column) inputs.get(name)?.set(column);
      else inputs.get(name)?.fill(uniforms[i]!);
    });
  }
  let step = 0;
  const channel = (name: string): Float32Array => {
    if (name !== 'loss') return now[plan.state.indexOf(name)]!;
    now.forEach((array, i) => loss.inputs.get(plan.state[i]!)?.set(array));
    loss.compute();
    return loss.outputs[0] as Float32Array;
  };
  return {
    backend: 'array',
    count,
    get step() {
      return step;
    },
    async play(to, pause) {
      while (step < to) {
        now.forEach((array, i) => program.inputs.get(plan.state[i]!)?.set(array));
        plan.host.forEach((name, i) => program.inputs.get(name)?.fill(host[step * plan.host.length + i]!));
        program.compute();
        now.forEach((array, i) => array.set(program.outputs[i]!));
        step++;
        if (pause && !(await pause())) return;
      }
    },
    async read(names, into) {
      return names.map((name, i) => {
        const target = into?.[i] ?? new Float32Array(count);
        target.set(channel(name));
        return target;
      });
    },
    async bin({ width, height, x0, x1, y0, y1 }: Grid, name?: string, into?: Binned) {
      const size = width * height;
      const counts = into?.counts.length === size ? into.counts.fill(0) : new Uint32Array(size);
      const sums = into?.sums.length === size ? into.sums.fill(0) : new Float32Array(size);
      const [x, y] = [now[0]!, now[1]!];
      const values = name === undefined ? undefined : channel(name);
      const [ux, uy] = [width / (x1 - x0), height / (y1 - y0)];
      for (let i = 0; i < count; i++) {
        const column = (x[i]! - x0) * ux;
        const row = (y1 - y[i]!) * uy;
        if (!(column >= 0 && column < width && row >= 0 && row < height)) continue;
        const cell = (row | 0) * width + (column | 0);
        counts[cell]!++;
        if (values) sums[cell]! += values[i]!;
      }
      return { counts, sums };
    },
    keep() {
      const kept = now.map(array => array.slice());
      return { step, kept, dispose() {} } as never;
    },
    restore(keyframe) {
      const { kept } = keyframe as never as { kept: Float32Array[] };
      kept.forEach((array, i) => now[i]!.set(array));
      step = keyframe.step;
    },
    dispose() {},
  };
}
