import { objection, optionsOf } from './options.ts';
import { ruleNamed } from './pipeline.ts';
import { isCall, readPython, type PythonValue } from './pythonText.ts';
import { rules } from './rules/index.ts';
import type { Config, Dialect, Option, OptionValue, Rule, Serialized } from './rules/rule.ts';
import { isSerialized, scheduleConfig, scheduleKinds, scheduleObjection } from './schedules/index.ts';

export { kerasCode } from './kerasCode.ts';

/** What was read from a pasted config, and what of it could not be used, in sentences. */
export interface PastedConfig {
  readonly optimizer: string;
  readonly dialect: Dialect;
  readonly config: Config;
  readonly name: string | undefined;
  readonly remarks: readonly string[];
}

type Values = Readonly<Record<string, PythonValue>>;

/**
 * Reads `get_config()` of any of the optimizers as JSON or as Python prints it, bare (then of `optimizer`) or as
 * {class_name, config}, or the constructor call. Throws an Error, in words, if the text is none of these.
 */
export function readKerasConfig(text: string, optimizer = 'SGD'): PastedConfig {
  const { className, values, legacy } = unwrap(text);
  const known = className === undefined ? optimizer : Object.keys(rules).find(name => sameName(name, className));
  if (known === undefined)
    throw new Error(
      `This is the config of ${className}, which is not here. Known: ${Object.keys(rules).join(', ')}. Nothing was changed.`,
    );
  if (known === 'LossScaleOptimizer') return wrapped(values);
  const rule = ruleNamed(known);
  const dialect: Dialect =
    known === 'SGD' && (legacy || ('decay' in values && !('weight_decay' in values))) ? 'legacy' : 'keras3';
  const options = optionsOf(rule, dialect);
  const config: Record<string, OptionValue> = {};
  const remarks: string[] = [];
  for (const [position, value] of Object.entries(values)) {
    const key = position === 'lr' && dialect === 'legacy' ? 'learning_rate' : keyOf(position, rule);
    const option = options.find(candidate => candidate.key === key);
    if (!option) {
      if (key !== 'name' && !(dialect === 'legacy' && value === null))
        remarks.push(`${key} is not an option of Keras’s ${known} and was left out.`);
      continue;
    }
    const read = optionValue(option, value);
    if (typeof read === 'object' && read !== null && 'reason' in read)
      remarks.push(`${key}: ${(read as { readonly reason: string }).reason}. The run keeps its own.`);
    else config[key] = read;
  }
  return {
    optimizer: known,
    dialect,
    config,
    name: typeof values.name === 'string' ? values.name : undefined,
    remarks,
  };
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Positional arguments come in the order of the constructor. */
function keyOf(position: string, rule: Rule): string {
  return /^\d+$/.test(position)
    ? (rule.options[Number(position)]?.key ?? `argument ${Number(position) + 1}`)
    : position;
}

function optionValue(option: Option, value: PythonValue): OptionValue | { readonly reason: string } {
  const schedule = option.kind === 'number' && option.schedule ? scheduleOf(value) : undefined;
  if (schedule) {
    const reason = scheduleObjection(schedule);
    return reason === undefined ? schedule : { reason };
  }
  const reason = objection(option, value);
  return reason === undefined ? shortest(value as OptionValue) : { reason };
}

/** A schedule, as a config or as a constructor call. */
function scheduleOf(value: PythonValue): Serialized | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const [name, given] = isCall(value)
    ? [value.call.split('.').at(-1)!, value.args]
    : isSerialized(value)
      ? [value.class_name, value.config]
      : [undefined, {}];
  if (name === undefined || !Object.hasOwn(scheduleKinds, name)) return undefined;
  const kind = scheduleKinds[name]!;
  const keys = Object.keys(kind.defaults);
  const named = Object.entries(given).map(
    ([key, item]) => [/^\d+$/.test(key) ? keys[Number(key)]! : key, shortest(item as OptionValue)] as const,
  );
  const config = Object.fromEntries(named.filter(([key]) => key !== 'name'));
  try {
    const { name: _, ...full } = scheduleConfig(kind, config);
    return { class_name: name, config: full };
  } catch {
    return { class_name: name, config };
  }
}

/** A LossScaleOptimizer's options join those of the SGD inside it. */
function wrapped(values: Values): PastedConfig {
  const inner = values.inner_optimizer ?? values[0];
  const read = readKerasConfig(JSON.stringify(isCall(inner ?? null) ? inner : (inner ?? {})), 'SGD');
  const own = ['initial_scale', 'dynamic_growth_steps'].filter(key => typeof values[key] === 'number');
  return {
    ...read,
    optimizer: 'LossScaleOptimizer',
    config: { ...read.config, ...Object.fromEntries(own.map(key => [key, values[key] as number])) },
    remarks: read.optimizer === 'SGD' ? read.remarks : [`${read.optimizer} can’t be wrapped here: SGD is.`],
  };
}

function unwrap(text: string): { className: string | undefined; values: Values; legacy: boolean } {
  let read: PythonValue;
  try {
    read = readPython(text);
  } catch {
    read = null;
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    throw new Error(
      'This is not a config: paste what `optimizer.get_config()` returns, as JSON or as Python prints it.',
    );
  if (isCall(read))
    return { className: read.call.split('.').at(-1)!, values: read.args, legacy: read.call.includes('legacy') };
  const values = read as Values;
  if (typeof values.call === 'string')
    return { className: values.call.split('.').at(-1)!, values: values.args as Values, legacy: false };
  const { class_name: name, config } = values;
  if (typeof name !== 'string' || typeof config !== 'object' || config === null)
    return { className: undefined, values, legacy: false };
  return {
    className: name,
    values: config as Values,
    legacy: typeof values.module === 'string' && values.module.includes('legacy'),
  };
}

/** Keras reads 0.01 back as 0.009999999776482582; this is the shortest decimal with the same float32. */
export function shortest<T extends OptionValue>(value: T): T {
  if (typeof value !== 'number' || value !== Math.fround(value)) return value;
  for (let digits = 1; digits <= 9; digits++) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.fround(candidate) === value) return candidate as T;
  }
  return value;
}
