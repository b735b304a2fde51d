import { ValueError, python } from '../errors.ts';
import { ruleNamed } from '../pipeline.ts';
import { rules } from '../rules/index.ts';
import type { Config, Serialized } from '../rules/rule.ts';
import { isSerialized } from '../schedules/index.ts';
import { serializeOptimizer } from './config.ts';
import { LossScaleOptimizer } from './lossScale.ts';
import { Optimizer } from './optimizer.ts';
import type { OptimizerOptions } from './state.ts';

type Any = Optimizer | LossScaleOptimizer;

/** keras.optimizers.serialize: class name and config. */
export function serialize(optimizer: Any): Serialized {
  const name = optimizer instanceof LossScaleOptimizer ? 'LossScaleOptimizer' : optimizer.className;
  return serializeOptimizer(name, optimizer.getConfig());
}

/** keras.optimizers.deserialize; class names in any case. Throws ValueError for a class that is not known. */
export function deserialize({ class_name, config }: Serialized, options: OptimizerOptions = {}): Any {
  const name = Object.keys(rules).find(known => known.toLowerCase() === class_name.toLowerCase());
  if (!name) throw new ValueError(`Unknown optimizer: '${class_name}'. Known: ${Object.keys(rules).join(', ')}.`);
  if (name === 'LossScaleOptimizer') {
    const { inner_optimizer, ...own } = config;
    if (!isSerialized(inner_optimizer))
      throw new ValueError(`\`inner_optimizer\` must be an optimizer. Received: ${python(inner_optimizer)}`);
    return new LossScaleOptimizer(deserialize(inner_optimizer, options) as Optimizer, own);
  }
  return new Optimizer(ruleNamed(name), { ...(config as OptimizerOptions), ...options });
}

/** keras.optimizers.get: a name, a config or an optimizer. Throws ValueError for anything else. */
export function get(identifier: string | Serialized | Any): Any {
  if (identifier instanceof Optimizer || identifier instanceof LossScaleOptimizer) return identifier;
  if (typeof identifier === 'string') return deserialize({ class_name: identifier, config: {} satisfies Config });
  if (isSerialized(identifier)) return deserialize(identifier);
  throw new ValueError(`Could not interpret optimizer identifier: ${python(identifier)}`);
}
