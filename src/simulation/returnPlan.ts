import type { Plan } from './plan.ts';

/** Uniforms of a return plan: where each particle will end. */
export const ends = ['end.x', 'end.y'] as const;
/** State of a return plan: the least squared distance from there after any call. */
export const NEAREST = 'nearest';

/** The same program, which also keeps how near it came to its end. */
export function returnPlan(plan: Plan): Plan {
  const { apply, input, constant } = plan.graph;
  const away = ends.map((end, axis) => apply('sub', plan.next[axis]!, input(end)));
  const distance = away.map(d => apply('mul', d, d)).reduce((a, b) => apply('add', a, b));
  const nearest = input(NEAREST);
  return {
    ...plan,
    key: `${plan.key}|returns`,
    state: [...plan.state, NEAREST],
    initial: [...plan.initial, constant(Infinity)],
    uniforms: [...plan.uniforms, ...ends],
    next: [...plan.next, apply('select', apply('lt', distance, nearest), distance, nearest)],
  };
}
