import { sgd } from '../rules/sgd.ts';
import { Optimizer } from './optimizer.ts';
import type { OptimizerOptions } from './state.ts';

export class SGD extends Optimizer {
  declare momentum: number;
  declare nesterov: boolean;
  declare decay: number;

  constructor(options: OptimizerOptions = {}) {
    super(sgd, options);
  }
}
