import type { Outcome } from '../experiment/outcome.ts';
import type { Ending } from '../simulation/sheet.ts';

const words: Readonly<Record<Ending | Outcome['kind'], string>> = {
  unknown: 'not run yet',
  converged: 'converges at step',
  resting: 'comes to rest elsewhere',
  unmoved: 'does not move',
  cycling: 'goes round in a cycle',
  moving: 'is still moving at the end',
  diverged: 'diverges at step',
  undefined: 'leaves the ground where the loss is defined at step',
};

/** How a run ended, as a part of a sentence. */
export const endingWords = (ending: keyof typeof words, step: number): string =>
  ['converged', 'diverged', 'undefined'].includes(ending) ? `${words[ending]} ${step}` : words[ending];

/** What an ending is called in a legend. */
export const endingNames: Readonly<Record<Ending, string>> = {
  unknown: 'not run yet',
  converged: 'converged',
  resting: 'at rest elsewhere',
  unmoved: 'does not move',
  cycling: 'cycling',
  moving: 'still moving',
  diverged: 'diverged',
};
