import { describe, expect, test } from 'vitest';
import { lossEvaluator } from '../surfaces/loss.ts';
import type { Surface } from '../surfaces/surface.ts';
import { golden, optionsOfCase, valuesOf, variablesOf, type GoldenCase } from './goldens/read.ts';
import { SGD } from './index.ts';
import type { Dialect } from './rules/rule.ts';

interface LoopCase extends GoldenCase {
  readonly dialect?: Dialect;
  readonly entry?: string;
  readonly replicas?: number;
  readonly transformers?: readonly string[];
}

const formulas: Readonly<Record<string, string>> = {
  rosenbrock: '(1 - x)^2 + 100 (y - x^2)^2',
  himmelblau: '(x^2 + y - 11)^2 + (x + y^2 - 7)^2',
  beale: '(1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2',
  saddle: 'x^2 - y^2',
};
const formulaOf = (surface: string): string => {
  const [name, a, b] = surface.split(':');
  return name === 'quad' ? `0.5 (${a} x^2 + ${b} y^2)` : formulas[name!]!;
};

const keras3 = golden<{ cases: LoopCase[] }>('keras3.json').cases;
const legacy = golden<{ cases: LoopCase[] }>('legacy.json').cases;
const doubles = [...keras3, ...legacy].filter(c => c.dtype === 'float64' && !c.replicas && !c.transformers);

describe('closed loop in float64: a run on its own gradients follows the recording', () => {
  test.each(doubles.map(c => [c.id, c] as const))('%s', (_, c) => {
    const surface = { formula: [formulaOf(c.surface)], parameters: [] as Surface['parameters'] } as unknown as Surface;
    const slopes = lossEvaluator(surface, 'derivatives');
    const variables = variablesOf(c);
    const opt = new SGD(optionsOfCase(c, c.dialect && { dialect: c.dialect }));
    if (c.exclude)
      opt.excludeFromWeightDecay({
        var_list: variables.filter(({ name }) => c.exclude!.var_list?.includes(name)),
        var_names: c.exclude.var_names ?? [],
      });
    c.record.grad.forEach((_row, t) => {
      for (const event of c.events ?? []) if (event.before_step === t) Object.assign(opt, event.set);
      const [x, y] = valuesOf(variables);
      const [, gx, gy] = slopes.run({ x: x!, y: y! }, 1).map(([value]) => value! * opt.scaleLoss(1));
      const missing = c.none_grads?.[t] ?? [];
      const all = variables.length === 1 ? [[gx!, gy!]] : [[gx!], [gy!]];
      const gradients = all.map((gradient, i) => (missing.includes(variables[i]!.name) ? null : gradient));
      if (c.entry === 'minimize') opt.minimize(() => ({ loss: 0, gradients }), variables);
      else opt.applyGradients(gradients.map((gradient, i) => [gradient, variables[i]!] as const));
      valuesOf(variables).forEach((value, i) => {
        const expected = c.record.var[t + 1]![i]!;
        expect(Math.abs(value - expected), `${t} ${i}`).toBeLessThanOrEqual(1e-7 * Math.max(1, Math.abs(expected)));
      });
    });
  });
});
