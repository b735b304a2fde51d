import { openProgram, type OpenProgram } from '../formula/evaluate.ts';
import type { FloatArray } from '../formula/laneLoop.ts';
import { channelPlace } from './channels.ts';
import { createCpuSwarm } from './cpuSwarm.ts';
import type { Kernel, KernelInput, Recorder } from './kernel.ts';
import type { Plan } from './plan.ts';
import type { Swarm, SwarmInput } from './swarm.ts';

const LANES = 512;

/** Particles under the array evaluator: the reference, and the way where no code may be generated. */
export function createArraySwarm(input: SwarmInput): Swarm {
  return createCpuSwarm(arrayKernel(input.plan), input);
}

/** The same under the array evaluator. */
export function arrayKernel(plan: Plan): Kernel {
  const step = openProgram(plan.next, plan.precision, LANES);
  const loss = openProgram([plan.loss], plan.precision, LANES);

  /** Puts the numbers of particles begin … begin + lanes − 1 into a program's inputs. */
  function load(
    program: OpenProgram,
    state: FloatArray,
    input: KernelInput,
    call: number,
    begin: number,
    lanes: number,
  ): void {
    for (const [name, array] of program.inputs) {
      const [channel, uniform, host] = [plan.state.indexOf(name), plan.uniforms.indexOf(name), plan.host.indexOf(name)];
      const column = input.columns[uniform];
      if (channel >= 0) array.set(state.subarray(channel * input.count + begin, channel * input.count + begin + lanes));
      else if (column) array.set(column.subarray(begin, begin + lanes));
      else if (uniform >= 0) array.fill(input.uniforms[uniform]!);
      else if (name === 'call') array.fill(call);
      else if (name === 'particle') for (let lane = 0; lane < lanes; lane++) array[lane] = input.first + begin + lane;
      else if (host < 0) throw new Error(`The plan has no input “${name}”.`);
      else if (plan.clock < 0) array.fill(input.host[(call - 1) * plan.host.length + host]!);
      else
        for (let lane = 0; lane < lanes; lane++)
          array[lane] = input.host[state[plan.clock * input.count + begin + lane]! * plan.host.length + host]!;
    }
    program.compute();
  }

  const kernel: Omit<Kernel, 'recorder'> = {
    backend: 'array',
    advance(state, input, from, to, begin, end) {
      for (let first = begin; first < end; first += LANES) {
        const lanes = Math.min(LANES, end - first);
        for (let call = from + 1; call <= to; call++) {
          load(step, state, input, call, first, lanes);
          step.outputs.forEach((values, channel) =>
            state.set(values.subarray(0, lanes), channel * input.count + first),
          );
        }
      }
    },
    loss(state, input, call, begin, end, losses) {
      for (let first = begin; first < end; first += LANES) {
        const lanes = Math.min(LANES, end - first);
        load(loss, state, input, call, first, lanes);
        losses.set(loss.outputs[0]!.subarray(0, lanes), first);
      }
    },
  };
  return { ...kernel, recorder: channels => recorderOver(plan, kernel, channels) };
}

function recorderOver(plan: Plan, { advance, loss }: Omit<Kernel, 'recorder'>, channels: readonly string[]): Recorder {
  const places = channels.map(name => channelPlace(plan, name));
  return (state, input, from, to, begin, end, rows) => {
    const { count } = input;
    for (let call = from + 1, row = 0; call <= to; call++) {
      for (const place of places) {
        if (place < 0) loss(state, input, call, begin, end, rows.subarray(row));
        else rows.set(state.subarray(place * count + begin, place * count + end), row + begin);
        row += count;
      }
      advance(state, input, call - 1, call, begin, end);
    }
  };
}
