import { evaluate, numbers, tensorOf } from '../../formula/quantity.ts';
import type { Program, Slot } from '../program.ts';
import { filled, numbersOf, programFor, type Core } from './core.ts';
import { Variable, type DType } from './variable.ts';

/** What Keras calls a slot; the rule may call it otherwise. */
export const kerasName = (core: Core, slot: string): string => core.rule.slotNames?.[slot] || slot;

const precisionOf = (dtype: DType): 'float32' | 'float64' => (dtype === 'float32' ? 'float32' : 'float64');

/** Slots that come before the rule's own, each for all variables. */
const common = ['average', 'gradient_accumulator'] as const;

/** Creates the slots of variables in the order of Keras 3: averages, accumulators, then what each call of the rule creates. */
export function buildSlots(core: Core, variables: readonly Variable[]): void {
  const programs = variables.map(variable => programFor(core, variable.shape));
  const calls = core.accumulation ? [common] : common.map(name => [name]);
  const own = core.rule.slotCalls ?? [
    [...new Set(programs.flatMap(({ slots }) => slots.map(slot => slot.name)))].filter(
      name => !(common as readonly string[]).includes(name),
    ),
  ];
  for (const call of [...calls, ...own])
    variables.forEach((variable, i) => {
      for (const name of call) {
        const slot = programs[i]!.slots.find(candidate => candidate.name === name);
        if (slot?.scope === 'each') createSlot(core, variable, slot);
        else if (!slot && core.rule.placeholders && own.includes(call))
          core.order.push(new Variable(0, { name: variable.name, path: variable.path, dtype: 'int32' }));
      }
    });
  for (const slot of sharedSlots(programs)) {
    if (core.shared.has(slot.name)) continue;
    const value = firstValue(core, slot, undefined);
    const variable = new Variable(value.elements, { name: slot.name, shape: [], dtype: core.floatx });
    core.shared.set(slot.name, variable);
    core.order.push(variable);
  }
}

const sharedSlots = (programs: readonly Program[]): Slot[] =>
  programs.flatMap(({ slots }) => slots.filter(slot => slot.scope !== 'each'));

/** The older classes create a variable's slots when it first has a gradient. */
export function buildSlotsLazily(core: Core, variables: readonly Variable[]): void {
  for (const variable of variables)
    for (const slot of programFor(core, variable.shape).slots)
      if (slot.scope === 'each' && !core.slots.get(variable)?.has(slot.name)) createSlot(core, variable, slot);
}

function createSlot(core: Core, variable: Variable, slot: Slot): void {
  const name = core.rule.slotNames?.[slot.name] ?? slot.name;
  const { shape, elements } = firstValue(core, slot, variable);
  addSlot(core, variable, slot.name, name, elements, shape);
}

/** Adds a slot under its name in the rule's lines; its path is as the dialect spells it (`name` may be empty there). */
export function addSlot(
  core: Core,
  variable: Variable,
  slot: string,
  name: string,
  values: readonly number[],
  shape = variable.shape,
): Variable {
  const { path, dtype } = variable;
  const suffix = name === '' ? '' : `_${name}`;
  const created = new Variable(values, {
    name: name === '' ? variable.name : name,
    path:
      core.dialect === 'keras3' ? `${core.name}/${path.replaceAll('/', '_')}${suffix}` : `${core.name}/${path}/${name}`,
    shape,
    dtype,
  });
  const slots = core.slots.get(variable) ?? new Map<string, Variable>();
  slots.set(slot, created);
  core.slots.set(variable, slots);
  core.order.push(created);
  return created;
}

function firstValue(core: Core, { initial }: Slot, variable: Variable | undefined) {
  const shape = variable?.shape ?? [];
  if (!initial) return { shape, elements: filled(shape, 0) };
  const precision = precisionOf(variable?.dtype ?? core.floatx);
  const { number } = numbersOf(core);
  const value = tensorOf(
    numbers(precision),
    evaluate(numbers(precision), initial, {
      literals: 'weak',
      value: name => (name === 'w' && variable ? { shape, elements: variable.value.slice() } : number(name, precision)),
    }),
  );
  return value.shape.length === 0
    ? { shape, elements: filled(shape, value.elements[0]!) }
    : { shape: value.shape, elements: Array.from(value.elements) };
}
