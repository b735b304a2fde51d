import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kerasCode, readKerasConfig, shortest } from './kerasText.ts';
import { defaultConfig } from './options.ts';
import { ruleNamed } from './pipeline.ts';
import type { Config } from './rules/rule.ts';

const usual = defaultConfig(ruleNamed('SGD'));
/** Any float32 but −0. */
const float32 = fc.float({ noNaN: true, noDefaultInfinity: true }).map(value => value + 0);

const code = (changes: Partial<Config>): string =>
  kerasCode({ optimizer: 'SGD', config: { ...usual, ...(changes as Config) } });

/** What Keras 3.15.1 gives for SGD(learning_rate=0.04, momentum=0.9, nesterov=True).get_config(). */
const json = `{"name": "SGD", "learning_rate": 0.03999999910593033, "weight_decay": null, "clipnorm": null,
  "global_clipnorm": null, "clipvalue": null, "use_ema": false, "ema_momentum": 0.99, "ema_overwrite_frequency": null,
  "loss_scale_factor": null, "gradient_accumulation_steps": null, "momentum": 0.9, "nesterov": true}`;
const repr = json.replaceAll('"', "'").replaceAll('null', 'None').replace('false', 'False').replace('true', 'True');
const expected = {
  optimizer: 'SGD',
  dialect: 'keras3',
  config: { ...usual, learning_rate: 0.04, momentum: 0.9, nesterov: true },
  name: 'SGD',
  remarks: [],
};

describe('a run as Keras code', () => {
  test('names the learning rate and what is not the default', () => {
    expect(code({})).toBe('keras.optimizers.SGD(learning_rate=0.01)');
    expect(code({ learning_rate: 0.04, momentum: 0.9, nesterov: true })).toBe(
      'keras.optimizers.SGD(learning_rate=0.04, momentum=0.9, nesterov=True)',
    );
  });

  test('writes whole numbers as floats, for Keras takes no other', () => {
    expect(code({ learning_rate: 1, momentum: 1 })).toBe('keras.optimizers.SGD(learning_rate=1.0, momentum=1.0)');
    expect(code({ learning_rate: 1e21 })).toContain('learning_rate=1e+21');
    expect(code({ learning_rate: 1e-7 })).toContain('learning_rate=1e-7');
    expect(code({ learning_rate: -2 })).toContain('learning_rate=-2.0');
  });

  test('reads back as the same run', () => {
    fc.assert(
      fc.property(
        float32,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (learning_rate, momentum, nesterov) => {
          const config = { learning_rate, momentum, nesterov };
          const read = { ...usual, ...readKerasConfig(code(config)).config };
          expect(Math.fround(read.learning_rate as number)).toBe(learning_rate);
          expect(Math.fround(read.momentum as number)).toBe(Math.fround(momentum));
          expect(read.nesterov).toBe(nesterov);
        },
      ),
      { seed: 4 },
    );
  });
});

describe('a pasted config is read', () => {
  const forms: [string, string][] = [
    ['as JSON', json],
    ['as Python prints it', repr],
    [
      'as Python prints it, wrapped',
      `{'module': 'keras.optimizers', 'class_name': 'SGD', 'config': ${repr}, 'registered_name': None}`,
    ],
    ['as JSON, wrapped', `{"class_name": "SGD", "config": ${json}}`],
    ['as Python code with a comma too many', repr.replace('}', ',}')],
    ['with lines and spaces round it', `\n  ${repr}\n\n`],
  ];
  test.each(forms)('%s', (_, text) => expect(readKerasConfig(text)).toEqual(expected));

  const calls = [
    'keras.optimizers.SGD(learning_rate=0.04, momentum=0.9, nesterov=True)',
    'SGD(learning_rate=0.04,momentum=0.9,nesterov=True)',
    'tf.keras.optimizers.SGD(\n    learning_rate=0.04,\n    momentum=0.9,\n    nesterov=True,\n)',
    'optimizer = keras.optimizers.SGD(learning_rate = 4e-2, momentum = 0.9, nesterov = True)',
    "SGD(learning_rate=.04, momentum=.9, nesterov=True, name='SGD');",
  ];
  test.each(calls)('as the call %s', text => {
    const { config, remarks } = readKerasConfig(text);
    expect(config).toEqual({ learning_rate: 0.04, momentum: 0.9, nesterov: true });
    expect(remarks).toEqual([]);
  });

  test('as a call without options, which changes nothing', () => {
    expect(readKerasConfig('keras.optimizers.SGD()')).toEqual({ ...expected, config: {}, name: undefined });
  });

  test('with numbers that end or begin with their point, as Python may', () => {
    expect(readKerasConfig('SGD(.5, weight_decay=0., clipnorm=1., momentum=1.e-1)').config).toEqual({
      learning_rate: 0.5,
      weight_decay: 0,
      clipnorm: 1,
      momentum: 0.1,
    });
  });

  test('with a learning rate that is a schedule', () => {
    const schedule = `{'module': 'keras.optimizers.schedules', 'class_name': 'ExponentialDecay',
      'config': {'initial_learning_rate': 0.1, 'decay_steps': 10, 'decay_rate': 0.5, 'staircase': False,
      'name': 'ExponentialDecay'}, 'registered_name': None}`;
    const read = readKerasConfig(`{'name': 'SGD', 'learning_rate': ${schedule}, 'momentum': 0.8, 'nesterov': False}`);
    const config = { initial_learning_rate: 0.1, decay_steps: 10, decay_rate: 0.5, staircase: false };
    expect(read).toEqual({
      ...expected,
      config: { learning_rate: { class_name: 'ExponentialDecay', config }, momentum: 0.8, nesterov: false },
    });
  });

  const adam = `{'module': 'keras.optimizers', 'class_name': 'Adam', 'config': {'learning_rate': 0.002}}`;
  test.each([adam, 'keras.optimizers.Adam(learning_rate=0.002)', 'Adam(0.002)'])('of another optimizer: %s', text => {
    expect(readKerasConfig(text)).toMatchObject({ optimizer: 'Adam', config: { learning_rate: 0.002 }, remarks: [] });
  });
});

describe('what can’t be used is named', () => {
  const remarksOn = (text: string): readonly string[] => readKerasConfig(text).remarks;

  test('options that Keras’s SGD does not have', () => {
    expect(remarksOn('SGD(lr=0.1, momentum=0.5)')).toEqual(['lr is not an option of Keras’s SGD and was left out.']);
    const legacy = readKerasConfig('tf.keras.optimizers.legacy.SGD(lr=0.1)'); // which has it as the older name
    expect(legacy).toMatchObject({ dialect: 'legacy', config: { learning_rate: 0.1 }, remarks: [] });
    expect(remarksOn('{"constructor": 1, "__proto__": 2}')).toEqual([
      'constructor is not an option of Keras’s SGD and was left out.',
      '__proto__ is not an option of Keras’s SGD and was left out.',
    ]);
  });

  test('values that Keras refuses, in its words', () => {
    const { config, remarks } = readKerasConfig('SGD(learning_rate=0.1, momentum=1.5)');
    expect(config).toEqual({ learning_rate: 0.1 });
    expect(remarks).toEqual([
      'momentum: `momentum` must be a float between [0, 1]. Received: momentum=1.5. The run keeps its own.',
    ]);
  });

  test('a call in place of a number, which is never run', () => {
    expect(readKerasConfig('SGD(alert(1))')).toMatchObject({
      config: {},
      remarks: [expect.stringMatching(/^learning_rate: /)],
    });
    expect(readKerasConfig('SGD(momentum=__import__("os"))')).toMatchObject({
      config: {},
      remarks: [expect.stringMatching(/^momentum: /)],
    });
  });
});

describe('what is no config is refused in words', () => {
  test.each(["{'class_name': 'Adum', 'config': {}}", 'keras.optimizers.Adum(learning_rate=0.001)', 'constructor()'])(
    'what is no optimizer that is here: %s',
    text => expect(() => readKerasConfig(text)).toThrow(/^This is the config of \w+, which is not here\. Known: SGD, /),
  );

  const rubbish = [
    '',
    '   ',
    'hello',
    '[]',
    '[1, 2]',
    '3',
    'null',
    '{',
    '{{}}',
    'SGD(',
    "{'a': b}",
    'SGD(a)',
    'SGD(alert(1)',
    'alert',
    '<b>',
  ];
  test.each(rubbish)('“%s”', text => {
    expect(() => readKerasConfig(text)).toThrow(/^This is not a config: paste what/);
  });

  test('whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), text => {
        try {
          expect(Object.keys(readKerasConfig(text).config).every(key => key in usual)).toBe(true);
        } catch (error) {
          expect((error as Error).message).toMatch(/^This is (not a|the) config/);
        }
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  test('however long, within 100 ms', () => {
    for (const text of ["'".repeat(50_000), 'a='.repeat(50_000), `SGD(${'a,'.repeat(50_000)}`, '{'.repeat(100_000)]) {
      const before = performance.now();
      expect(() => readKerasConfig(text)).toThrow(/^This is not a config/);
      expect(performance.now() - before).toBeLessThan(100);
    }
  });
});

describe('the shortest decimal of a float32', () => {
  test.each([
    [0.009999999776482582, 0.01],
    [0.8999999761581421, 0.9],
    [0.5, 0.5],
    [0, 0],
    [16777216, 16777216],
    [1.401298464324817e-45, 1e-45],
  ])('%d is written %d', (value, text) => expect(shortest(value)).toBe(text));

  test('is the same float32, never longer; a double that is none stays', () => {
    fc.assert(
      fc.property(float32, value => {
        expect(Math.fround(shortest(value))).toBe(value);
        expect(String(shortest(value)).length).toBeLessThanOrEqual(String(value).length);
      }),
      { seed: 6 },
    );
    expect(shortest(0.1)).toBe(0.1);
    expect(shortest(true)).toBe(true);
  });
});
