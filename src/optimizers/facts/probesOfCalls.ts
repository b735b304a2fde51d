import { SGD, Variable, type OptimizerOptions } from '../index.ts';
import type { Gradient, Pair } from '../api/pairs.ts';

type Warn = (message: string) => void;

const list = (variable: Variable): number[] => Array.from(variable.value);
const two = (options: OptimizerOptions = {}) => {
  const variables = [new Variable([1, 2], { name: 'v' }), new Variable([5, 5], { name: 'w' })];
  return { variables, opt: new SGD({ learning_rate: 1, ...options }) };
};
/** After one call on v: [1, 2]. */
function applied(gradient: Gradient, options: OptimizerOptions = {}): { opt: SGD; v: Variable } {
  const v = new Variable([1, 2], { name: 'v' });
  const opt = new SGD({ learning_rate: 1, ...options });
  opt.apply([gradient], [v]);
  return { opt, v };
}
const built = (options: OptimizerOptions = {}) => {
  const v = new Variable([1, 2], { name: 'v' });
  const opt = new SGD({ learning_rate: 1, momentum: 0.9, ...options });
  opt.build([v]);
  return { opt, v };
};
/** The optimizer's variables: path, type and shape. */
const described = (options: OptimizerOptions): unknown[] => {
  const opt = new SGD({ name: 'opt', ...options });
  opt.build([new Variable(1, { name: 'a' }), new Variable(1, { name: 'b' })]);
  return opt.variables.map(({ path, dtype, shape }) => [path, dtype, [...shape]]);
};
const weights = (opt: SGD): unknown[] => opt.variables.map(v => (v.shape.length === 0 ? v.value[0] : list(v)));
const malformed = (pairs: unknown): void => void new SGD().applyGradients(pairs as Pair[]);

export const callProbes: Readonly<Record<string, (warn: Warn) => unknown>> = {
  'apply/empty_list_unbuilt': () => {
    const opt = new SGD();
    return [opt.apply([]) ?? null, opt.iterations];
  },
  'apply/empty_list_built': () => {
    const { opt } = built();
    opt.apply([]);
    return opt.iterations;
  },
  'apply_gradients/empty_list': () => malformed([]),
  'apply_gradients/not_iterable': () => malformed(5),
  'apply_gradients/one_tuples': () => malformed([[1]]),
  'apply_gradients/three_tuples': () => malformed([[1, new Variable(1), 2]]),
  'apply/all_none': () => applied(null),
  'apply/all_none_state_after': () => {
    const { opt, v } = built();
    try {
      opt.apply([null], [v]);
    } catch {
      // what stays is the point
    }
    return { built: opt.built, it: opt.iterations };
  },
  'apply/some_none': warn => {
    const variables = [new Variable([1, 2], { name: 'v' }), new Variable([5], { name: 'w' })];
    const opt = new SGD({ learning_rate: 1, momentum: 0.9, name: 'sgd_15', onWarning: warn });
    opt.apply([[1, 1], null], variables);
    const [v, w] = variables.map(list);
    return { v, w, vars: opt.variables.map(({ path }) => path), it: opt.iterations };
  },
  'apply/unbuilt_no_vars': () => new SGD().apply([1]),
  'apply/count_mismatch_built': () =>
    built().opt.apply([
      [1, 1],
      [1, 1],
    ]),
  'apply/unknown_variable': () => built().opt.apply([[1]], [new Variable([1], { name: 'variable' })]),
  'apply/fewer_grads_than_vars': () => {
    const { variables, opt } = two();
    opt.apply([[1, 1]], variables);
    const [v, w] = variables.map(list);
    return { v, w };
  },
  'apply/more_grads_than_vars': () => {
    const { v, opt } = built();
    return (
      opt.apply(
        [
          [1, 1],
          [1, 1],
        ],
        [v],
      ) ?? null
    );
  },
  'apply/shape_mismatch_2x2_into_2': () =>
    applied([
      [1, 1],
      [1, 1],
    ]),
  'apply/scalar_grad_broadcast': () => list(applied(1).v),
  'apply/float64_grad_on_float32_var': () => {
    const { v } = applied(Float64Array.of(1, 1));
    return [list(v), v.dtype];
  },
  'apply_gradients/return': () => {
    const { variables, opt } = two();
    return ['Variable', opt.applyGradients([[[1, 1], variables[0]!]])];
  },
  'apply/return': () => (built().opt.apply([]) === undefined ? 'None' : 'something'),
  'apply/subset_of_built_vars': () => {
    const variables = [new Variable([1, 2]), new Variable([9])];
    const opt = new SGD({ learning_rate: 1 });
    opt.build(variables);
    opt.apply([[1, 1]], [variables[0]!]);
    const [v, w] = variables.map(list);
    return { v, w, it: opt.iterations };
  },
  'build/second_build_ignored': () => {
    const { opt } = built();
    opt.build([new Variable([1]), new Variable([2])]);
    return opt.variables.length - 2;
  },
  'apply/nan_grad': () => list(applied([NaN, 1]).v).map(value => (Number.isNaN(value) ? 'nan' : value.toFixed(1))),
  'variables/plain': () => described({}),
  'variables/momentum': () => described({ momentum: 0.9 }),
  'variables/all': () => described({ momentum: 0.9, use_ema: true, gradient_accumulation_steps: 2 }),
  'variables/schedule': () => {
    const opt = new SGD({ name: 'opt', momentum: 0.9, learning_rate: () => 0.1 });
    opt.build([new Variable(1, { name: 'a' })]);
    return opt.variables.map(({ path }) => path);
  },
  'variables/unbuilt': () => new SGD({ name: 'opt', momentum: 0.9 }).variables.map(({ path }) => path),
  'weights/set_unbuilt': () => new SGD().setWeights([1]),
  'weights/set': () => {
    const { opt } = built({ name: 'sgd_84' });
    opt.setWeights([5, 0.3, [7, 8]]);
    return opt.variables.map((v, i) => [v.path, weights(opt)[i]]);
  },
  'weights/set_short_list': () => {
    const { opt } = built();
    opt.setWeights([5]);
    return weights(opt);
  },
  'weights/set_bad_shape': () => built().opt.setWeights([5, 1, [1, 2, 3]]),
  'weights/save_own_variables': () => {
    const store = built().opt.saveOwnVariables();
    return Object.fromEntries(
      Object.entries(store).map(([key, value]) => [key, value.length === 1 ? value[0] : Array.from(value)]),
    );
  },
  'weights/load_wrong_count': warn => {
    const { opt } = built({ name: 'sgd_88', onWarning: warn });
    opt.loadOwnVariables({ 0: 7 });
    return weights(opt);
  },
  'iterations/set': () => {
    new SGD().iterations = 5;
  },
  'iterations/assign': () => {
    const { opt, v } = built();
    opt.variables[0]!.assign(5);
    opt.apply([[1, 1]], [v]);
    return opt.iterations;
  },
  'stateless/apply': () => {
    const { opt, v } = built();
    const result = opt.statelessApply([0, 1, [0, 0]], [[1, 1]], [[1, 2]]);
    const after = [result.trainable_variables, result.optimizer_variables].map(values =>
      values.map(value => (value.length === 1 ? value[0] : Array.from(value))),
    );
    return [...after, list(v), weights(opt)];
  },
  'stateless/unbuilt': () => new SGD().statelessApply([], [1], [1]),
  'stateless/wrong_len': () => {
    const opt = new SGD();
    opt.build([new Variable([1, 2])]);
    opt.statelessApply([], [[1, 1]], [[1, 2]]);
  },
};
