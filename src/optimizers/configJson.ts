import { LossScaleOptimizer } from './api/lossScale.ts';
import { Optimizer } from './api/optimizer.ts';
import { ruleOf, ruleNamed, type OptimizerConfig } from './pipeline.ts';
import { sgd } from './rules/sgd.ts';

/** What `get_config()` of the run's optimizer returns, as JSON text. Throws Keras's errors where it has no such optimizer. */
export function configJson(run: OptimizerConfig): string {
  const rule = ruleOf(run);
  const options = { ...run.config, name: rule.name, ...(run.dialect && { dialect: run.dialect }) };
  if (!rule.wraps) return JSON.stringify(new Optimizer(rule, options).getConfig(), null, 2);
  const own = new Set(ruleNamed(rule.name).options.map(({ key }) => key));
  for (const { key } of sgd.options) own.delete(key);
  const [outer, inner] = [true, false].map(of =>
    Object.fromEntries(Object.entries(run.config).filter(([key]) => own.has(key) === of)),
  );
  const made = new LossScaleOptimizer(new Optimizer(sgd, { ...inner, name: 'SGD' }), { ...outer, name: rule.name });
  return JSON.stringify(made.getConfig(), null, 2);
}
