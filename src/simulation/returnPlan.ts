import type { Plan } from './plan.ts';

/** Uniforms of a return plan: where each particle will end. */
export const ends = ['end.x', 'end.y'] as const;
/** State of a return plan: the least distance from there after any call, the greater one of both axes. */
export const NEAREST = 'nearest';

/** The same program, which also keeps how near it came to its end. */
export function returnPlan(plan: Plan): Plan {
  const { apply, input, constant } = plan.graph;
  const distances = ends.map((end, axis) => apply('abs', apply('sub', plan.next[axis]!, input(end))));
  const distance = distances.reduce((a, b) => apply('max', a, b));
  return {
    ...plan,
    key: `${plan.key}|returns`,
    state: [...plan.state, NEAREST],
    initial: [...plan.initial, constant(Infinity)],
    uniforms: [...plan.uniforms, ...ends],
    next: [...plan.next, apply('min', input(NEAREST), distance)],
  };
}
