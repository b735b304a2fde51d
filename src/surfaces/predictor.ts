import { compileLines } from '../formula/scalar.ts';
import { parseLoss } from './loss.ts';
import type { Surface } from './surface.ts';

/** What a loss over data predicts for an input u, by its line p, at parameters x and y. */
export function predictor(surface: Surface): (x: number, y: number) => (u: number) => number {
  const at = { x: 0, y: 0, u: 0, t: 0 };
  const outer = (name: string) =>
    Object.hasOwn(at, name) ? { weak: false, get: () => at[name as keyof typeof at] } : undefined;
  const { run, resolve } = compileLines(parseLoss(surface).definitions, outer, 'float64');
  const { get } = resolve('p')!;
  return (x, y) => u => {
    Object.assign(at, { x, y, u });
    run();
    return get();
  };
}
