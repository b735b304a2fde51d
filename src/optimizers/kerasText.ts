import { ruleNamed, type OptimizerConfig } from './pipeline.ts';
import { objection } from './options.ts';
import type { OptionValue } from './rules/rule.ts';

/** Keras 3's other SGD keys and the values that change nothing; anything else is named to the reader. */
const inert: Readonly<Record<string, unknown>> = {
  weight_decay: null,
  clipnorm: null,
  global_clipnorm: null,
  clipvalue: null,
  use_ema: false,
  ema_momentum: 0.99,
  ema_overwrite_frequency: null,
  loss_scale_factor: null,
  gradient_accumulation_steps: null,
};

const pythonNumber = (value: number): string => {
  const text = String(value);
  return /[.eIN]/.test(text) ? text : `${text}.0`; // Keras takes no whole numbers for its floats
};

/** The run as Keras 3 code: `keras.optimizers.SGD(learning_rate=0.04, momentum=0.9)`. Defaults but the learning rate are left out. */
export function kerasCode({ optimizer, config }: OptimizerConfig): string {
  const args = ruleNamed(optimizer)
    .options.filter(({ key, default: usual }) => key === 'learning_rate' || config[key] !== usual)
    .map(({ key }) => {
      const value = config[key]!;
      return `${key}=${typeof value === 'number' ? pythonNumber(value) : value ? 'True' : 'False'}`;
    });
  return `keras.optimizers.${optimizer}(${args.join(', ')})`;
}

/** What was read from a pasted config, and what of it could not be used, in sentences. */
export interface PastedConfig {
  readonly config: Readonly<Record<string, OptionValue>>;
  readonly name: string | undefined;
  readonly remarks: readonly string[];
}

/**
 * Reads `get_config()` of a `keras.optimizers.SGD` as JSON or as Python prints it, bare or as {class_name, config}, or the
 * constructor call. Throws an Error, in words, if the text is none of these or is another optimizer's.
 */
export function readKerasConfig(text: string, optimizer = 'SGD'): PastedConfig {
  const { className, values } = unwrap(readObject(text), text);
  if (className !== undefined && className !== optimizer)
    throw new Error(`This is the config of ${className}; runs are ${optimizer} so far. Nothing was changed.`);
  const config: Record<string, OptionValue> = {};
  const remarks: string[] = [];
  const options = new Map(ruleNamed(optimizer).options.map(option => [option.key, option]));
  for (const [key, value] of Object.entries(values)) {
    const option = options.get(key);
    if (option) {
      const reason = objection(option, value);
      if (reason === undefined) config[key] = shortest(value as OptionValue);
      else if (typeof value === 'object')
        remarks.push(`${key}: schedules are not supported yet; the run keeps its own.`);
      else remarks.push(`${key}: ${reason}. The run keeps its own.`);
    } else if (Object.hasOwn(inert, key)) {
      if (value !== inert[key] && !(key === 'ema_momentum' && values.use_ema !== true))
        remarks.push(`${key}=${JSON.stringify(value)} is not supported yet and was left out.`);
    } else if (key !== 'name') remarks.push(`${key} is not an option of Keras’s ${optimizer} and was left out.`);
  }
  return { config, name: typeof values.name === 'string' ? values.name : undefined, remarks };
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

type Values = Record<string, unknown>;

function unwrap(object: Values, text: string): { className: string | undefined; values: Values } {
  const written = /([A-Za-z_]\w*)\s*\(/.exec(text.trim().startsWith('{') ? '' : text)?.[1];
  const className = typeof object.class_name === 'string' ? object.class_name : written;
  const inner = object.config;
  const values = typeof inner === 'object' && inner !== null && 'class_name' in object ? (inner as Values) : object;
  return { className, values };
}

function readObject(text: string): Values {
  const call = /^[\w.\s=]*\(([\s\S]*)\)\s*;?\s*$/.exec(text.trim())?.[1];
  const source = call === undefined ? text : `{${call.replace(/(^|,)\s*([A-Za-z_]\w*)\s*=/g, '$1"$2":')}}`;
  for (const candidate of [source, fromPython(source)]) {
    try {
      const value: unknown = JSON.parse(candidate);
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Values;
    } catch {
      // the next spelling, or the sentence below
    }
  }
  throw new Error('This is not a config: paste what `optimizer.get_config()` returns, as JSON or as Python prints it.');
}

/** Python's literals in JSON's spelling: 'text', True, .9 and 1., a comma too many. */
function fromPython(text: string): string {
  return text.replace(
    /'([^'"\\]*)'|"(?:[^"\\]|\\.)*"|\b(True|False|None)\b|,(\s*[}\]])|(?<![\w.])(?:\.(\d)|(\d+)\.(?!\d))/g,
    (whole, quoted, literal, end, fraction, integer) => {
      if (quoted !== undefined) return JSON.stringify(quoted);
      if (literal) return { True: 'true', False: 'false', None: 'null' }[literal as 'True' | 'False' | 'None'];
      if (fraction) return `0.${fraction}`;
      if (integer) return `${integer}.0`;
      return end ?? whole;
    },
  );
}
