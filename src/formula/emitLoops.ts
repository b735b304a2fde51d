import { fastForms } from './fastForms.ts';
import { functions, type PrimitiveName } from './functions.ts';
import { dependence, inOrder, ofTurns, TURN, type Graph, type Node, type Precision } from './graph.ts';
import { isLoop, schedule, type Loop } from './schedule.ts';

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

/** Operators whose text mentions each argument once and works all of them out. */
const once = new Set<Node['op']>(['add', 'sub', 'mul', 'div', 'neg']);

const isOperation = (op: Node['op']): op is PrimitiveName => Object.hasOwn(functions, op);

/** The columns that generated code reads, by the names that it has for them, as the value of `columns`. */
export const readColumns = ({ columns }: Graph): string =>
  columns.map(({ place }) => `const data${place} = columns[${place}].values;`).join('\n');

/** A double as JavaScript that reads back the same bits. */
const literal = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/**
 * Nodes that only one operator uses, and it. Spelled out there they need no local, and engines give up on functions that have
 * many (simulation/sideBySide.ts).
 */
function usedOnce(order: readonly Node[], outputs: readonly Node[]): ReadonlyMap<Node, Node> {
  const turning = ofTurns(order);
  const users = new Map<Node, Node[]>(outputs.map(output => [output, [output, output]]));
  for (const node of order) for (const arg of node.args) users.set(arg, [...(users.get(arg) ?? []), node]);
  const single = order.flatMap(node => {
    const [user, another] = users.get(node)!;
    return user && !another && once.has(user.op) && !turning.has(user) ? [[node, user] as const] : [];
  });
  return new Map(single);
}

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
  const when = (node: Node): 'uniform' | 'particle' | 'lane' =>
    ofStep.has(node) ? 'lane' : ofParticle.has(node) ? 'particle' : 'uniform';
  const within = mode === 'fast' ? usedOnce(order, outputs) : new Map<Node, Node>();
  const names = new Map<Node, string>();
  const textOf = (node: Node): string => names.get(node)!;
  /** What a node asks, if it is a comparison: in the condition of a choice it need not become a number first. */
  const comparison = ({ op, args }: Node): string | undefined => {
    if (!isOperation(op)) return undefined;
    const text = functions[op].loops(...args.map(textOf));
    return text.endsWith(ONE_OR_ZERO) ? text.slice(0, -ONE_OR_ZERO.length) : undefined;
  };
  const rounded = (text: string): string => (mode === 'float32' ? `f(${text})` : text);

  /** The statements of a node; none where it is spelled out wherever it is used. */
  function statements(node: Node): string[] {
    const { op, args, id } = node;
    if (op === 'constant' || op === 'input') {
      names.set(node, op === 'constant' ? `(${literal(node.value)})` : node.name === TURN ? 'turn' : spell(node.name));
      return [];
    }
    const name = `n${id}${when(node) === 'uniform' ? '' : suffix}`;
    const texts = args.map(textOf);
    names.set(node, name);
    if (op === 'element') return [`const ${name} = data${node.column!.place}[${texts[0]}];`];
    if (!isOperation(op)) return [];
    const form = mode === 'fast' ? fastForms[op] : undefined;
    if (form) return [...form(name, ...texts)];
    const asked = mode === 'fast' && op === 'select' ? comparison(args[0]!) : undefined;
    if (asked !== undefined) return [`const ${name} = ${asked} ? ${texts[1]} : ${texts[2]};`];
    const { loops, rounds } = functions[op];
    const user = within.get(node);
    if (user && when(user) === when(node)) {
      names.set(node, `(${loops(...texts)})`);
      return [];
    }
    return [`const ${name} = ${rounds ? rounded(loops(...texts)) : loops(...texts)};`];
  }

  /** One text, so that the loops of several particles stand one after the other. */
  function loopText({ turns, body, folds }: Loop): string {
    for (const fold of folds) statements(fold);
    const lines = body.flatMap(statements);
    return [
      ...folds.map(fold => `let ${textOf(fold)} = 0;`),
      `for (let turn = 0; turn < ${turns}; turn++) {`,
      ...lines,
      ...folds.map(fold => `${textOf(fold)} = ${rounded(`${textOf(fold)} + ${textOf(fold.args[0]!)}`)};`),
      '}',
    ].join('\n');
  }

  for (const turn of order) if (turn.name === TURN) statements(turn);
  const code = { uniform: [] as string[], particle: [] as string[], lane: [] as string[] };
  for (const item of schedule(outputs, when)) {
    if (isLoop(item)) code[when(item.folds[0]!)].push(loopText(item));
    else code[when(item)].push(...statements(item));
  }
  return { ...code, names: outputs.map(output => names.get(output)!) };
}
