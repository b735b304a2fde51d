import type { Ending } from '../simulation/sheet.ts';

const words: Readonly<Record<Ending, string>> = {
  unknown: 'not run yet',
  converged: 'converges at step',
  resting: 'comes to rest elsewhere',
  unmoved: 'does not move',
  cycling: 'goes round in a cycle',
  moving: 'is still moving at the end',
  diverged: 'diverges at step',
};

/** How a run ended, as a part of a sentence. */
export const endingWords = (ending: Ending, step: number): string =>
  ending === 'converged' || ending === 'diverged' ? `${words[ending]} ${step}` : words[ending];

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
