import { describe, expect, test } from 'vitest';
import { parseAssignment, parseExpression } from '../formula/parse.ts';
import { spellShape } from '../formula/shapes.ts';
import { parseLine } from './lines.ts';
import { defaultConfig, hyperparameters, objection, withOption } from './options.ts';
import { ruleNamed, stages } from './pipeline.ts';
import { rules } from './rules/index.ts';
import type { Config } from './rules/rule.ts';
import { reserved, slotsOf } from './slots.ts';

const sgd = ruleNamed('SGD');
const usual = defaultConfig(sgd);
const linesOf = (changes: Partial<Config>): string[] =>
  stages({ optimizer: 'SGD', config: { ...usual, ...(changes as Config) } }).flatMap(({ lines }) =>
    lines.map(({ text }) => text),
  );

describe('SGD', () => {
  test('has Keras’s keys and defaults', () => {
    // The order of get_config() of Keras 3.15.1, `name` aside.
    expect(Object.entries(usual)).toEqual([
      ['learning_rate', 0.01],
      ...['weight_decay', 'clipnorm', 'global_clipnorm', 'clipvalue'].map(key => [key, null]),
      ['use_ema', false],
      ['ema_momentum', 0.99],
      ...['ema_overwrite_frequency', 'loss_scale_factor', 'gradient_accumulation_steps'].map(key => [key, null]),
      ['momentum', 0],
      ['nesterov', false],
    ]);
    expect(hyperparameters(sgd)).toEqual(Object.keys(usual).filter(key => key !== 'use_ema' && key !== 'nesterov'));
  });

  test('without momentum is one line, nesterov or not', () => {
    const plain = ['w = w - learning_rate * g'];
    expect(linesOf({})).toEqual(plain);
    expect(linesOf({ nesterov: true })).toEqual(plain);
    expect(linesOf({ momentum: -0 })).toEqual(plain);
  });

  test('with momentum adds the new velocity', () => {
    expect(linesOf({ momentum: 0.9 })).toEqual([
      'velocity = momentum * velocity - learning_rate * g',
      'w = w + velocity',
    ]);
  });

  test('with nesterov adds the momentum of the new velocity and the gradient’s term again', () => {
    expect(linesOf({ momentum: 1, nesterov: true })).toEqual([
      'velocity = momentum * velocity - learning_rate * g',
      'w = w + (momentum * velocity - learning_rate * g)',
    ]);
  });

  test('takes the gradient first, then updates', () => {
    expect(stages({ optimizer: 'SGD', config: usual }).map(({ name }) => name)).toEqual(['gradient', 'update']);
  });
});

describe('every rule', () => {
  const variants = Object.values(rules).flatMap(rule =>
    [{}, { momentum: 0.5 }, { momentum: 0.5, nesterov: true }].flatMap(changes =>
      [[], [2], [1, 2], [2, 1]].map(shape => ({
        name: `${rule.name} ${JSON.stringify(changes)} of shape ${spellShape(shape)}`,
        rule,
        lines: rule.update({ ...defaultConfig(rule), ...(changes as Config) }, { shape, dialect: 'keras3' }),
      })),
    ),
  );

  test.each(variants)('$name is in the formula language, knows its names and writes w', ({ rule, lines }) => {
    const parsed = lines.map(parseLine);
    expect(parsed.map(({ name }) => name)).toContain('w');
    const known = new Set([...reserved, ...hyperparameters(rule), ...parsed.map(({ name }) => name)]);
    for (const { text, terms } of lines) {
      parseAssignment(text.replace(/^slot /, ''), known);
      for (const term of Object.values(terms ?? {})) parseExpression(term, known);
    }
  });
});

describe('slots', () => {
  const slots = (...lines: string[]): string[] =>
    slotsOf(lines.map(text => parseLine({ text }))).map(({ name }) => name);

  test('are the names that are read before they are written', () => {
    expect(slots(...linesOf({}))).toEqual([]);
    expect(slots(...linesOf({ momentum: 0.9 }))).toEqual(['velocity']);
    expect(slots('m = beta*m + (1-beta)*g', 'w = w - rate*m')).toEqual(['m']);
    expect(slots('b = a', 'a = g', 'w = w - b')).toEqual(['a']);
  });

  test('are neither helpers, written first, nor hyperparameters, never written', () => {
    expect(slots('step_size = rate * g', 'w = w - step_size')).toEqual([]);
    expect(slots('g = g / 2', 'w = w - g')).toEqual([]);
  });
});

describe('a value that Keras refuses', () => {
  const reason = (key: string, value: unknown): string | undefined =>
    objection(
      sgd.options.find(option => option.key === key)!,
      value,
    );

  test.each([1.5, -0.1, NaN, Infinity, '0.9', null, undefined, true])('momentum %j', value => {
    expect(reason('momentum', value)).toBe(
      `\`momentum\` must be a float between [0, 1]. Received: momentum=${String(value)}`,
    );
  });

  test.each([NaN, Infinity, -Infinity, '0.1', null, false])('learning_rate %j', value => {
    expect(reason('learning_rate', value)).toBe(
      'Argument `learning_rate` should be float, or an instance of LearningRateSchedule, or a callable (that takes in ' +
        `the current iteration value and returns the corresponding learning rate value). Received: learning_rate=${String(value)}`,
    );
  });

  test.each([0, 1, 'True', null])('nesterov %j', value => {
    expect(reason('nesterov', value)).toBe(`\`nesterov\` is True or False. Received: ${String(value)}`);
  });

  test('is told from one that Keras takes', () => {
    for (const value of [0, 0.5, 1]) expect(reason('momentum', value)).toBeUndefined();
    for (const value of [-1, 0, 1e-9, 1e9]) expect(reason('learning_rate', value)).toBeUndefined();
    for (const value of [true, false]) expect(reason('nesterov', value)).toBeUndefined();
  });
});

test('an unknown optimizer is named together with those there are', () => {
  for (const name of ['Adum', '', 'constructor', '__proto__'])
    expect(() => ruleNamed(name)).toThrow(
      `Unknown optimizer. Known: ${Object.keys(rules).join(', ')}. Received: ${name}.`,
    );
});

test('changing an option leaves the config it came from alone', () => {
  expect(withOption(usual, 'momentum', 0.9)).toEqual({ ...usual, momentum: 0.9 });
  expect(usual.momentum).toBe(0);
});
