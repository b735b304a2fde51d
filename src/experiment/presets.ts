import { exactGradient } from '../optimizers/gradientSource.ts';
import { opening, openingOf, run, type Experiment } from './experiment.ts';
import { surfaceOf } from './landscape.ts';

/** A ready experiment and the one thing to look at in it. */
export interface Preset {
  readonly name: string;
  readonly title: string;
  readonly sentence: string;
  readonly experiment: Experiment;
}

const on = (surface: string, changes: Partial<Experiment>): Experiment => ({
  ...openingOf(surfaceOf({ surface })),
  ...changes,
});
const straight = (kappa: number) => ({ kappa, rotation: 0 });

export const presets: readonly Preset[] = [
  {
    name: 'ravine',
    title: 'Momentum beside Nesterov',
    sentence:
      'Same start, same learning rate. Momentum swings from wall to wall; Nesterov steps along the new velocity, which already feels the wall, and brakes sooner.',
    experiment: opening,
  },
  {
    name: 'edge',
    title: 'Where Nesterov explodes',
    sentence:
      'learning_rate × steepest curvature is 2 here. Momentum 0.9 stays stable up to 3.8, Nesterov only up to 1.36: its path leaves the picture.',
    experiment: on('ravine', {
      start: [-2.6, 0.4],
      runs: [run({ learning_rate: 0.1, momentum: 0.9 }), run({ learning_rate: 0.1, momentum: 0.9, nesterov: true })],
    }),
  },
  {
    name: 'annihilate',
    title: 'One step size that stills a wall',
    sentence:
      'learning_rate is 1 / steepest curvature: Nesterov stops swinging across the ravine after two steps, momentum rings on.',
    experiment: on('ravine', {
      parameters: straight(20),
      start: [-2.8, 1.6],
      runs: [run({ learning_rate: 0.05, momentum: 0.9 }), run({ learning_rate: 0.05, momentum: 0.9, nesterov: true })],
    }),
  },
  {
    // Each with the optimal constants of its method for eigenvalues 1 … 100 (2/(μ+L), Polyak's, Lessard et al. 2016).
    name: 'race',
    title: 'The tuned race, κ = 100',
    sentence:
      'Each at its own best setting for this ravine. Momentum and Nesterov arrive side by side; plain descent takes six times as long.',
    experiment: on('ravine', {
      parameters: straight(100),
      start: [-2.8, 1.2],
      steps: 800,
      runs: [
        run({ learning_rate: 0.03306, momentum: 0.6694 }),
        run({ learning_rate: 0.01329, momentum: 0.7933, nesterov: true }),
        run({ learning_rate: 0.0198 }),
      ],
    }),
  },
  {
    name: 'valley',
    title: 'Round Rosenbrock’s bend',
    sentence: 'Plain descent falls into the valley and all but stops; momentum carries the others along its floor.',
    experiment: on('rosenbrock', {
      steps: 500,
      runs: [
        run({ learning_rate: 0.0005, momentum: 0.9 }),
        run({ learning_rate: 0.0005, momentum: 0.9, nesterov: true }),
        run({ learning_rate: 0.0005 }),
      ],
    }),
  },
  {
    name: 'saddle',
    title: 'The stopwatch at the saddle',
    sentence: 'All three start a millionth off the ridge. Watch how long each hesitates before it falls.',
    experiment: on('saddle', {
      start: [-1.8, 0.000001],
      steps: 160,
      runs: [
        run({ learning_rate: 0.05, momentum: 0.9 }),
        run({ learning_rate: 0.05, momentum: 0.9, nesterov: true }),
        run({ learning_rate: 0.05 }),
      ],
    }),
  },
  {
    // α = 4/(√L + √μ)², β = ((√L − √μ)/(√L + √μ))² with μ = 1, L = 25 (Lessard, Recht, Packard 2016).
    name: 'cycle',
    title: 'Momentum caught in a cycle',
    sentence:
      'Strongly convex, and momentum at its own best constants for κ = 25: it hops between three points for ever. Nesterov at its own arrives.',
    experiment: on('lessard', {
      runs: [
        run({ learning_rate: 0.1111111111111111, momentum: 0.4444444444444444 }),
        run({ learning_rate: 0.04, momentum: 0.6666666666666666, nesterov: true }),
        run({ learning_rate: 0.07692307692307693 }),
      ],
    }),
  },
  {
    // The same constants with L = 50.
    name: 'triangle',
    title: 'Round and round the triangle',
    sentence:
      'The same in two dimensions: momentum circles the minimum at a distance of 1 for ever, Nesterov and plain descent arrive.',
    experiment: on('triangle', {
      runs: [
        run({ learning_rate: 0.06140418888174769, momentum: 0.5658068164845661 }),
        run({ learning_rate: 0.02, momentum: 0.7522013138014092, nesterov: true }),
        run({ learning_rate: 0.0392156862745098 }),
      ],
    }),
  },
  {
    name: 'escape',
    title: 'Over the rim',
    sentence:
      'Plain descent stays in the first hollow; momentum and Nesterov have the speed to cross the rim and end in the deeper one.',
    experiment: on('double_well', {
      runs: [
        run({ learning_rate: 0.02, momentum: 0.9 }),
        run({ learning_rate: 0.02, momentum: 0.9, nesterov: true }),
        run({ learning_rate: 0.02 }),
      ],
    }),
  },
  {
    name: 'batches',
    title: 'The S in SGD',
    sentence:
      'Each gradient is the mean over four eruptions of Old Faithful. The runs rush to the line that fits and then wander about it: a smaller step, or more samples, wander less.',
    experiment: on('line', {
      steps: 400,
      gradient: { ...exactGradient, batch: 4 },
      runs: [run({ learning_rate: 0.05 }), run({ learning_rate: 0.05, momentum: 0.9 })],
    }),
  },
  {
    // Gradients of 8 calls in one: an eighth of their variance.
    name: 'accumulate',
    title: 'Eight batches in one step',
    sentence:
      'The same batches of four. gradient_accumulation_steps 8 averages eight gradients before it moves: an eighth of the noise’s variance, for eight times the calls.',
    experiment: on('line', {
      steps: 800,
      gradient: { ...exactGradient, batch: 4, replacement: true },
      runs: [
        run({ learning_rate: 0.05, momentum: 0.9 }),
        run({ learning_rate: 0.05, momentum: 0.9, gradient_accumulation_steps: 8 }),
      ],
    }),
  },
];

/** The preset that an experiment is, if it is one; a crowd behind the runs changes nothing of what is to be seen. */
export function presetOf(experiment: Experiment): Preset | undefined {
  const text = JSON.stringify({ ...experiment, crowd: null });
  return presets.find(preset => JSON.stringify({ ...preset.experiment, crowd: null }) === text);
}
