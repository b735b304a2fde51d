import { beta, epsilon, flag, free, learningRate, linear } from '../options/kinds.ts';
import type { Config, NumberOption, Rule, RuleLine } from './rule.ts';
import { numberOf } from './rule.ts';

/** The rest of the variables, by AdamW. */
const adam: readonly RuleLine[] = [
  { text: 'local_step = iterations + 1' },
  { text: 'power_1 = pow(adam_beta_1, local_step)' },
  { text: 'power_2 = pow(adam_beta_2, local_step)' },
  { text: 'rate = learning_rate * adam_lr_ratio' },
  { text: 'alpha = rate * sqrt(1 - power_2) / (1 - power_1)' },
  { text: 'mean_gradient = mean_gradient + (g - mean_gradient) * (1 - adam_beta_1)' },
  { text: 'velocity = velocity + (g * g - velocity) * (1 - adam_beta_2)' },
  { text: 'w = w - mean_gradient * alpha / (sqrt(velocity) + epsilon)' },
];

/** Newton–Schulz steps drive all singular values of the momentum matrix towards 1. */
function newtonSchulz(config: Config, rows: number, columns: number): readonly RuleLine[] {
  const turn: readonly RuleLine[] = rows > columns ? [{ text: 'update = transpose(update)' }] : [];
  const step: readonly RuleLine[] = [
    { text: 'gram = matmul(update, transpose(update))' },
    { text: 'polynomial = muon_b * gram + matmul(muon_c * gram, gram)' },
    { text: 'update = muon_a * update + matmul(polynomial, update)' },
  ];
  const scale = config.rms_rate === null ? '' : ` * sqrt(${Math.max(rows, columns)}) * rms_rate`;
  return [
    { text: 'buffer = buffer + (g + buffer * (momentum - 1))' },
    { text: config.nesterov ? 'update = g + momentum * buffer' : 'update = buffer' },
    ...turn,
    { text: 'update = update / (norm(update) + 1e-7)' },
    ...Array.from({ length: Math.min(100, numberOf(config, 'ns_steps')) }, () => step).flat(),
    ...turn,
    { text: `w = w - learning_rate * update${scale}` },
  ];
}

const optional = (option: NumberOption): NumberOption => ({ ...option, nullable: true });

export const muon: Rule = {
  name: 'Muon',
  sentence: 'Makes the momentum of a matrix orthogonal before it steps; all else is trained by AdamW.',
  source: 'https://keras.io/api/optimizers/muon/',
  family: 'keras',
  options: [
    learningRate(0.001),
    beta('adam_beta_1', 0.9, 'beta_1 of AdamW, for variables that are no matrices.'),
    beta('adam_beta_2', 0.999, 'beta_2 of AdamW, for variables that are no matrices.'),
    epsilon('epsilon', 1e-7, 'A small constant for numerical stability, of AdamW.'),
    { kind: 'fixed', key: 'exclude_layers', default: [], sentence: 'Names of layers that AdamW trains.' },
    free('muon_a', 3.4445, 'Coefficient of the Newton–Schulz step.', linear(0, 5)),
    free('muon_b', -4.775, 'Coefficient of the Newton–Schulz step.', linear(-6, 0)),
    free('muon_c', 2.0315, 'Coefficient of the Newton–Schulz step.', linear(0, 4)),
    free('adam_lr_ratio', 1, 'AdamW’s learning rate, as a share of learning_rate.'),
    beta('momentum', 0.95, 'The momentum of the matrix.'),
    { ...free('ns_steps', 5, 'How many Newton–Schulz steps.', linear(1, 10)), least: 0, most: 100, whole: true },
    flag('nesterov', true, 'Whether the gradient is added once more to the momentum.'),
    flag('exclude_embeddings', true, 'Whether AdamW trains embeddings.'),
    optional(free('adam_weight_decay', 0.004, 'weight_decay of variables that are no matrices.')),
    optional(free('rms_rate', 0.2, 'Scales the update to this root mean square; None: not at all.')),
  ],
  defaults: { weight_decay: 0.004 },
  slotNames: { buffer: 'momentum', mean_gradient: 'momentum' },
  shaped: true,
  decayKey: shape => (shape.length === 2 ? 'weight_decay' : 'adam_weight_decay'),
  update: (config, { shape }) => (shape.length === 2 ? newtonSchulz(config, shape[0]!, shape[1]!) : adam),
};
