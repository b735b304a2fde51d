import { createElement, type ReactNode } from 'react';
import { FormulaError } from '../formula/expression.ts';
import { slopesOf, type Slopes } from '../surfaces/slopes.ts';
import type { Surface } from '../surfaces/surface.ts';
import { Cases, meanOf } from './LossFormula.tsx';

/** The gradient, a line a parameter; or why it is not to be read. */
export function SlopeLines({ surface }: { surface: Surface }): ReactNode {
  const slopes = read(surface);
  if (typeof slopes === 'string') return <p>{slopes}</p>;
  return slopes.map(({ by, slope }) => (
    <div key={by} className="definition">
      <Cases head={<Partial by={by} />} expression={surface.samples ? meanOf(slope) : slope} />
    </div>
  ));
}

function read(surface: Surface): Slopes | string {
  try {
    return slopesOf(surface) ?? 'It is too long to be read; it is worked out exactly all the same.';
  } catch (error) {
    if (error instanceof FormulaError) return error.message;
    throw error;
  }
}

function Partial({ by }: { by: string }): ReactNode {
  const part = (letter: string): ReactNode =>
    createElement('mrow', null, createElement('mo', { form: 'prefix' }, '∂'), createElement('mi', null, letter));
  return createElement('mfrac', null, part('f'), part(by));
}
