import { expect, test } from 'vitest';
import { current, moveInHistory, useExperimentStore } from '../store/experiment.ts';
import { setCrowd, toggleCrowd } from './actions.ts';

test('each choice of a crowd is undone by itself, and what is dragged is undone at once', () => {
  const crowd = () => current(useExperimentStore.getState()).crowd!;
  toggleCrowd();
  setCrowd({ tails: 30 });
  setCrowd({ tails: 0 });
  moveInHistory(-1);
  expect(crowd().tails).toBe(30);
  const { count } = crowd();
  setCrowd({ count: 500 });
  setCrowd({ count: 501 });
  moveInHistory(-1);
  expect(crowd().count).toBe(count);
});
