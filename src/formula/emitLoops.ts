import { fastForms } from './fastForms.ts';
import { functions } from './functions.ts';
import { dependence, inOrder, type Node, type Precision } from './graph.ts';

/** `fast`: float64 arithmetic with inlined approximations, for pictures; the precisions are exact (graph.ts). */
type LoopMode = Precision | 'fast';

/**
 * JavaScript statements: `uniform` to run once, `particle` once for every particle, `lane` for every particle and step; `names`
 * spells each output.
 */
export interface LoopCode {
  readonly uniform: readonly string[];
  readonly particle: readonly string[];
  readonly lane: readonly string[];
  readonly names: readonly string[];
}

/** How the inputs are spelled, and which of them change: with every step, or from particle to particle. */
export interface LoopInputs {
  readonly spell: (input: string) => string;
  readonly varies: (input: string) => boolean;
  readonly differs?: (input: string) => boolean;
}

const ONE_OR_ZERO = ' ? 1 : 0'; // how comparisons become numbers (functions.ts)

/** A double as JavaScript that reads back the same bits. */
const literal = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/**
 * The program as straight-line code, every shared subexpression once and as seldom as it changes. Only our own names and numbers
 * are in the text; it refers to elementary.ts as `math` and to Math.fround as `f`. Bodies of several particles stand side by
 * side under different suffixes.
 */
export function emitLoops(
  outputs: readonly Node[],
  mode: LoopMode,
  { spell, varies, differs = () => false }: LoopInputs,
  suffix = '',
): LoopCode {
  const order = inOrder(outputs);
  const ofStep = dependence(order, varies);
  const ofParticle = dependence(order, differs);
  const names = new Map<Node, string>();
  /** What a node asks, if it is a comparison: in the condition of a choice it need not become a number first. */
  const comparison = ({ op, args }: Node): string | undefined => {
    if (op === 'constant' || op === 'input') return undefined;
    const text = functions[op].loops(...args.map(arg => names.get(arg)!));
    return text.endsWith(ONE_OR_ZERO) ? text.slice(0, -ONE_OR_ZERO.length) : undefined;
  };
  const code = { uniform: [] as string[], particle: [] as string[], lane: [] as string[] };
  for (const node of order) {
    if (node.op === 'constant') names.set(node, `(${literal(node.value)})`);
    else if (node.op === 'input') names.set(node, spell(node.name));
    else {
      const when = ofStep.has(node) ? 'lane' : ofParticle.has(node) ? 'particle' : 'uniform';
      const name = `n${node.id}${when === 'uniform' ? '' : suffix}`;
      const args = node.args.map(arg => names.get(arg)!);
      const { loops, rounds } = functions[node.op];
      const form = mode === 'fast' ? fastForms[node.op] : undefined;
      const asked = mode === 'fast' && node.op === 'select' ? comparison(node.args[0]!) : undefined;
      if (asked !== undefined) code[when].push(`const ${name} = ${asked} ? ${args[1]} : ${args[2]};`);
      else if (form) code[when].push(...form(name, ...args));
      else
        code[when].push(`const ${name} = ${rounds && mode === 'float32' ? `f(${loops(...args)})` : loops(...args)};`);
      names.set(node, name);
    }
  }
  return { ...code, names: outputs.map(output => names.get(output)!) };
}
