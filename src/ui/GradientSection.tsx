import type { ReactNode } from 'react';
import { sourceObjection } from '../experiment/gradientSource.ts';
import { surfaceOf } from '../experiment/landscape.ts';
import { exactGradient, type GradientSource } from '../optimizers/gradientSource.ts';
import { useExperiment } from '../store/experiment.ts';
import { setGradient } from './actions.ts';
import { NumberControl } from './NumberControl.tsx';

/** Where the gradients of all runs come from. */
export function GradientSection(): ReactNode {
  const source = useExperiment(experiment => experiment.gradient);
  const rows = useExperiment(surfaceOf).samples?.u.length;
  const { batch, replacement, noise, replicas, reduce, float16, difference } = source;
  return (
    <>
      <h2>Gradient</h2>
      <div className="switches">
        {rows !== undefined && (
          <Switch
            label="batches"
            on={batch !== null}
            change={on => ({ batch: on ? Math.min(4, rows) : null, ...(!on && { replacement: false }) })}
            why={sentences.batch}
          >
            <SourceNumber
              name="batch"
              label="batch size"
              value={batch ?? rows}
              slider={{ min: 1, max: rows, scale: 'log', step: 1 }}
            />
            <label className="check">
              <input
                type="checkbox"
                checked={replacement}
                onChange={event => setGradient({ replacement: event.currentTarget.checked })}
              />
              with replacement
            </label>
          </Switch>
        )}
        <Switch label="noise" on={noise > 0} change={on => ({ noise: on ? 0.5 : 0 })} why={sentences.noise}>
          <SourceNumber name="noise" label="σ" value={noise} slider={{ min: 0.01, max: 10, scale: 'log' }} />
        </Switch>
        <Switch
          label="replicas"
          on={replicas > 1}
          change={on => ({ replicas: on ? 4 : 1, ...(!on && { reduce: exactGradient.reduce }) })}
          why={sentences.replicas}
        >
          <SourceNumber
            name="replicas"
            label="how many"
            value={replicas}
            slider={{ min: 2, max: 16, scale: 'linear', step: 1 }}
          />
          <label className="choice">
            <span>are</span>
            <select
              value={reduce}
              onChange={event => setGradient({ reduce: event.currentTarget.value as GradientSource['reduce'] })}
            >
              <option value="mean">averaged</option>
              <option value="sum">summed</option>
            </select>
          </label>
        </Switch>
        <Switch label="float16" on={float16} change={on => ({ float16: on })} why={sentences.float16} />
        <Switch
          label="differences"
          on={difference !== null}
          change={on => ({ difference: on ? 0.001 : null })}
          why={sentences.difference}
        >
          <SourceNumber
            name="difference"
            label="h"
            value={difference ?? 0.001}
            slider={{ min: 1e-7, max: 1, scale: 'log' }}
          />
        </Switch>
      </div>
      {(noise > 0 || (rows !== undefined && batch !== null)) && <Seed seed={source.seed} />}
    </>
  );
}

const sentences = {
  batch: 'Each gradient is the mean over a few samples. An epoch takes every sample once, in a new order each time.',
  noise: 'Normal noise of standard deviation σ on every element, drawn anew at every call.',
  replicas: 'So many gradients a call, each with its own noise, made one where Keras does it.',
  float16: 'Every element is rounded to half precision: over 65,504 it is infinite, under 6e-8 it is 0.',
  difference: 'A bad example: forward differences of step h instead of the derivative, in float32.',
} as const;

interface SwitchProps {
  readonly label: string;
  readonly on: boolean;
  readonly change: (on: boolean) => Partial<GradientSource>;
  readonly why: string;
  readonly children?: ReactNode;
}

/** A part of the source, with its numbers and its sentence while it is on. */
function Switch({ label, on, change, why, children }: SwitchProps): ReactNode {
  return (
    <div className="option" title={on ? undefined : why}>
      <label className="check">
        <input type="checkbox" checked={on} onChange={event => setGradient(change(event.currentTarget.checked))} />
        {label}
      </label>
      {on && (
        <>
          {children}
          <p className="sentence">{why}</p>
        </>
      )}
    </div>
  );
}

interface NumberProps {
  readonly name: 'batch' | 'noise' | 'replicas' | 'difference' | 'seed';
  readonly label: string;
  readonly value: number;
  readonly slider?: {
    readonly min: number;
    readonly max: number;
    readonly scale: 'linear' | 'log';
    readonly step?: number;
  };
}

function SourceNumber({ name, label, value, slider }: NumberProps): ReactNode {
  return (
    <NumberControl
      label={label}
      value={value}
      {...(slider && { slider })}
      objection={next => sourceObjection(name, next)}
      onChange={next => setGradient({ [name]: next })}
    />
  );
}

function Seed({ seed }: { seed: number }): ReactNode {
  return (
    <div className="seed">
      <SourceNumber name="seed" label="seed" value={seed} />
      <button
        type="button"
        className="link"
        title="Other draws of the same kind, for all runs."
        onClick={() => setGradient({ seed: (seed + 1) % 1_000_000 })}
      >
        new seed
      </button>
    </div>
  );
}
