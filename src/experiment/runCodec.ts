import { optionsOf } from '../optimizers/options.ts';
import { ruleOf, type OptimizerConfig } from '../optimizers/pipeline.ts';
import type { OptionRecord, OptionValue } from '../optimizers/rules/rule.ts';
import { quote } from './raw.ts';

/** What a run says beside its options; these keys are no option of any optimizer's. */
const runKeys = ['dialect', 'layout', 'accumulation', 'constraint', 'exclude', 'lines'] as const;

/** A run as it stands in a link: `SGD,learning_rate:0.04,momentum:0.9,nesterov`; defaults are left out. */
export function encodeRun(run: OptimizerConfig): string {
  const own = runKeys.flatMap(key => {
    const value = run[key];
    return value === undefined || value === null ? [] : [`${key}:${encodeValue(value)}`];
  });
  const options = optionsOf(ruleOf(run), run.dialect).flatMap(({ key, default: usual }) => {
    const value = run.config[key] ?? null;
    if (Object.is(value, usual) || JSON.stringify(value) === JSON.stringify(usual)) return [];
    return value === true ? [key] : [`${key}:${encodeValue(value)}`];
  });
  return [run.optimizer, ...own, ...options].join(',');
}

/** Reads such a text into an object that is then repaired field by field; `where` is the run's name in sentences. */
export function decodeRun(text: string, where: string, adjust: (sentence: string) => void): Record<string, unknown> {
  const [optimizer, ...fields] = splitOutside(text, ',');
  const config: Record<string, unknown> = {};
  const run: Record<string, unknown> = { optimizer, config };
  for (const field of fields.filter(Boolean)) {
    const at = field.indexOf(':');
    const key = at < 0 ? field : field.slice(0, at);
    const value = at < 0 ? true : decodeValue(field.slice(at + 1));
    const home = (runKeys as readonly string[]).includes(key) ? run : config;
    if (Object.hasOwn(home, key)) adjust(`${where}: ${quote(key)} stands twice; the first is used.`);
    else Object.defineProperty(home, key, { value, enumerable: true, configurable: true });
  }
  return run;
}

/**
 * Numbers, true, false and none as they are; `Name(key:value;…)` is {class_name, config}, `[a;b]` a list. Text is escaped
 * twice, so that a link may be unescaped once before it is cut at its commas.
 */
function encodeValue(value: OptionValue): string {
  if (value === null) return 'none';
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return `'${escaped(value)}'`;
  if (Array.isArray(value)) return `[${(value as readonly OptionValue[]).map(encodeValue).join(';')}]`;
  const { class_name, config } = value as { class_name?: string; config?: OptionRecord };
  const fields = Object.entries(config ?? {}).map(([key, item]) => `${key}:${encodeValue(item)}`);
  return `${class_name}(${fields.join(';')})`;
}

const escaped = (text: string): string =>
  encodeURIComponent(encodeURIComponent(text).replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16)}`));

function decodeValue(text: string): unknown {
  if (text === '' || text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'none') return null;
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) return Number(text);
  if (/^'.*'$/.test(text)) return unescaped(text.slice(1, -1));
  if (/^\[.*\]$/.test(text)) return splitOutside(text.slice(1, -1), ';').filter(Boolean).map(decodeValue);
  const made = /^([A-Za-z]\w*)\((.*)\)$/.exec(text);
  if (!made) return text;
  const entries = splitOutside(made[2]!, ';').filter(Boolean);
  const config = entries.map(entry => {
    const at = entry.indexOf(':');
    return [at < 0 ? entry : entry.slice(0, at), at < 0 ? true : decodeValue(entry.slice(at + 1))] as const;
  });
  return { class_name: made[1], config: Object.fromEntries(config) };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Cuts at a separator that stands in no parentheses or brackets. */
function splitOutside(text: string, separator: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of text) {
    if (sign === '(' || sign === '[') depth++;
    if (sign === ')' || sign === ']') depth--;
    if (sign === separator && depth <= 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts;
}
