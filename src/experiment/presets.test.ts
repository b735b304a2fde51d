import { describe, expect, test } from 'vitest';
import { createEngine } from '../simulation/engine.ts';
import { traceJobs } from '../simulation/job.ts';
import { surfaceNamed } from '../surfaces/index.ts';
import { minimaOf } from '../surfaces/minima.ts';
import { opening } from './experiment.ts';
import { decodeLink, encodeLink } from './link.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { presetOf, presets } from './presets.ts';
import { columnOf, type Trace } from './trace.ts';

const EXTENT = 6;

async function play(name: string): Promise<{ traces: Trace[]; outcomes: Outcome[] }> {
  const { experiment } = presets.find(preset => preset.name === name)!;
  const minima = minimaOf(surfaceNamed(experiment.surface)!, experiment.parameters).map(({ loss }) => loss);
  const { traces } = (await createEngine().trace(traceJobs(experiment)))!;
  const least = minima.length > 0 ? Math.min(...minima) : null;
  return { traces, outcomes: traces.map(trace => outcomeOf(trace, least, EXTENT)) };
}

const signChanges = (values: Float64Array): number => values.filter((v, k) => k > 0 && v * values[k - 1]! < 0).length;
const greatest = (values: Float64Array): number => Math.max(...values.map(Math.abs));

describe('each preset', () => {
  test.each(presets)('$name has a link that brings it back', preset => {
    const { experiment, adjustments } = decodeLink(encodeLink(preset.experiment));
    expect(adjustments).toEqual([]);
    expect(experiment).toEqual(preset.experiment);
    expect(presetOf(experiment)).toBe(preset);
    expect(preset.sentence).toMatch(/[.]$/);
  });

  test('has a name and a title of its own, and the first is what opens', () => {
    expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length);
    expect(new Set(presets.map(({ title }) => title)).size).toBe(presets.length);
    expect(presets[0]!.experiment).toBe(opening);
    expect(presets.length).toBeGreaterThanOrEqual(4);
    expect(presetOf({ ...opening, steps: 7 })).toBeUndefined();
  });
});

describe('what a preset’s sentence says is so', () => {
  test('ravine: momentum swings from wall to wall, Nesterov brakes sooner', async () => {
    const { traces, outcomes } = await play('ravine');
    const tilt = (18 * Math.PI) / 180;
    const [momentum, nesterov] = traces.map(trace => {
      const y = columnOf(trace, 'y');
      return columnOf(trace, 'x').map((x, k) => y[k]! * Math.cos(tilt) - x * Math.sin(tilt));
    });
    expect(signChanges(momentum!)).toBeGreaterThan(8);
    expect(greatest(nesterov!.subarray(20))).toBeLessThan(greatest(momentum!.subarray(20)) / 10);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['converged', 'converged']);
    expect(outcomes[1]!.stepsToTolerance).toBeLessThan(outcomes[0]!.stepsToTolerance!);
  });

  test('edge: momentum stays stable, Nesterov’s path leaves the picture', async () => {
    const { experiment } = presets.find(({ name }) => name === 'edge')!;
    const rate = experiment.runs[0]!.config.learning_rate as number;
    expect(rate * experiment.parameters.kappa!).toBe(2);
    const { traces, outcomes } = await play('edge');
    expect(outcomes.map(({ kind }) => kind)).toEqual(['converged', 'diverged']);
    expect(greatest(columnOf(traces[0]!, 'y'))).toBeLessThan(4);
  });

  test('annihilate: Nesterov’s y is still after two steps, momentum’s rings on', async () => {
    const { traces } = await play('annihilate');
    const [momentum, nesterov] = traces.map(trace => columnOf(trace, 'y'));
    expect(Math.abs(nesterov![1]!)).toBeGreaterThan(1);
    expect(greatest(nesterov!.subarray(2))).toBeLessThan(1e-6);
    expect(signChanges(momentum!)).toBeGreaterThan(20);
    expect(greatest(momentum!.subarray(10))).toBeGreaterThan(0.5);
  });

  test('race: all arrive, momentum and Nesterov side by side, plain about six times as late', async () => {
    const steps = (await play('race')).outcomes.map(({ stepsToTolerance }) => stepsToTolerance!);
    const [momentum, nesterov, plain] = steps as [number, number, number];
    for (const other of [momentum, nesterov]) expect(plain / other).toBeGreaterThan(5);
    expect(Math.abs(momentum - nesterov) / momentum).toBeLessThan(0.3);
  });

  test('valley: plain descent all but stops in the valley, the others get along its floor', async () => {
    const { traces, outcomes } = await play('valley');
    const [momentum, nesterov, plain] = traces.map(trace => columnOf(trace, 'x'));
    expect(columnOf(traces[2]!, 'loss')[50]).toBeLessThan(5); // in the valley soon
    expect(Math.abs(plain!.at(-1)! - plain!.at(-101)!)).toBeLessThan(0.1);
    for (const x of [momentum!, nesterov!]) expect(x.at(-1)).toBeGreaterThan(0.8);
    expect(plain!.at(-1)).toBeLessThan(0);
    expect(outcomes[2]!.kind).toBe('moving');
  });

  test('saddle: momentum leaves the ridge at 52, Nesterov at 46, plain descent at 145', async () => {
    const { traces } = await play('saddle');
    const falls = traces.map(trace => columnOf(trace, 'y').findIndex(y => Math.abs(y) >= 1));
    expect(falls).toEqual([52, 46, 145]); // facts F17
  });

  test('cycle and triangle: momentum cycles or circles at 1, the others arrive', async () => {
    expect((await play('cycle')).outcomes.map(({ kind }) => kind)).toEqual(['cycling', 'converged', 'converged']);
    const { traces, outcomes } = await play('triangle');
    const [x, y] = [columnOf(traces[0]!, 'x'), columnOf(traces[0]!, 'y')];
    for (let k = 100; k < x.length; k++) expect(Math.hypot(x[k]!, y[k]!)).toBeCloseTo(1, 4);
    expect(outcomes.slice(1).map(({ kind }) => kind)).toEqual(['converged', 'converged']);
  });

  test('escape: plain descent ends in the right hollow, the others in the left', async () => {
    const ends = (await play('escape')).traces.map(trace => columnOf(trace, 'x').at(-1)!);
    expect(ends[0]).toBeCloseTo(-0.544017, 5);
    expect(ends[1]).toBeCloseTo(-0.544017, 5);
    expect(ends[2]).toBeCloseTo(0.44, 2);
  });
});
