import type { Node } from '../formula/graph.ts';
import type { Plan } from './plan.ts';

/** Uniforms of a summary plan that each particle has its own of: what its gradient (squared) and its loss must come under. */
export const enough = { slope: 'summary.slope_enough', loss: 'summary.loss_enough' } as const;

/** State of a summary plan beside the plan's own. */
export const summaryState = {
  /** Calls done when the tolerance was last seen not to be met; −1 while it always was. */
  unmet: 'unmet',
  /** The first call whose numbers were not finite; 0 while there is none. */
  divergedAt: 'diverged_at',
  /** |g|² of the last call. */
  slope: 'slope_squared',
  /** The last loss before any that was not finite. */
  loss: 'last_loss',
} as const;

/**
 * The same program with a few numbers more that tell at its end how a run went, by the definitions of experiment/outcome.ts, so
 * that no step need be kept. The loss and gradient of a call are those before it: the last call's result is judged outside.
 */
export function summaryPlan(plan: Plan): Plan {
  const { graph } = plan;
  const { apply, input, constant } = graph;
  const value = (column: string): Node => plan.values[plan.columns.indexOf(column)]!;
  const [zero, one, call] = [constant(0), constant(1), input('call')];
  const before = apply('sub', call, one);
  const gradient = ['gradient.g.x', 'gradient.g.y'].map(value);
  const slope = gradient.map(g => apply('mul', g, g)).reduce((a, b) => apply('add', a, b));
  const lossIsFinite = apply('is_finite', plan.loss);
  // A call that leads to numbers without end is seen in the loss of the next one; the last call's are looked at outside.
  const diverged = apply('select', lossIsFinite, zero, apply('max', before, one));
  const own: readonly (readonly [name: string, initial: number, next: (old: Node) => Node])[] = [
    [
      summaryState.unmet,
      -1,
      old =>
        apply(
          'select',
          apply('le', slope, input(enough.slope)),
          old,
          apply('select', apply('le', plan.loss, input(enough.loss)), old, before),
        ),
    ],
    [summaryState.divergedAt, 0, old => apply('select', old, old, diverged)],
    [summaryState.slope, 0, () => slope],
    [
      summaryState.loss,
      0,
      old => apply('select', input(summaryState.divergedAt), old, apply('select', lossIsFinite, plan.loss, old)),
    ],
  ];
  return {
    ...plan,
    key: `${plan.key}|summary`,
    watched: { own: plan, gradient, slope },
    state: [...plan.state, ...own.map(([name]) => name)],
    initial: [...plan.initial, ...own.map(([, initial]) => constant(initial))],
    uniforms: [...plan.uniforms, enough.slope, enough.loss],
    next: [...plan.next, ...own.map(([name, , next]) => next(input(name)))],
  };
}
