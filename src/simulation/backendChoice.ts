import type { Swarm } from './swarm.ts';

/** What moves many particles: chosen by capability and by job (`auto`), or forced. */
export type BackendChoice = 'auto' | Swarm['backend'];

export const backendChoices: readonly BackendChoice[] = ['auto', 'webgpu', 'loops', 'array'];

/** The choice that a word stands for; `auto` for any other. */
export const backendChoice = (word: string | null): BackendChoice =>
  backendChoices.find(choice => choice === word) ?? 'auto';

/** What the page calls each. */
export const backendTitles: Readonly<Record<Swarm['backend'], string>> = {
  webgpu: 'GPU',
  loops: 'typed loops',
  array: 'array evaluator',
};

/** One quiet sentence: what went wrong, and where the same particles go on. */
export const fallbackSentence = (fault: string, backend: Swarm['backend']): string =>
  `${fault}: the particles go on in the ${backendTitles[backend]}.`;
