import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactGradient, type GradientSource } from '../optimizers/gradientSource.ts';
import { optionsOf } from '../optimizers/options.ts';
import type { OptimizerConfig } from '../optimizers/pipeline.ts';
import { refusal } from '../optimizers/refusal.ts';
import { rules } from '../optimizers/rules/index.ts';
import type { Config, Option, OptionValue, Rule } from '../optimizers/rules/rule.ts';
import { surfaceNamed, surfaces } from '../surfaces/index.ts';
import type { Surface } from '../surfaces/surface.ts';
import { typedSurface, type TypedFormula } from '../surfaces/typedSurface.ts';
import { usualCrowd } from './crowd.ts';
import { choicesOn } from './testing/choices.ts';
import { limits, opening, openingOf, run, usualRuns, type Experiment } from './experiment.ts';
import { decodeJson, encodeJson } from './json.ts';
import { sourceRanges } from './gradientSource.ts';
import { decodeLink, encodeLink, figures, reservedKeys } from './link.ts';
import { repair } from './repair.ts';

const within = (min: number, max: number): Arbitrary<number> => fc.double({ min, max, noNaN: true });

function valueOf(option: Option): Arbitrary<OptionValue> {
  if (option.kind === 'fixed') return fc.constant(option.default);
  if (option.kind === 'boolean') return fc.boolean();
  const [least, most] = [Math.max(option.least, -Number.MAX_VALUE), Math.min(option.most, Number.MAX_VALUE)];
  const given = option.whole ? fc.integer({ min: Math.max(1, least), max: Math.min(1e6, most) }) : within(least, most);
  return option.default === null ? fc.option(given, { freq: 2 }) : given;
}

/** Every option of the rule anywhere in its range, so far as Keras accepts them together. */
const configOf = (rule: Rule): Arbitrary<Config> =>
  fc
    .record(Object.fromEntries(optionsOf(rule).map(option => [option.key, valueOf(option)])), { noNullPrototype: true })
    .filter(config => refusal({ optimizer: rule.name, config }) === undefined);
const runs: Arbitrary<OptimizerConfig[]> = fc.array(
  fc.oneof(...Object.values(rules).map(rule => configOf(rule).map(config => ({ optimizer: rule.name, config })))),
  { minLength: limits.runs.least, maxLength: limits.runs.most },
);
const numberIn = (key: keyof typeof sourceRanges): Arbitrary<number> => {
  const { least, most, whole } = sourceRanges[key];
  return whole ? fc.integer({ min: least, max: most }) : within(least, most);
};
const sources: Arbitrary<GradientSource> = fc.record(
  {
    batch: fc.option(numberIn('batch')),
    replacement: fc.boolean(),
    noise: numberIn('noise'),
    replicas: numberIn('replicas'),
    reduce: fc.constantFrom('sum', 'mean'),
    float16: fc.boolean(),
    difference: fc.option(numberIn('difference')),
    seed: numberIn('seed'),
  },
  { noNullPrototype: true },
);
const experimentOn = (surface: Surface, formula?: TypedFormula): Arbitrary<Experiment> =>
  fc.record({
    surface: fc.constant(surface.name),
    ...(formula && { formula: fc.constant(formula) }),
    ...(surface.samples && { data: fc.constantFrom(...choicesOn(surface)) }),
    parameters: fc.record(
      Object.fromEntries(surface.parameters.map(({ name, min, max }) => [name, within(min, max)])),
      { noNullPrototype: true },
    ),
    start: fc.oneof(
      fc.constant(surface.start),
      fc.tuple(
        within(-limits.start, limits.start),
        surface.dimensions === 1 ? fc.constant(0) : within(-limits.start, limits.start),
      ),
    ),
    steps: fc.integer({ min: limits.steps.least, max: limits.steps.most }),
    runs: fc.oneof(fc.constant(usualRuns(surface.learningRate)), runs),
    gradient: fc.oneof(fc.constant(exactGradient), sources),
    crowd: fc.constantFrom(null, usualCrowd(surface), { ...usualCrowd(surface), shape: 'cloud', count: 1e6, seed: 3 }),
  });
/** What one may type, with ranges and a domain or without. */
const typed: readonly TypedFormula[] = [
  { text: 'x^4 - 2x^2 + 20y^2 + a x y' },
  { text: 'u = x - v\nu^2 + step1 y^2', ranges: { v: [0, 3], step1: [-1e6, 2] } },
  { text: 'x < 1 ? log(x) : f^2*x', domain: [[-0.5, 3], [-1, 1]] }, // prettier-ignore
];
const experiments = fc.oneof(
  ...surfaces.map(surface => experimentOn(surface)),
  ...typed.map(formula => experimentOn(typedSurface(formula), formula)),
);

const figure = fc.option(fc.constantFrom(...figures));

describe('an experiment', () => {
  test('is its link’s, to the bit, with nothing adjusted', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(experiments, fc.option(fc.nat(limits.steps.most)), figure, (experiment, step, show) => {
        const link = encodeLink(experiment, step ?? undefined, show);
        expect(decodeLink(`https://example.org/#${link}`)).toEqual({ experiment, adjustments: [], step, show });
        // Nothing that a browser or a chat would spell otherwise.
        if (!experiment.formula?.text.includes('<')) expect(link).toBe(encodeURI(link));
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test('is its JSON’s, to the bit, with nothing adjusted', () => {
    fc.assert(
      fc.property(experiments, experiment => {
        expect(decodeJson(encodeJson(experiment))).toEqual({ experiment, adjustments: [] });
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  test('leaves its defaults out of the link', () => {
    expect(encodeLink(opening)).toBe('v=1');
    for (const surface of surfaces.slice(1)) expect(encodeLink(openingOf(surface))).toBe(`v=1&surface=${surface.name}`);
    expect(encodeLink({ ...opening, steps: 500 }, 7)).toBe('v=1&steps=500&step=7');
  });

  test('is readable in the link', () => {
    const experiment: Experiment = {
      surface: 'rosenbrock',
      parameters: { a: 1, b: 50 },
      start: [-1.5, 2],
      steps: 1000,
      runs: [run({ learning_rate: 0.001 }), run({ learning_rate: 0.001, momentum: 0.9, nesterov: true })],
      gradient: { ...exactGradient, noise: 0.5, replicas: 4, reduce: 'sum', float16: true, seed: 7 },
      crowd: null,
    };
    expect(encodeLink(experiment)).toBe(
      'v=1&surface=rosenbrock&b=50&start=-1.5,2&steps=1000&gradient=noise:0.5,replicas:4,reduce:sum,float16,seed:7&run=SGD,learning_rate:0.001&run=SGD,learning_rate:0.001,momentum:0.9,nesterov',
    );
    expect(encodeLink(experiment).length).toBeLessThan(200);
  });
});

test('a typed formula is readable in the link, its text spelled as usual', () => {
  const formula = { text: 'x^4 - 2x^2 + 20y^2 + a x y' };
  const experiment = { ...openingOf(typedSurface(formula), formula), parameters: { a: 1.5 }, start: [-1, 1] as const };
  expect(encodeLink(experiment)).toBe(
    'v=1&surface=formula&f=x**4-2x**2+20y**2+a.x.y&a=1.5&start=-1,1&run=SGD,momentum:0.9&run=SGD,momentum:0.9,nesterov',
  );
  const byHand = decodeLink('v=1&surface=formula&f=x^4%20-%202%20x%C2%B2+20*y^2%2Ba*x*y&start=-1,1&a=1.5');
  expect(byHand.experiment.formula).toEqual({ text: 'x^4 - 2x^2 + 20*y^2 + a*x*y' });
  expect(byHand.adjustments).toEqual([]);
});

test('no parameter of a surface is named like another field of the link', () => {
  for (const { parameters } of surfaces) for (const { name } of parameters) expect(reservedKeys).not.toContain(name);
});

const usual = usualRuns(0.04);
const sgd = (learning_rate: number, momentum = 0): OptimizerConfig => run({ learning_rate, momentum });

/** Of a link: what it changes in the opening experiment, and one pattern for each sentence that is said. */
const damaged: [link: string, changes: Partial<Experiment>, sentences: RegExp[]][] = [
  ['v=1&surface=nowhere', {}, [/no surface “nowhere”: ravine/]],
  ['v=1&surface=', {}, [/no surface “”/]],
  ['v=1&surface=__proto__', {}, [/no surface “__proto__”/]],
  ['v=1&surface=<script>alert(1)</script>', {}, [/no surface “<script>/]],
  ['v=1&surface=saddle&surface=beale', openingOf(surfaceNamed('saddle')!), [/“surface” stands twice/]],
  ['v=1&surface=formula', {}, [/A formula is a text/, /ravine is shown/]],
  ['v=1&surface=formula&f=x**', {}, [/formula, line 1, character \d+: Expected/, /ravine is shown/]],
  ['v=1&surface=formula&f=alert(1)', {}, [/“alert” is not a function/, /ravine is shown/]],
  ['v=1&surface=formula&f=x;constructor', {}, [/formula, line 1/, /ravine is shown/]],
  ['v=1&kappa=NaN', {}, [/kappa goes from 1 to 200, not “NaN”/]],
  ['v=1&kappa=Infinity', {}, [/kappa .*“Infinity”/]],
  ['v=1&kappa=1e999', {}, [/kappa goes from 1 to 200/]],
  ['v=1&kappa=0x10', {}, [/kappa .*“0x10”/]],
  ['v=1&kappa=201', {}, [/kappa .*“201”/]],
  ['v=1&kappa', {}, [/kappa .*“”/]],
  ['v=1&kappa=30&kappa=40', { parameters: { kappa: 30, rotation: 18 } }, [/“kappa” stands twice/]],
  ['v=1&rotation=-91&kappa=30', { parameters: { kappa: 30, rotation: 18 } }, [/rotation .*“-91”/]],
  ['v=1&zeta=3', {}, [/ravine has no parameter “zeta”/]],
  ['v=1&__proto__=3', {}, [/no parameter “__proto__”/]],
  ['v=1&constructor=3', {}, [/no parameter “constructor”/]],
  ['v=1&toString=3', {}, [/no parameter “toString”/]],
  ['v=1&start=1', {}, [/start is two numbers/]],
  ['v=1&start=1,2,3', {}, [/start is two numbers/]],
  ['v=1&start=1,NaN', {}, [/start is two numbers/]],
  ['v=1&start=1,1e7', {}, [/start is two numbers/]],
  ['v=1&start=1,2&start=3,4', { start: [1, 2] }, [/“start” stands twice/]],
  ['v=1&show=stage', {}, [/show is basins or map, not “stage”/]],
  ['v=1&steps=0', {}, [/steps goes from 1 to 10000, not “0”/]],
  ['v=1&steps=10001', {}, [/steps .*“10001”/]],
  ['v=1&steps=1.5', {}, [/steps .*“1.5”/]],
  ['v=1&steps=many', {}, [/steps .*“many”/]],
  ['v=1&steps=5&steps=6', { steps: 5 }, [/“steps” stands twice/]],
  ['v=1&run=Adum', {}, [/run 1: there is no optimizer “Adum”/, /No run could be read/]],
  ['v=1&run=', {}, [/no optimizer/, /No run could be read/]],
  ['v=1&run=constructor&run=SGD', { runs: [sgd(0.01)] }, [/run 1: there is no optimizer “constructor”/]],
  ['v=1&run=SGD,momentum:2', { runs: [sgd(0.01)] }, [/run 1: `momentum` must be .* Received: momentum=2/]],
  ['v=1&run=SGD,momentum:NaN', { runs: [sgd(0.01)] }, [/run 1: `momentum` must be .*NaN/]],
  ['v=1&run=SGD,momentum', { runs: [sgd(0.01)] }, [/run 1: `momentum` must be .*true/]],
  ['v=1&run=SGD,learning_rate:x,momentum:0.5', { runs: [sgd(0.01, 0.5)] }, [/`learning_rate` should be float/]],
  ['v=1&run=SGD,learning_rate:1e999', { runs: [sgd(0.01)] }, [/`learning_rate` should be float/]],
  ['v=1&run=SGD,nesterov:3', { runs: [sgd(0.01)] }, [/`nesterov` is True or False/]],
  ['v=1&run=SGD,beta_1:1', { runs: [sgd(0.01)] }, [/run 1: SGD has no option “beta_1”/]],
  ['v=1&run=SGD,__proto__:1', { runs: [sgd(0.01)] }, [/SGD has no option “__proto__”/]],
  ['v=1&run=SGD,momentum:0.5,momentum:0.6', { runs: [sgd(0.01, 0.5)] }, [/“momentum” stands twice/]],
  [`v=1${'&run=SGD'.repeat(100)}`, { runs: Array(8).fill(sgd(0.01)) }, [/At most 8 runs/]],
  ['v=1&%E0%A4%A', {}, [/no parameter “%E0%A4%A”/]],
  ['v=1&steps=%', {}, [/steps .*“%”/]],
  ['v=1&step=-1', {}, [/step .*“-1”/]],
  ['v=1&step=x', {}, [/step .*“x”/]],
  ['v=1&step=3&step=4', {}, [/“step” stands twice/]],
  ['v=2&steps=5', { steps: 5 }, [/newer version/]],
  ['v=one', {}, [/no version “one”/]],
  ['v=1&v=1', {}, [/“v” stands twice/]],
];

describe('a damaged link falls back field by field and names what was adjusted', () => {
  test.each(damaged)('%s', (link, changes, sentences) => {
    const { experiment, adjustments } = decodeLink(link);
    expect(experiment).toEqual({ ...opening, runs: usual, ...changes });
    expect(adjustments).toHaveLength(sentences.length);
    sentences.forEach((sentence, i) => expect(adjustments[i]).toMatch(sentence));
  });

  test.each(['', '#', 'v=1', '#v=1', 'surface=ravine', '&&', 'v=1&kappa=20', 'v=1&surface%3Dravine'])(
    '“%s” is the opening experiment, and nothing is said',
    link => expect(decodeLink(link)).toEqual({ experiment: opening, adjustments: [], step: null, show: null }),
  );
});

describe('whatever stands in the link', () => {
  const key = fc.oneof(
    fc.constantFrom('v', 'surface', 'start', 'steps', 'run', 'step', 'show', 'kappa', '__proto__'),
    fc.string(),
  );
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.double().map(String),
    fc.array(fc.oneof(fc.string(), fc.constantFrom('SGD', 'momentum:', 'nesterov', 'learning_rate:0.1'))).map(String),
  );
  const link = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.tuple(key, value).map(([k, v]) => `${k}=${v}`)).map(fields => fields.join('&')),
  );

  test('it becomes an experiment that needs no further repair, and harms no prototype', () => {
    const names = Object.getOwnPropertyNames(Object.prototype);
    fc.assert(
      fc.property(link, text => {
        const { experiment } = decodeLink(text);
        expect(repair(experiment)).toEqual({ experiment, adjustments: [] });
        expect(decodeLink(encodeLink(experiment)).experiment).toEqual(experiment);
      }),
      { numRuns: 1000, seed: 3 },
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(names);
  });

  test('it is answered in no more sentences than it has fields and runs', () => {
    const { adjustments } = decodeLink(`v=1${'&x=1'.repeat(1000)}`);
    expect(adjustments.length).toBeLessThanOrEqual(1001);
  });
});

describe('JSON', () => {
  test.each([null, 3, 'text', [], [1, 2], true])('that is %j is no experiment; the opening one is shown', raw => {
    const { experiment, adjustments } = decodeJson(JSON.stringify(raw));
    expect(experiment).toEqual(opening);
    expect(adjustments).toEqual(['This is not an experiment; the opening one is shown.']);
  });

  test('with wrong types falls back field by field', () => {
    const text = `{"surface": 3, "parameters": [], "start": "1,2", "steps": "9", "runs": {"length": 3}, "__proto__": {"steps": 4}}`;
    const { experiment, adjustments } = decodeJson(text);
    expect(experiment).toEqual(opening);
    expect(adjustments).toHaveLength(5);
    ['surface', 'parameters', 'start', 'steps', 'run'].forEach((field, i) => expect(adjustments[i]).toContain(field));
  });

  test('keeps the sound runs among others', () => {
    const raw = { runs: [null, { optimizer: 'SGD', config: { momentum: '0.9' } }, { optimizer: 'SGD', config: 5 }] };
    const { experiment, adjustments } = repair(raw);
    expect(experiment.runs).toEqual([sgd(0.01), sgd(0.01)]);
    expect(adjustments).toHaveLength(3);
  });

  test('that is no JSON is refused in words', () => {
    expect(() => decodeJson('{"surface":')).toThrow('This is not an experiment: it is no valid JSON.');
  });
});
