import { describe, expect, test } from 'vitest';
import { Adam, customRule, Optimizer, Variable } from './index.ts';
import { defaultConfig } from './options.ts';
import { editableLines, ruleNamed, ruleOf } from './pipeline.ts';

describe('a rule of one’s own', () => {
  test('slots and hyperparameters are found from its lines', () => {
    const { rule, problems, slots, hyperparameters } = customRule('m = beta*m + (1-beta)*g; w = w - rate*m');
    expect(problems).toEqual([]);
    expect(slots).toEqual(['m']);
    expect(hyperparameters).toEqual(['beta', 'rate']);
    const variable = new Variable([1, 2]);
    const opt = new Optimizer(rule, { beta: 0.5, rate: 0.25, name: 'mine', clipnorm: 100, use_ema: true });
    opt.apply([[4, 8]], [variable]);
    expect(Array.from(variable.value)).toEqual([0.5, 1]);
    expect(opt.variables.map(({ path }) => path)).toEqual(
      ['mine/iteration', 'mine/learning_rate', 'mine/variable_average', 'mine/variable_m'].map(path =>
        path.replace('variable', variable.name),
      ),
    );
    expect(Object.keys(opt.getConfig()).slice(-2)).toEqual(['beta', 'rate']);
  });

  test.each([
    ['m = g', /writes w/, 0],
    ['w = w - rate*\nm = g', /instead of/, 0],
    ['m = g\nw = w - foo(g)', /not a function/, 1],
    ['w = x', /surfaces/, 0],
    ['step = 2\nw = w', /outside/, 0],
    ['w = matmul(w, g)', /matrices/, 0],
    ['w = outer(w, g)', /shape/, 0],
    ['sin = g\nw = w', /written/, 0],
  ])('%j is refused at its line', (text, message, line) => {
    const [problem] = customRule(text).problems;
    expect(problem).toMatchObject({ line });
    expect(problem!.message).toMatch(message);
  });

  test('what “Edit” gives runs as before, for every rule', () => {
    for (const name of ['SGD', 'Adam', 'Nadam', 'Ftrl', 'RMSprop', 'TorchSGD']) {
      const config = {
        ...defaultConfig(ruleNamed(name)),
        learning_rate: 0.05,
        ...(name === 'TorchSGD' && { momentum: 0.9 }),
      };
      const lines = editableLines({ optimizer: name, config });
      expect(customRule(lines).problems).toEqual([]);
      const edited = ruleOf({ optimizer: 'Custom', config, lines });
      const { learning_rate, ...own } = config;
      const numbers = Object.fromEntries(
        Object.entries(own).filter(([key]) => edited.options.some(option => option.key === key)),
      );
      const [a, b] = [new Variable([1, 2]), new Variable([1, 2])];
      const original = new Optimizer(ruleNamed(name), {
        ...(name === 'TorchSGD' && { momentum: 0.9 }),
        learning_rate: 0.05,
      });
      const typed = new Optimizer(edited, { ...numbers, learning_rate });
      for (let t = 0; t < 5; t++) {
        original.apply([[t + 1, -t]], [a]);
        typed.apply([[t + 1, -t]], [b]);
      }
      expect(Array.from(b.value), name).toEqual(Array.from(a.value));
    }
  });

  test('or a subclass with an update step in code', () => {
    class Mine extends Adam {
      override updateStep(gradient: ArrayLike<number>, variable: Variable, learningRate: number): void {
        variable.assign(Array.from(variable.value, (w, i) => w - learningRate * Math.sign(gradient[i]!)));
      }
    }
    const variable = new Variable([1, 2]);
    const opt = new Mine({ learning_rate: 0.5, clipvalue: 1, weight_decay: 0.5 });
    opt.apply([[3, -7]], [variable]);
    expect(Array.from(variable.value)).toEqual([0.25, 2]);
    expect(opt.iterations).toBe(1);
  });
});

test('a typed rule whose arrays grow beyond all bounds is refused at once', () => {
  const doubling = 'a = outer(w, w); b = outer(a, a); c = outer(b, b); d = outer(c, c)';
  const bombs = [
    `${doubling}; w = w - sum(d)`,
    `${doubling}; f = outer(d, 1); w = w - sum(f + transpose(f))`,
    `${doubling}; f = outer(d, 1); w = w - sum(matmul(f, transpose(f)))`,
    `a = zeros(w)${'; a = zeros(outer(a, a))'.repeat(40)}; w = w - sum(a)`,
  ];
  for (const text of bombs) {
    const before = performance.now();
    expect(customRule(text).problems, text).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/more than 20000 operations|too large/) as string }),
    ]);
    expect(performance.now() - before).toBeLessThan(500);
  }
});
