import { parseExpression } from '../../formula/parse.ts';
import type { Config } from '../rules/rule.ts';
import type { ScheduleKind } from './schedule.ts';

const textOf = ({ formula: text }: Config): string => (typeof text === 'string' ? text : '');

/** Not Keras's: a callable, typed. */
export const formula: ScheduleKind = {
  name: 'Formula',
  sentence: 'A formula of the step, as a callable learning rate.',
  defaults: { formula: undefined },
  check(config) {
    try {
      parseExpression(textOf(config), new Set(['step']));
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  },
  lines: config => [{ text: `learning_rate = ${textOf(config)}` }],
};
