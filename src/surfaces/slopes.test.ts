import { describe, expect, test } from 'vitest';
import { buildNumber } from '../formula/build.ts';
import { createEvaluator } from '../formula/evaluate.ts';
import type { Expression } from '../formula/expression.ts';
import { createGraph, type Node } from '../formula/graph.ts';
import { surfaces } from './index.ts';
import { defaultParameters, lossEvaluator, parameterInputs, parseLoss } from './loss.ts';
import { slopesOf } from './slopes.ts';
import type { Surface } from './surface.ts';
import { typedSurface } from './typedSurface.ts';

const signs: Readonly<Record<string, string>> = { add: ' + ', sub: ' - ', mul: ' ', div: '/', pow: '^' };
function text(part: Expression): string {
  if (part.kind === 'number') return String(part.value);
  if (part.kind === 'name') return part.name;
  const inner = part.args.map(arg =>
    arg.kind === 'call' &&
    ['add', 'sub', 'neg', 'div'].includes(arg.fn) &&
    ['mul', 'div', 'pow', 'neg'].includes(part.fn)
      ? `(${text(arg)})`
      : text(arg),
  );
  if (part.fn === 'neg') return `-${inner[0]}`;
  return part.fn in signs ? inner.join(signs[part.fn]) : `${part.fn}(${inner.join(', ')})`;
}

const readable: [formula: string, ...slopes: string[]][] = [
  ['x^4 - 2x^2 + 20 y^2 + a x y', '4 x^3 + a y - 4 x', '40 y + a x'],
  [
    '(x^2 + y - 11)^2 + (x + y^2 - 7)^2',
    '4 x (x^2 + y - 11) + 2 (x + y^2 - 7)',
    '2 (x^2 + y - 11) + 4 y (x + y^2 - 7)',
  ],
  ['(a - x)^2 + b*(y - x^2)^2', '-2 (a - x) - 4 b x (y - x^2)', '2 b (y - x^2)'],
  ['exp(-x^2 - y^2)', '-2 x exp(-x^2 - y^2)', '-2 y exp(-x^2 - y^2)'],
  ['sqrt(x^2 + y^2)', 'x/sqrt(x^2 + y^2)', 'y/sqrt(x^2 + y^2)'],
  ['1/2 c x^2', 'c x'],
  ['u = x - a; u^2 + 3u y', '2 u + 3 y', '3 u'],
  ['sin(2 pi x) + y', '2 pi cos(2 pi x)', '1'],
  ['x log(x) + 0 y', 'log(x) + 1', '0'],
  ['x < 1 ? x^2 : x < 2 ? 3x : 5', 'select(lt(x, 1), 2 x, select(lt(x, 2), 3, 0))'],
  ['x/y', '1/y', '-(x/y^2)'],
];
test.each(readable)('of %s one reads what one would write', (formula, ...slopes) => {
  expect(slopesOf(typedSurface({ text: formula }))!.map(({ slope }) => text(slope))).toEqual(slopes);
});

/** The shown slope as a number, its names filled in; of samples their mean. */
function evaluated(surface: Surface, slope: Expression, x: number, y: number): number {
  const graph = createGraph('float64');
  const environment = new Map<string, Node>([
    ['x', graph.input('x')],
    ['y', graph.input('y')],
    ['u', graph.input('u')],
    ['t', graph.input('t')],
  ]);
  for (const { name } of surface.parameters) environment.set(name, graph.input(`surface.${name}`));
  for (const { name, expression } of parseLoss(surface).definitions)
    environment.set(name, buildNumber(graph, expression, environment));
  const { u, t } = surface.samples ?? { u: [0], t: [0] };
  const inputs = { ...parameterInputs(defaultParameters(surface)), x, y, u, t };
  const [values] = createEvaluator([buildNumber(graph, slope, environment)], 'float64').run(inputs, u.length);
  return Array.from(values!).reduce((sum, value) => sum + value, 0) / u.length;
}

describe('the slopes that are shown are the slopes that are used', () => {
  test.each(surfaces.map(surface => [surface.name, surface] as const))('on %s', (_, surface) => {
    const derivatives = lossEvaluator(surface, 'derivatives');
    const slopes = slopesOf(surface)!;
    expect(slopes).toHaveLength(surface.dimensions ?? 2);
    const [[x0, x1], [y0, y1]] = surface.domain;
    for (let k = 0; k < 40; k++) {
      const [x, y] = [x0 + (x1 - x0) * ((k * 0.618) % 1), surface.dimensions ? 0 : y0 + (y1 - y0) * ((k * 0.414) % 1)];
      const exact = derivatives.run({ ...parameterInputs(defaultParameters(surface)), x, y }, 1);
      slopes.forEach(({ slope }, i) => {
        const value = exact[1 + i]![0]!;
        expect(Math.abs(evaluated(surface, slope, x, y) - value)).toBeLessThan(1e-9 * Math.max(1, Math.abs(value)));
      });
    }
  });
});
