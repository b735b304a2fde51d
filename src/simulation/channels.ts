import type { Plan } from './plan.ts';

/** The place of a channel in plan.state; −1 for `loss`, which is no part of it. Throws for any other name. */
export function channelPlace({ state }: Plan, name: string): number {
  const place = state.indexOf(name);
  if (place < 0 && name !== 'loss')
    throw new Error(`The particles have no “${name}”. They have ${state.join(', ')} and loss.`);
  return place;
}
