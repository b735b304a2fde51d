import { inOrder, type Node } from '../../formula/graph.ts';
import { reassociated } from '../../formula/reassociate.ts';
import { emitWgsl, wgslPrelude, type WgslCode } from '../../formula/emitWgsl.ts';
import { operationsOf } from '../../formula/schedule.ts';
import type { Plan } from '../plan.ts';
import type { SwarmInput } from '../swarm.ts';
import { WORKGROUP } from './flags.ts';
import type { Shader } from './pipelines.ts';

/** Bounds the loop over calls, whatever the host asks for. */
export const MOST_CALLS = 4096;

const HEADER = 8; // words of `Given` before the numbers
const MANY = 65_536; // particles, from which on there are enough of them for all cores twice over
const MOST_OPERATIONS = 200; // in a loop's body: beyond it registers spill and compiling takes long

/** How a loop's body is filled: so many particles side by side, so many calls one after the other. */
export interface Shape {
  readonly each: number;
  readonly unrolled: number;
}

/** One particle's arithmetic fills the other's waiting, and several calls share the loop's own work. */
export function shapeOf(plan: Plan, count: number): Shape {
  const copies = count < MANY ? 1 : Math.max(1, Math.floor(MOST_OPERATIONS / operationsOf(nextState(plan, []))));
  return { each: Math.min(2, copies), unrolled: Math.max(1, Math.min(4, copies >> 1)) };
}

/** The number of vectors that hold the uniforms. */
const vectors = (plan: Plan): number => Math.max(1, Math.ceil(plan.uniforms.length / 4));

/** What a dispatch does: so many calls after those `from`, of the particles begin … end − 1. */
export interface Work {
  readonly from: number;
  readonly calls: number;
  readonly begin: number;
  readonly end: number;
}

/** The words of `Given`; `stride` is the number of invocations. */
export function givenWords(
  input: SwarmInput,
  { from, calls, begin, end }: Work,
  stride: number,
): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(HEADER + 4 * vectors(input.plan));
  words.set([from, calls, input.count, stride, input.first ?? 0, begin, end]);
  new Float32Array(words.buffer).set(input.uniforms, HEADER);
  return words;
}

const bindings = (plan: Plan): string => `
struct Given {
  played: u32, // calls done
  calls: u32, // to do
  count: u32,  // particles
  stride: u32, // invocations; each has the particles begin + lane, begin + lane + stride, …
  first: u32,  // the number of particle 0 among those of all workers
  begin: u32,
  end: u32,
  numbers: array<vec4f, ${vectors(plan)}>,
}
@group(0) @binding(0) var<uniform> given: Given;
@group(0) @binding(1) var<storage, read_write> state: array<f32>; // one channel after the other
@group(0) @binding(2) var<storage, read> rows: array<f32>; // data, the columns of hyperparameters, then the host's rows
fn data_at(i: u32) -> f32 { return rows[i]; }
`;

/** The numbers that a plan's formulas read by index. */
export const dataWords = ({ graph }: Plan): number => graph.columns.reduce((sum, { values }) => sum + values.length, 0);

const main = `
@compute @workgroup_size(${WORKGROUP}) fn main(@builtin(global_invocation_id) id: vec3u) {
  let lane = id.x;
  if (lane >= given.stride) { return; }
`;

/** How the inputs of one of an invocation's particles are spelled, and read. */
function inputsOf(plan: Plan, columns: readonly number[], place: number) {
  const suffix = `_${place}`;
  const spell = (input: string): string => {
    const [channel, uniform, host] = [
      plan.state.indexOf(input),
      plan.uniforms.indexOf(input),
      plan.host.indexOf(input),
    ];
    if (channel >= 0) return `s${channel}${suffix}`;
    if (columns.includes(uniform)) return `u${uniform}${suffix}`;
    if (uniform >= 0) return `u${uniform}`;
    if (host >= 0) return `h${host}${suffix}`;
    if (input === 'call') return 'call';
    if (input === 'particle') return `particle${suffix}`;
    throw new Error(`The plan has no input “${input}”.`);
  };
  const at = `i${suffix}`;
  const row = plan.clock < 0 ? 'k' : `u32(s${plan.clock}${suffix})`;
  return {
    suffix,
    spell,
    /** Those that stay, and where the particle is. Past the end the last particle is moved once more, to no effect. */
    fixed: [
      `let ${at} = min(given.begin + lane + ${place}u * given.stride, given.end - 1u);`,
      `let particle${suffix} = f32(given.first + ${at});`,
      ...columns.map(
        (uniform, i) => `let u${uniform}${suffix} = rows[${dataWords(plan)}u + ${i}u * given.count + ${at}];`,
      ),
    ],
    state: plan.state.map((_, i) => `s${i}${suffix} = state[${i}u * given.count + ${at}];`),
    /** Those of a call. */
    host: [
      ...(plan.host.length > 0 ? [`let row${suffix} = hosted + ${row} * ${plan.host.length}u;`] : []),
      ...plan.host.map((_, i) => `let h${i}${suffix} = rows[row${suffix} + ${i}u];`),
    ],
  };
}

const uniformsOf = (plan: Plan, columns: readonly number[]): string[] => [
  `let hosted = ${dataWords(plan)}u + ${columns.length}u * given.count;`,
  ...plan.uniforms.flatMap((_, i) =>
    columns.includes(i) ? [] : [`let u${i} = given.numbers[${Math.floor(i / 4)}][${i % 4}];`],
  ),
];

/** The lines of several particles in turn, so that one's arithmetic fills the other's waiting. */
const interleaved = (lists: readonly (readonly string[])[]): string[] =>
  lists[0]!.flatMap((_, line) => lists.map(list => list[line]!));

const ofStep = (plan: Plan, input: string): boolean =>
  plan.state.includes(input) || plan.host.includes(input) || input === 'call';

/** The state after a call, by as few operations as may be; as they stand where an overflow on the way is looked for. */
function nextState(plan: Plan, columns: readonly number[]): readonly Node[] {
  if (inOrder(plan.next).some(isFiniteTest)) return plan.next;
  return reassociated(plan.graph, plan.next, {
    varies: input => ofStep(plan, input) || input === 'particle' || columns.includes(plan.uniforms.indexOf(input)),
    distributes: false, // float32 has no digits to spare
  });
}

/** x − x = 0, as reductions.ts asks whether x is finite. */
const isFiniteTest = ({ op, args: [difference] }: Node): boolean =>
  op === 'is_finite' || (op === 'eq' && difference!.op === 'sub' && difference!.args[0] === difference!.args[1]);

/** The code of one call, for one of an invocation's particles. */
export function stepCode(plan: Plan, columns: readonly number[], place: number): WgslCode {
  const { spell, suffix } = inputsOf(plan, columns, place);
  return emitWgsl(nextState(plan, columns), spell, input => ofStep(plan, input), suffix);
}

const keyOf = (plan: Plan, columns: readonly number[]): string => `${plan.key}|${columns.join()}`;

/** Many calls of some particles an invocation; `columns` are the places of the uniforms in which particles differ. */
export const stepShader = (plan: Plan, columns: readonly number[], shape: Shape): Shader => ({
  key: `step ${shape.each} ${shape.unrolled} ${keyOf(plan, columns)}`,
  code: () => stepText(plan, columns, shape),
  buffers: ['uniform', 'storage', 'read-only-storage'],
});

/** The loss of every particle where it is. */
export const lossShader = (plan: Plan, columns: readonly number[]): Shader => ({
  key: `loss ${keyOf(plan, columns)}`,
  code: () => lossText(plan, columns),
  buffers: ['uniform', 'storage', 'read-only-storage', 'storage'],
});

function stepText(plan: Plan, columns: readonly number[], { each, unrolled }: Shape): string {
  const places = Array.from({ length: each }, (_, i) => i);
  const inputs = places.map(place => inputsOf(plan, columns, place));
  const codes = places.map(place => stepCode(plan, columns, place));
  const callAfter = (before: number): string[] => [
    '{',
    `let k = given.played + done + ${before}u;`,
    'let call = f32(k + 1u);',
    ...inputs.flatMap(({ host }) => host),
    ...interleaved(codes.map(({ lines }) => lines)),
    // All of the new state is read before any of it is written: a slot may pass its old value to another.
    ...codes.flatMap(({ names }, place) => names.map((name, i) => `let t${i}_${place} = ${name};`)),
    ...codes.flatMap(({ names }, place) => names.map((_, i) => `s${i}_${place} = t${i}_${place};`)),
    '}',
  ];
  return [
    wgslPrelude,
    bindings(plan),
    main,
    ...uniformsOf(plan, columns),
    ...inputs.flatMap(({ fixed, state }) => [...fixed, ...state.map(line => `var ${line}`)]),
    ...interleaved(codes.map(({ fixed }) => fixed)),
    `let todo = min(given.calls, ${MOST_CALLS}u);`,
    `let together = todo - todo % ${unrolled}u;`,
    // Loops that count up to a bound, and only these, need no guard of the compiler's against running for ever.
    `for (var done = 0u; done < together; done += ${unrolled}u) {`,
    ...Array.from({ length: unrolled }, (_, before) => callAfter(before)).flat(),
    '}',
    ...(unrolled > 1 ? ['for (var done = together; done < todo; done++) {', ...callAfter(0), '}'] : []),
    ...places.flatMap(place => [
      `if (given.begin + lane + ${place}u * given.stride < given.end) {`,
      ...plan.state.map((_, i) => `state[${i}u * given.count + i_${place}] = s${i}_${place};`),
      '}',
    ]),
    '}',
  ].join('\n');
}

/** The loss of every particle where it is. */
function lossText(plan: Plan, columns: readonly number[]): string {
  const { fixed, state, host, spell } = inputsOf(plan, columns, 0);
  const { lines, names } = emitWgsl([plan.loss], spell);
  return [
    wgslPrelude,
    bindings(plan),
    '@group(0) @binding(3) var<storage, read_write> losses: array<f32>;',
    main,
    ...uniformsOf(plan, columns),
    ...fixed,
    ...state.map(line => `let ${line}`),
    'let k = max(given.played, 1u) - 1u;',
    'let call = f32(k + 1u);',
    ...host,
    ...lines,
    `losses[i_0] = ${names[0]!};`,
    '}',
  ].join('\n');
}
