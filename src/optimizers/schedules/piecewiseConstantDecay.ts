import { IndexError, pythonFloat } from '../errors.ts';
import type { Config } from '../rules/rule.ts';
import type { ScheduleKind } from './schedule.ts';

const list = (config: Config, key: string): number[] => {
  const value = config[key];
  return Array.isArray(value) ? value.map(Number) : [];
};

export const piecewiseConstantDecay: ScheduleKind = {
  name: 'PiecewiseConstantDecay',
  sentence: 'One value up to each boundary, that step included, and the last from there on.',
  defaults: { boundaries: undefined, values: undefined, name: 'PiecewiseConstant' },
  check(config) {
    const [boundaries, values] = [list(config, 'boundaries'), list(config, 'values')];
    if (boundaries.length === values.length - 1) return undefined;
    return (
      'The length of boundaries should be 1 less than the length of values. Received: ' +
      `boundaries=[${boundaries.join(', ')}] of length ${boundaries.length}, and values=[${values.map(pythonFloat).join(', ')}] of length ${values.length}.`
    );
  },
  /** Keras adds up the value of every range that the step is in; in order they don't overlap, and it is a choice. */
  lines(config) {
    const [boundaries, values] = [list(config, 'boundaries'), list(config, 'values')];
    if (boundaries.length === 0) throw new IndexError('list index out of range'); // as Keras's own lookup of the first
    const last = boundaries.length - 1;
    const sorted = boundaries.every((boundary, i) => i === 0 || boundaries[i - 1]! <= boundary);
    if (sorted) {
      const choices = boundaries.map((boundary, i) => `step <= ${boundary} ? ${values[i]} : `);
      return [{ text: `learning_rate = f32(${choices.join('')}${values[last + 1]})` }];
    }
    const ranges = boundaries
      .slice(1)
      .map((boundary, i) => `(step > ${boundaries[i]}) * (step <= ${boundary}) * ${values[i + 1]}`);
    const first = `(step <= ${boundaries[0]}) * ${values[0]}`;
    const end = `(step > ${boundaries[last]}) * ${values[last + 1]}`;
    return [{ text: `learning_rate = ${[first, end, ...ranges].join(' + ')}` }];
  },
};
