import { expect, test } from 'vitest';
import { showFault, useEngine } from './engine.ts';

test('a fault does not take the place of one that nobody has read yet, and none stands twice', () => {
  showFault('No GPU can be had here.');
  showFault('The painting worker stopped.');
  showFault('No GPU can be had here.');
  expect(useEngine.getState().fault).toBe('No GPU can be had here. The painting worker stopped.');
  useEngine.setState({ fault: null });
  showFault('The painting worker stopped.');
  expect(useEngine.getState().fault).toBe('The painting worker stopped.');
});
