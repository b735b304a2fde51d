import type { Plan } from './plan.ts';

/** The same program, which also keeps how far its last call went. */
export function speedPlan(plan: Plan): Plan {
  const { apply, input, constant } = plan.graph;
  const [x, y] = plan.next as [Plan['loss'], Plan['loss']];
  const [dx, dy] = [apply('sub', x, input('x')), apply('sub', y, input('y'))];
  const speed = apply('sqrt', apply('add', apply('mul', dx, dx), apply('mul', dy, dy)));
  return {
    ...plan,
    key: `${plan.key}|speed`,
    state: [...plan.state, 'speed'],
    initial: [...plan.initial, constant(0)],
    next: [...plan.next, speed],
  };
}
