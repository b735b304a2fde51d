import { functions } from './functions.ts';
import { dependence, inOrder, type Node, type Precision } from './graph.ts';

/** JavaScript statements: `uniform` to run once, `lane` for every particle and step; `names` spells each output. */
export interface LoopCode {
  readonly uniform: readonly string[];
  readonly lane: readonly string[];
  readonly names: readonly string[];
}

/** A double as JavaScript that reads back the same bits. */
const literal = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/**
 * The program as straight-line code, every shared subexpression once. `spell` names the inputs; `varies` says which of
 * them differ from step to step: all else is computed once, in `uniform`. Only our own names and numbers are in the text;
 * it refers to elementary.ts as `math` and to Math.fround as `f`.
 */
export function emitLoops(
  outputs: readonly Node[],
  precision: Precision,
  spell: (input: string) => string,
  varies: (input: string) => boolean,
): LoopCode {
  const order = inOrder(outputs);
  const dependent = dependence(order, varies);
  const names = new Map<Node, string>();
  const uniform: string[] = [];
  const lane: string[] = [];
  for (const node of order) {
    if (node.op === 'constant') names.set(node, `(${literal(node.value)})`);
    else if (node.op === 'input') names.set(node, spell(node.name));
    else {
      const { loops, rounds } = functions[node.op];
      const code = loops(...node.args.map(arg => names.get(arg)!));
      const name = `n${node.id}`;
      (dependent.has(node) ? lane : uniform).push(
        `const ${name} = ${rounds && precision === 'float32' ? `f(${code})` : code};`,
      );
      names.set(node, name);
    }
  }
  return { uniform, lane, names: outputs.map(output => names.get(output)!) };
}
