import type { ReactNode } from 'react';
import { sameExpression, type Expression } from '../formula/expression.ts';
import { parseLoss } from '../surfaces/loss.ts';
import type { Surface } from '../surfaces/surface.ts';
import { Formula, Name } from './Formula.tsx';

const SHOWN = 3; // definitions; more of them stand behind a summary

/** The loss in maths type, and the names that it uses. */
export function LossFormula({ surface }: { surface: Surface }): ReactNode {
  const { definitions, loss, samples } = parseLoss(surface);
  const list = definitions.map(({ name, expression }) => (
    <div key={name} className="definition">
      <Cases head={<Name>{name}</Name>} expression={expression} />
    </div>
  ));
  return (
    <>
      <Cases head={<Name>f</Name>} expression={samples ? meanOf(loss) : loss} />
      {list.length <= SHOWN ? (
        list
      ) : (
        <details className="notes">
          <summary>where {definitions.map(({ name }) => name).join(', ')}</summary>
          {list}
        </details>
      )}
    </>
  );
}

/** Over the samples. */
export const meanOf = (expression: Expression): Expression => ({
  kind: 'call',
  fn: 'mean',
  args: [expression],
  at: expression.at,
});

/** A formula, or one line for each of its cases. */
export function Cases({ head, expression }: { head: ReactNode; expression: Expression }): ReactNode {
  const cases = casesOf(expression);
  if (cases.length === 1) return <Formula head={head} expression={typeset(expression)} />;
  return cases.map(({ value, where }, i) => (
    <div key={i} className="case">
      <Formula head={head} expression={typeset(value)} />
      {where ? (
        <>
          {' where '}
          <Formula expression={typeset(where)} />
        </>
      ) : (
        ' elsewhere'
      )}
    </div>
  ));
}

interface Case {
  readonly value: Expression;
  /** Under which condition; none for what remains. */
  readonly where?: Expression;
}

/** The branches of a ? b : c ? d : e. */
function casesOf(expression: Expression): Case[] {
  if (expression.kind !== 'call' || expression.fn !== 'select') return [{ value: expression }];
  const [where, value, rest] = expression.args as [Expression, Expression, Expression];
  return [{ value, where }, ...casesOf(rest)];
}

/** For the eye: cos(rotation · π/180) as cos φ, and a factor that stands twice as its square. */
function typeset(expression: Expression): Expression {
  if (expression.kind !== 'call') return expression;
  const { fn, at } = expression;
  const [first, second] = expression.args as [Expression, Expression | undefined];
  if ((fn === 'cos' || fn === 'sin') && isDegrees(first))
    return { ...expression, args: [{ kind: 'name', name: 'rotation', at }] };
  if (fn === 'mul' && first.kind === 'call' && first.fn === 'mul' && sameExpression(first.args[1]!, second!))
    return { ...first, args: [first.args[0]!, { kind: 'call', fn: 'pow', args: [second!, two], at }] };
  return { ...expression, args: expression.args.map(typeset) };
}

const two: Expression = { kind: 'number', value: 2, at: 0 };

/** rotation · π / 180, or as a slope has it, 0.00555… · π · rotation */
function isDegrees(part: Expression): boolean {
  const factors = factorsOf(part);
  const value = factors.reduce((product, factor) => product * (factor.kind === 'number' ? factor.value : 1), 1);
  const names = factors.flatMap(factor => (factor.kind === 'name' ? factor.name : []));
  return factors.length === 3 && names.toSorted().join() === 'pi,rotation' && Math.abs(value * 180 - 1) < 1e-9;
}

/** Of a product and a division by a number. */
function factorsOf(part: Expression): Expression[] {
  if (part.kind !== 'call' || (part.fn !== 'mul' && part.fn !== 'div')) return [part];
  const [a, b] = part.args as [Expression, Expression];
  if (part.fn === 'mul') return [...factorsOf(a), ...factorsOf(b)];
  return b.kind === 'number' ? [...factorsOf(a), { ...b, value: 1 / b.value }] : [part];
}
