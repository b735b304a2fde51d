import { pythonFloat, python } from './errors.ts';
import { optionsOf } from './options.ts';
import { ruleOf, type OptimizerConfig } from './pipeline.ts';
import type { Option, OptionValue, Serialized } from './rules/rule.ts';
import { isSerialized, scheduleNamed } from './schedules/index.ts';

const homes = {
  keras3: 'keras.optimizers',
  legacy: 'tf.keras.optimizers.legacy',
  'tf2.0': 'tf.keras.optimizers',
} as const;

/** Rules that other libraries have, and what they call their learning rate there. */
const elsewhere: Readonly<Record<string, readonly [call: string, rate: string]>> = {
  TorchSGD: ['torch.optim.SGD', 'lr'],
  OptaxSGD: ['optax.sgd', 'learning_rate'],
  OptaxAdam: ['optax.adam', 'learning_rate'],
};

/** Numbers that count something are whole in Python; Keras takes no whole numbers for its floats. */
const counts = (key: string): boolean => /(steps|frequency|boundaries|axis)$/.test(key);
const literal = (key: string, value: OptionValue): string =>
  Array.isArray(value)
    ? `[${(value as readonly OptionValue[]).map(item => literal(key, item)).join(', ')}]`
    : typeof value === 'number' && !counts(key)
      ? pythonFloat(value)
      : python(value);

const call = (name: string, args: readonly string[]): string => `${name}(${args.join(', ')})`;

/**
 * The run as Python: `keras.optimizers.SGD(learning_rate=0.04, momentum=0.9)`. Defaults but the learning rate are left out;
 * what Python has no class for is said in a comment.
 */
export function kerasCode(run: OptimizerConfig): string {
  const rule = ruleOf(run);
  const dialect = run.dialect ?? 'keras3';
  const [name, rate] = elsewhere[rule.name] ?? [`${homes[dialect]}.${rule.name}`, 'learning_rate'];
  const set = optionsOf(rule, dialect).filter(option => option.key === 'learning_rate' || !isUsual(option, run));
  const args = set.map(({ key }) => {
    const value = run.config[key] ?? null;
    return `${key === 'learning_rate' ? rate : key}=${isSerialized(value) ? schedule(value, dialect) : literal(key, value)}`;
  });
  const notes = notesOf(run);
  if (run.lines !== undefined || (rule.family === 'other' && !elsewhere[rule.name]))
    return [
      `# Keras has no class for this rule:`,
      ...(
        run.lines ??
        rule
          .update(run.config, { shape: [2], dialect })
          .map(({ text }) => text)
          .join('\n')
      )
        .split('\n')
        .map(line => `#   ${line}`),
      ...notes,
    ].join('\n');
  if (!rule.wraps) return [call(name, rule.name === 'TorchSGD' ? ['params', ...args] : args), ...notes].join('\n');
  const own = ['initial_scale', 'dynamic_growth_steps'];
  const isOwn = (text: string): boolean => own.includes(text.split('=')[0]!);
  const inner = call(
    `${homes[dialect]}.SGD`,
    args.filter(text => !isOwn(text)),
  );
  return [call(name, [inner, ...args.filter(isOwn)]), ...notes].join('\n');
}

const isUsual = ({ key, default: usual }: Option, { config }: OptimizerConfig): boolean =>
  JSON.stringify(config[key] ?? null) === JSON.stringify(usual);

function schedule({ class_name, config }: Serialized, dialect: keyof typeof homes): string {
  if (class_name === 'Formula') {
    const formula = (typeof config.formula === 'string' ? config.formula : '')
      .replaceAll('^', ' ** ')
      .replace(/\bstep\b/g, 'int(optimizer.iterations)');
    return `lambda: ${formula}`;
  }
  const { defaults } = scheduleNamed(class_name);
  const args = Object.entries(config)
    .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(defaults[key]))
    .map(([key, value]) => `${key}=${literal(key, value)}`);
  const home = dialect === 'keras3' ? 'keras' : 'tf.keras';
  return call(`${home}.optimizers.schedules.${class_name}`, args);
}

function notesOf({ constraint, exclude, accumulation }: OptimizerConfig): string[] {
  const notes: string[] = [];
  if (constraint) {
    const args = Object.entries(constraint.config).map(([key, value]) => `${key}=${literal(key, value)}`);
    notes.push(`# on the variable: constraint=${call(`keras.constraints.${constraint.class_name}`, args)}`);
  }
  if (exclude?.length) notes.push(`# before build: optimizer.exclude_from_weight_decay(var_names=${python(exclude)})`);
  if (accumulation) notes.push('# as Keras 3.1 to 3.4 accumulate gradients');
  return notes;
}
