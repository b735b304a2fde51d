import { adadelta } from './adadelta.ts';
import { adafactor } from './adafactor.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamax } from './adamax.ts';
import { adamw } from './adamw.ts';
import { averagedMomentum } from './averagedMomentum.ts';
import { ftrl } from './ftrl.ts';
import { lamb } from './lamb.ts';
import { lion } from './lion.ts';
import { lossScale } from './lossScale.ts';
import { muon } from './muon.ts';
import { nadam } from './nadam.ts';
import { optaxAdam } from './optaxAdam.ts';
import { optaxSgd } from './optaxSgd.ts';
import { rmsprop } from './rmsprop.ts';
import type { Rule } from './rule.ts';
import { scheduleFreeAdamW } from './scheduleFreeAdamW.ts';
import { sgd } from './sgd.ts';
import { sutskever } from './sutskever.ts';
import { torchSgd } from './torchSgd.ts';

const list = [
  sgd,
  rmsprop,
  adagrad,
  adadelta,
  adam,
  adamw,
  adamax,
  nadam,
  ftrl,
  lion,
  lamb,
  adafactor,
  muon,
  scheduleFreeAdamW,
  lossScale,
  torchSgd,
  optaxSgd,
  optaxAdam,
  sutskever,
  averagedMomentum,
];

/** Every optimizer, by Keras's class name; then the rules of other libraries and books, for contrast. */
export const rules: Readonly<Record<string, Rule>> = Object.fromEntries(list.map(rule => [rule.name, rule]));
