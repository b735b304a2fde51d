import { constraintKinds } from '../optimizers/constraints/index.ts';
import { objection, optionsOf } from '../optimizers/options.ts';
import { ruleOf, type OptimizerConfig } from '../optimizers/pipeline.ts';
import { refusal } from '../optimizers/refusal.ts';
import { customRule } from '../optimizers/rules/custom.ts';
import { rules } from '../optimizers/rules/index.ts';
import type { Config, Option, OptionValue } from '../optimizers/rules/rule.ts';
import { isSerialized, scheduleObjection } from '../optimizers/schedules/index.ts';
import { run } from './experiment.ts';
import { isRecord, quote, type Raw } from './raw.ts';

type Adjust = (sentence: string) => void;

const choices = {
  dialect: ['keras3', 'legacy', 'tf2.0'],
  layout: ['vector', 'scalars', 'row', 'column'],
  accumulation: ['per_micro_step'],
} as const;

/** One run made of untrusted data: what is unsound falls back, and is named; none where there is no such optimizer. Never throws. */
export function readRun(item: unknown, i: number, adjust: Adjust): OptimizerConfig[] {
  const say: Adjust = sentence => adjust(`run ${i + 1}: ${sentence}`);
  const raw = isRecord(item) ? item : {};
  const lines = typeof raw.lines === 'string' && isSoundRule(raw.lines, say) ? raw.lines : undefined;
  const name = raw.optimizer;
  if (lines === undefined && !(typeof name === 'string' && Object.hasOwn(rules, name))) {
    say(`there is no optimizer ${quote(name ?? item)}; it was left out.`);
    return [];
  }
  const optimizer = lines === undefined ? (name as string) : 'Custom';
  const extra = readExtra(raw, optimizer, say);
  const base: OptimizerConfig = { optimizer, config: {}, ...extra, ...(lines !== undefined && { lines }) };
  const { config } = raw;
  if (config !== undefined && !isRecord(config)) say(`config is a list of options, not ${quote(config)}.`);
  const sound = readConfig(isRecord(config) ? config : {}, base, say);
  const made = run(sound, optimizer, { ...extra, ...(lines !== undefined && { lines }) });
  const reason = refusal(made);
  if (reason === undefined) return [made];
  say(`${reason} The usual options are used.`);
  return [run({}, optimizer, { ...extra, ...(lines !== undefined && { lines }) })];
}

function isSoundRule(text: string, say: Adjust): boolean {
  const [problem] = text.length > 4000 ? [{ line: 0, message: 'the rule is too long.' }] : customRule(text).problems;
  if (problem) say(`its rule, line ${problem.line + 1}: ${problem.message}`);
  return !problem;
}

function readExtra(raw: Raw, optimizer: string, say: Adjust): Partial<OptimizerConfig> {
  const extra: Record<string, unknown> = {};
  for (const [key, known] of Object.entries(choices)) {
    const value = raw[key];
    if (value === undefined) continue;
    const fits =
      (known as readonly unknown[]).includes(value) &&
      !(key === 'dialect' && value !== 'keras3' && optimizer !== 'SGD');
    if (!fits)
      say(`${key} is one of ${known.join(', ')}${key === 'dialect' ? ' (SGD only)' : ''}, not ${quote(value)}.`);
    else if (value !== 'keras3' && value !== 'vector') extra[key] = value;
  }
  const { constraint, exclude } = raw;
  if (isSerialized(constraint) && Object.hasOwn(constraintKinds, constraint.class_name) && isRecord(constraint.config))
    extra.constraint = { class_name: constraint.class_name, config: numbersOf(constraint.config) };
  else if (constraint !== undefined && constraint !== null) say(`there is no constraint ${quote(constraint)}.`);
  if (Array.isArray(exclude) && exclude.every(isPattern)) extra.exclude = exclude.slice(0, 8);
  else if (exclude !== undefined) say(`exclude is a list of names, not ${quote(exclude)}.`);
  return extra;
}

const numbersOf = (config: Raw): Config =>
  Object.fromEntries(Object.entries(config).filter((entry): entry is [string, number] => Number.isFinite(entry[1])));

function isPattern(text: unknown): boolean {
  try {
    return typeof text === 'string' && text.length <= 40 && new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

function readConfig(given: Raw, base: OptimizerConfig, say: Adjust): Config {
  const rule = ruleOf(base);
  const options = new Map(optionsOf(rule, base.dialect).map(option => [option.key, option]));
  const sound: Record<string, OptionValue> = {};
  for (const [key, value] of Object.entries(given)) {
    const option = options.get(key);
    const reason = option ? objectionTo(option, value) : `${rule.name} has no option ${quote(key)}.`;
    if (reason === undefined) sound[key] = value as OptionValue;
    else say(reason);
  }
  return sound;
}

/** Keras's reason against a value, where a schedule may be given too. */
function objectionTo(option: Option, value: unknown): string | undefined {
  if (option.kind === 'number' && option.schedule && isSerialized(value)) return scheduleObjection(value);
  return objection(option, value);
}
