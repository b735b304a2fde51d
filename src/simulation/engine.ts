import type { Trace } from '../experiment/trace.ts';
import { createEvaluator } from '../formula/evaluate.ts';
import { array } from './array.ts';
import type { Backend, Stepper } from './backend.ts';
import { whyBroken } from './broken.ts';
import { hostOf, uniformsOf, type Job } from './job.ts';
import { loops } from './loops.ts';
import { planOf, type Plan } from './plan.ts';
import { planKey } from './planKey.ts';

/** Traces of some jobs and the lowering that made them. */
export interface TraceResult {
  readonly traces: Trace[];
  readonly backend: Backend['name'];
}

/** Runs jobs where it is: in the worker, or on the page where no worker can be had. */
export interface Engine {
  /** One trace a job, or null if it was cancelled. `onProgress` (0 … 1) is called at least every 100 ms. */
  trace(jobs: readonly Job[], onProgress?: (share: number) => void): Promise<TraceResult | null>;
  /** Stops all that is running, at its next breath. */
  cancel(): void;
}

/** An engine in this thread, which can also do small jobs at once, without a breath. */
export interface LocalEngine extends Engine {
  traceNow(jobs: readonly Job[]): TraceResult;
}

const SLICE_MS = 12; // between breaths, in which messages such as `cancel` are heard
const STEPS_AT_A_TIME = 500;
const PREPARED = 32; // plans kept ready

/** `preferred` first; where its code is refused, the array evaluator, which gives the same bits. */
export function createEngine(preferred: Backend = loops): LocalEngine {
  const prepared = new Map<string, { plan: Plan; stepper: Stepper }>();
  let backend = preferred;
  let generation = 0;

  function prepare(job: Job): { plan: Plan; stepper: Stepper } {
    const key = planKey(job.surface, job.optimizer);
    let ready = prepared.get(key);
    if (!ready) {
      const plan = planOf(job.surface, job.optimizer);
      ready = { plan, stepper: compile(plan) };
      if (prepared.size >= PREPARED) prepared.delete(prepared.keys().next().value!);
      prepared.set(key, ready);
    }
    return ready;
  }

  function compile(plan: Plan): Stepper {
    try {
      return backend.compile(plan);
    } catch (error) {
      if (!(error instanceof EvalError)) throw error;
      backend = array;
      return backend.compile(plan);
    }
  }

  return {
    cancel: () => void generation++,
    traceNow(jobs) {
      const traces = jobs.map(job => {
        const { plan, stepper } = prepare(job);
        const run = startTrace(plan, stepper, job);
        run.advance(job.steps);
        return run.trace();
      });
      return { traces, backend: backend.name };
    },
    async trace(jobs, onProgress) {
      const mine = generation;
      const breathe = createBreath();
      const traces: Trace[] = [];
      for (const [i, job] of jobs.entries()) {
        const { plan, stepper } = prepare(job);
        const run = startTrace(plan, stepper, job);
        while (run.advance(STEPS_AT_A_TIME)) {
          if (!breathe.due()) continue;
          onProgress?.((i + run.share()) / jobs.length);
          await breathe.out();
          if (generation !== mine) return null;
        }
        traces.push(run.trace());
      }
      return { traces, backend: backend.name };
    },
  };
}

function startTrace(plan: Plan, stepper: Stepper, job: Job) {
  const width = plan.columns.length;
  const uniforms = Float32Array.from(uniformsOf(plan, job));
  const host = hostOf(plan, job);
  const [start] = job.starts;
  const state = initialState(plan, start!, uniforms, host);
  const rows = new Float32Array((job.steps + 1) * width);
  rows.fill(NaN, 0, width);
  rows.set([state[0]!, state[1]!, stepper.loss(state, uniforms)]);
  let done = 0;
  let divergedAt: number | null = null;
  return {
    share: () => done / job.steps,
    /** True while calls remain. */
    advance(calls: number): boolean {
      const to = Math.min(job.steps, done + calls);
      const diverged = stepper.steps(state, uniforms, rows, done, to, host);
      if (diverged > 0) divergedAt = diverged;
      done = diverged > 0 ? diverged - 1 : to;
      return diverged === 0 && done < job.steps;
    },
    trace(): Trace {
      const why = divergedAt === null ? undefined : whyBroken(plan, job, state, uniforms, host, done);
      return {
        columns: plan.columns,
        rows: done === job.steps ? rows : rows.slice(0, (done + 1) * width),
        steps: done,
        divergedAt,
        ...(why !== undefined && { undefinedBecause: why }),
      };
    },
  };
}

/** x, y and every slot's first value. */
function initialState(
  plan: Plan,
  start: readonly [number, number],
  uniforms: Float32Array,
  host: Float32Array,
): Float32Array {
  const inputs: Record<string, number> = { x: start[0], y: start[1], call: 1, particle: 0 };
  plan.uniforms.forEach((name, i) => (inputs[name] = uniforms[i]!));
  plan.host.forEach((name, i) => (inputs[name] = host[i]!));
  return Float32Array.from(createEvaluator(plan.initial, plan.precision).run(inputs, 1), ([value]) => value!);
}

/** Lets other messages in after every SLICE_MS of work. */
function createBreath() {
  let last = performance.now();
  return {
    due: (): boolean => performance.now() - last >= SLICE_MS,
    async out(): Promise<void> {
      await new Promise(resolve => setTimeout(resolve, 0));
      last = performance.now();
    },
  };
}
