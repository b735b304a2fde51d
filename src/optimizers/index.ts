export * from './api/classes.ts';
export { LossScaleOptimizer, type LossScaleOptions } from './api/lossScale.ts';
export { Optimizer, type ApplyOptions } from './api/optimizer.ts';
export type { OptimizerOptions } from './api/state.ts';
export { Constraint, MaxNorm, MinMaxNorm, NonNeg, UnitNorm, type ConstraintLike } from './api/constraints.ts';
export * from './api/schedules.ts';
export { Variable, type VariableOptions } from './api/variable.ts';
export { clearSession } from './api/naming.ts';
export { AttributeError, IndexError, KeyError, RuntimeError, ValueError } from './errors.ts';
