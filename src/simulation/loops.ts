import * as elementary from '../formula/elementary.ts';
import { emitLoops, readColumns } from '../formula/emitLoops.ts';
import type { DataColumn } from '../formula/graph.ts';
import type { Backend, Stepper } from './backend.ts';
import type { Plan } from './plan.ts';

/** Generated straight-line code, one particle, strict rounding: the numbers that are shown, shared and exported. */
export const loops: Backend = {
  name: 'loops',
  compile(plan) {
    // The one place where text becomes code: our own names, numbers and operators.
    // oxlint-disable-next-line typescript/no-implied-eval
    const factory = new Function('math', 'f', 'columns', stepperSource(plan)) as (
      math: typeof elementary,
      f: typeof Math.fround,
      columns: readonly DataColumn[],
    ) => Stepper;
    return factory(elementary, Math.fround, plan.graph.columns);
  },
};

/** JavaScript of a Stepper. It holds nothing but our own names, numbers and operators. */
function stepperSource(plan: Plan): string {
  const places = new Map([
    ...plan.state.map((name, i) => [name, `s${i}`] as const),
    ...plan.uniforms.map((name, i) => [name, `u${i}`] as const),
    ...plan.host.map((name, i) => [name, `h${i}`] as const),
    ['call', 'k'] as const,
    ['particle', '0'] as const,
  ]);
  const spell = (input: string): string => {
    const place = places.get(input);
    if (!place) throw new Error(`The plan has no input “${input}”.`);
    return place;
  };
  const varies = (input: string): boolean =>
    plan.state.includes(input) || plan.host.includes(input) || input === 'call';
  const clock = plan.clock < 0 ? '(k - 1)' : `s${plan.clock}`;
  const step = emitLoops([...plan.next, ...plan.values], plan.precision, { spell, varies });
  const loss = emitLoops([plan.loss], plan.precision, { spell, varies });
  const next = step.names.slice(0, plan.next.length);
  const values = step.names.slice(plan.next.length);
  const readUniforms = plan.uniforms.map((_, i) => `const u${i} = uniforms[${i}];`);
  const isFinite = [...next, values[plan.columns.indexOf('loss')]!].map(name => `${name} - ${name} === 0`).join(' && ');
  return [
    '"use strict";',
    readColumns(plan.graph),
    'return {',
    'loss(state, uniforms) {',
    ...readUniforms,
    ...plan.state.map((_, i) => `const s${i} = state[${i}];`),
    ...loss.uniform,
    ...loss.lane,
    `return ${loss.names[0]};`,
    '},',
    'steps(state, uniforms, rows, from, to, host) {',
    ...readUniforms,
    ...plan.state.map((_, i) => `let s${i} = state[${i}];`),
    ...step.uniform,
    'let diverged = 0;',
    'for (let k = from + 1; k <= to; k++) {',
    ...plan.host.map((_, i) => `const h${i} = host[${clock} * ${plan.host.length} + ${i}];`),
    ...step.lane,
    `if (!(${isFinite})) { diverged = k; break; }`,
    `const row = k * ${plan.columns.length};`,
    ...values.map((name, i) => `rows[row + ${i}] = ${name};`),
    // All of the new state is read before any of it is written: a slot may pass its old value to another.
    ...next.map((name, i) => `const t${i} = ${name};`),
    ...next.map((_, i) => `s${i} = t${i};`),
    '}',
    ...plan.state.map((_, i) => `state[${i}] = s${i};`),
    'return diverged;',
    '},',
    '};',
  ].join('\n');
}
