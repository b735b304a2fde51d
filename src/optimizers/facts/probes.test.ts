import { beforeEach, describe, expect, test } from 'vitest';
import { golden } from '../goldens/read.ts';
import { clearSession } from '../index.ts';
import { callProbes } from './probesOfCalls.ts';
import { constructorProbes } from './probesOfConstructor.ts';
import { stageProbes } from './probesOfStages.ts';
import { stepProbes } from './probesOfSteps.ts';

interface Answer {
  readonly ok?: unknown;
  readonly error?: string;
  readonly message?: string;
  readonly warnings?: readonly string[];
}

const { results } = golden<{ results: Readonly<Record<string, { readonly '3.15.1': Answer }>> }>(
  'keras3-behaviour-probes.json',
);

const probes: Readonly<Record<string, (warn: (message: string) => void) => unknown>> = {
  ...constructorProbes,
  ...stepProbes,
  ...stageProbes,
  ...callProbes,
};

/** Probes that have no meaning here, and why. */
const notApplicable: Readonly<Record<string, string>> = {
  'ctor/lr_int': 'JavaScript has one kind of number: 1 is 1.0',
  'ctor/mom_int0': 'JavaScript has one kind of number: 0 is 0.0',
  'ctor/mom_int1': 'JavaScript has one kind of number: 1 is 1.0',
  'ctor/ema_freq_2.0': 'JavaScript has one kind of number: 2.0 is 2',
  'ctor/lr_npfloat32': 'NumPy’s scalar types',
  'ctor/lr_npfloat64': 'NumPy’s scalar types',
  'config/callable_lambda': 'Python bytecode; a function stays a function in the config',
  'config/from_config_mutates_argument': 'a config is readonly here: fromConfig changes a copy',
  'apply_gradients/flat_pair':
    'Python unpacks an array into numbers; here it is a TypeError that names what was received',
  'weights/api_presence(get_weights,minimize,get_slot,weights,lr,compute_gradients)':
    'methods of one dialect work in all, by design',
  'iterations/type_with_accumulation': 'Python types',
  'sched/pw_unsorted': 'the printed address of an object; sched/pw_unsorted_values covers what it does',
  'sched/exp_int_lr': 'integer arithmetic: JavaScript has one kind of number',
  'sched/pw_int_values': 'NumPy’s casting rules for integers',
  'dtype/float64_var_floatx32':
    'the NumPy backend computes float64 variables in float32; as on TensorFlow, they stay float64 here',
};

/** Numbers that come of NumPy's own float32 cos and pow. */
const nearly: ReadonlySet<string> = new Set([
  'sched/cos_warmup',
  'sched/cosr',
  'sched/cosr_t1',
  'sched/cosr_default_restart_boundaries',
]);

/** Names that Keras numbers in the order of creation. */
const unnumbered = (text: string): string =>
  text.replace(/\b(sgd|variable)_\d+/g, '$1').replace(/Optimizer variable \S+/, 'Optimizer variable');

function answerOf(probe: (warn: (message: string) => void) => unknown): Answer {
  const warnings: string[] = [];
  try {
    const ok = probe(message => warnings.push(`UserWarning: ${message}`));
    return { ok: ok ?? null, ...(warnings.length > 0 && { warnings: [...new Set(warnings.map(unnumbered))] }) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { error: error.name, message: unnumbered(error.message) };
  }
}

describe('what Keras 3.15.1 answered', () => {
  beforeEach(clearSession);
  for (const [name, { '3.15.1': expected }] of Object.entries(results)) {
    if (name in notApplicable) continue;
    test(name, () => {
      const probe = probes[name];
      expect(probe, 'a probe').toBeDefined();
      const answer = answerOf(probe!);
      const named = name.startsWith('ctor/') || name === 'config/default' || name === 'config/deserialize_identifier';
      if (expected.error)
        return expect(answer).toEqual({ error: expected.error, message: unnumbered(expected.message!) });
      if (nearly.has(name))
        return (expected.ok as number[]).forEach((value, i) =>
          expect(Math.abs((answer.ok as number[])[i]! - value)).toBeLessThanOrEqual(1.2e-7),
        );
      const plain = (value: unknown): unknown =>
        JSON.parse(named ? unnumbered(JSON.stringify(value)) : JSON.stringify(value));
      expect(plain(answer.ok)).toEqual(plain(expected.ok));
      const warned = expected.warnings?.filter(text => text.startsWith('UserWarning')).map(unnumbered);
      expect(answer.warnings ?? []).toEqual(warned ?? []);
    });
  }
  test('nothing is left out but what the table names', () => {
    expect(Object.keys(results)).toHaveLength(187);
    expect(Object.keys(probes).filter(name => !(name in results))).toEqual([]);
    expect(Object.keys(notApplicable).filter(name => !(name in results) || name in probes)).toEqual([]);
  });
});
