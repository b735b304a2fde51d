import { ruleNamed } from '../pipeline.ts';
import { sgd } from '../rules/sgd.ts';
import { Optimizer } from './optimizer.ts';
import type { OptimizerOptions } from './state.ts';

/** The class of a rule: `new Adam({ learning_rate: 0.01, beta_1: 0.95 })`; every option is a property. */
export function optimizerClass(name: string) {
  const rule = ruleNamed(name);
  return class extends Optimizer {
    constructor(options: OptimizerOptions = {}) {
      super(rule, options);
    }
  };
}

export class SGD extends Optimizer {
  declare momentum: number;
  declare nesterov: boolean;
  declare decay: number;

  constructor(options: OptimizerOptions = {}) {
    super(sgd, options);
  }
}

export const RMSprop = optimizerClass('RMSprop');
export const Adagrad = optimizerClass('Adagrad');
export const Adadelta = optimizerClass('Adadelta');
export const Adam = optimizerClass('Adam');
export const AdamW = optimizerClass('AdamW');
export const Adamax = optimizerClass('Adamax');
export const Nadam = optimizerClass('Nadam');
export const Ftrl = optimizerClass('Ftrl');
export const Lion = optimizerClass('Lion');
export const Lamb = optimizerClass('Lamb');
export const Adafactor = optimizerClass('Adafactor');
export const Muon = optimizerClass('Muon');
export const ScheduleFreeAdamW = optimizerClass('ScheduleFreeAdamW');
export const TorchSGD = optimizerClass('TorchSGD');
export const OptaxSGD = optimizerClass('OptaxSGD');
export const OptaxAdam = optimizerClass('OptaxAdam');
