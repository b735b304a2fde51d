import type { Precision } from '../formula/graph.ts';
import { isScheduled } from '../optimizers/learningRate.ts';
import { stages, type OptimizerConfig } from '../optimizers/pipeline.ts';
import type { Surface } from '../surfaces/surface.ts';
import { layoutOf, type LayoutVariable } from './layout.ts';

/**
 * What is baked into a plan: the formula and its samples, which lines there are, and how batches are chosen. Other numbers are
 * arguments: two plans of one key are the same program.
 */
export function planKey(
  { formula, samples }: Surface,
  optimizer: OptimizerConfig,
  precision: Precision = 'float32',
  varied: readonly string[] = [],
): string {
  const { layout, exclude, source } = optimizer;
  const [{ shape }] = layoutOf(optimizer) as [LayoutVariable];
  const batches = samples && source ? [source.batch, source.replacement, source.replicas] : [];
  const lines = [stages(optimizer, shape), layout, exclude, isScheduled(optimizer)];
  return JSON.stringify([formula, samples?.key, batches, lines, varied, precision]);
}
