import { checkKeras3, checkLegacy } from './api/check.ts';
import { ruleOf, type OptimizerConfig } from './pipeline.ts';

/** Keras's reason, in its words, against a run's config as a whole; undefined where its constructor would accept it. */
export function refusal(run: OptimizerConfig): string | undefined {
  const { dialect = 'keras3', config } = run;
  try {
    if (dialect === 'keras3') checkKeras3(ruleOf(run), config, config);
    else checkLegacy(dialect, Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null)));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
