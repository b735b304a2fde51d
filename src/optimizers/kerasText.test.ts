import { describe, expect, test } from 'vitest';
import { run } from '../experiment/experiment.ts';
import { SGD, serialize, LossScaleOptimizer, optimizerClass } from './index.ts';
import { kerasCode, readKerasConfig } from './kerasText.ts';
import { defaultConfig } from './options.ts';
import { ruleNamed } from './pipeline.ts';
import { rules } from './rules/index.ts';

describe('runs as Python, and back', () => {
  const schedule = {
    class_name: 'ExponentialDecay',
    config: { initial_learning_rate: 0.1, decay_steps: 10, decay_rate: 0.5, staircase: true },
  };
  const examples = [
    [run({ learning_rate: 0.04, momentum: 0.9 }), 'keras.optimizers.SGD(learning_rate=0.04, momentum=0.9)'],
    [
      run({ learning_rate: 1, clipnorm: 1, gradient_accumulation_steps: 4 }),
      'keras.optimizers.SGD(learning_rate=1.0, clipnorm=1.0, gradient_accumulation_steps=4)',
    ],
    [
      run({ learning_rate: schedule }, 'Adam'),
      'keras.optimizers.Adam(learning_rate=keras.optimizers.schedules.ExponentialDecay(initial_learning_rate=0.1, decay_steps=10, decay_rate=0.5, staircase=True))',
    ],
    [
      run({ decay: 0.1, clipvalue: 0.5 }, 'SGD', { dialect: 'legacy' }),
      'tf.keras.optimizers.legacy.SGD(learning_rate=0.01, clipvalue=0.5, decay=0.1)',
    ],
    [
      run({ momentum: 0.9, initial_scale: 1024 }, 'LossScaleOptimizer'),
      'keras.optimizers.LossScaleOptimizer(keras.optimizers.SGD(learning_rate=0.01, momentum=0.9), initial_scale=1024.0)',
    ],
  ] as const;
  test.each(examples)('%#', (example, code) => {
    expect(kerasCode(example)).toBe(code);
    const read = readKerasConfig(code);
    expect(read.remarks).toEqual([]);
    expect(read).toMatchObject({ optimizer: example.optimizer, dialect: example.dialect ?? 'keras3' });
    expect(
      run(read.config, read.optimizer, { ...(read.dialect !== 'keras3' && { dialect: read.dialect }) }),
    ).toMatchObject({ optimizer: example.optimizer });
    const strip = (config: object): unknown =>
      JSON.parse(JSON.stringify(config).replaceAll(',"name":"ExponentialDecay"', ''));
    expect(strip({ ...defaultConfig(ruleNamed(read.optimizer), read.dialect), ...read.config })).toEqual(
      example.config,
    );
  });

  test('what is no Keras class is said so', () => {
    expect(kerasCode(run({ momentum: 0.9 }, 'TorchSGD'))).toBe('torch.optim.SGD(params, lr=0.001, momentum=0.9)');
    expect(kerasCode(run({}, 'SutskeverNesterov'))).toContain('# Keras has no class');
    expect(
      kerasCode(
        run({}, 'SGD', { constraint: { class_name: 'MaxNorm', config: { max_value: 2, axis: 0 } }, exclude: ['y'] }),
      ),
    ).toBe(
      "keras.optimizers.SGD(learning_rate=0.01)\n# on the variable: constraint=keras.constraints.MaxNorm(max_value=2.0, axis=0)\n# before build: optimizer.exclude_from_weight_decay(var_names=['y'])",
    );
  });

  test('get_config of every class is read back as JSON and as Python prints it', () => {
    for (const name of Object.keys(rules).filter(key => rules[key]!.family === 'keras' && !rules[key]!.wraps)) {
      const opt = new (optimizerClass(name))({ learning_rate: 0.02, clipvalue: 2 });
      const json = JSON.stringify(serialize(opt));
      const printed = json
        .replaceAll('true', 'True')
        .replaceAll('false', 'False')
        .replaceAll('null', 'None')
        .replaceAll('"', "'");
      for (const text of [json, printed]) {
        const { optimizer, config, remarks } = readKerasConfig(text);
        expect(remarks).toEqual([]);
        expect(optimizer).toBe(name);
        expect(config).toEqual({ ...defaultConfig(ruleNamed(name)), learning_rate: 0.02, clipvalue: 2 });
      }
    }
    const wrapped = JSON.stringify(serialize(new LossScaleOptimizer(new SGD({ momentum: 0.5 }), { initial_scale: 8 })));
    expect(readKerasConfig(wrapped)).toMatchObject({
      optimizer: 'LossScaleOptimizer',
      config: { momentum: 0.5, initial_scale: 8 },
    });
    const legacy = JSON.stringify(new SGD({ dialect: 'legacy', momentum: 0.5, decay: 0.1 }).getConfig());
    expect(readKerasConfig(legacy)).toMatchObject({
      dialect: 'legacy',
      config: { momentum: 0.5, decay: 0.1 },
      remarks: [],
    });
  });

  test.each([
    ['SGD(0.1, 0.9)', { learning_rate: 0.1, momentum: 0.9 }, 0],
    ['opt = keras.optimizers.Adam(1e-3, beta_1=0.8)', { learning_rate: 0.001, beta_1: 0.8 }, 0],
    ["{'learning_rate': 0.009999999776482582, 'momentum': 2.0}", { learning_rate: 0.01 }, 1],
    ['SGD(foo=1)', {}, 1],
    [
      'SGD(learning_rate=CosineDecay(0.1, 40))',
      { learning_rate: { class_name: 'CosineDecay', config: { initial_learning_rate: 0.1, decay_steps: 40 } } },
      0,
    ],
    ['SGD(learning_rate=CosineDecay(0.1, 0))', {}, 1],
  ])('%s', (text, config, remarks) => {
    const read = readKerasConfig(text);
    expect(read.config).toMatchObject(config);
    expect(read.remarks).toHaveLength(remarks);
  });

  test.each(['', 'hello', '[1, 2]', 'SGD(', '{"a":', 'Foo(1)', '__import__("os")', '('.repeat(500), '{'.repeat(5000)])(
    '%j is refused in words',
    text => {
      expect(() => readKerasConfig(text)).toThrow(/not a config|not here/);
    },
  );
});
