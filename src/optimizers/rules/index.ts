import type { Rule } from './rule.ts';
import { sgd } from './sgd.ts';

/** Every optimizer, by Keras's class name. */
export const rules: Readonly<Record<string, Rule>> = { SGD: sgd };
