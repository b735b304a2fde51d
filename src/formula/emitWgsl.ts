import { float16Wgsl } from './float16.ts';
import { functions } from './functions.ts';
import { dependence, inOrder, TURN, type Node } from './graph.ts';
import { randomWgsl } from './random.ts';
import { isLoop, schedule, type Loop } from './schedule.ts';

/** WGSL statements for one particle: `fixed` once, `lines` for every step; `names` spells each output. */
export interface WgslCode {
  readonly fixed: readonly string[];
  readonly lines: readonly string[];
  readonly names: readonly string[];
}

/**
 * Functions that WGSL lacks, or leaves undefined or coarse where formulas need them; put before the code that calls them.
 * The three parts of π: S. L. Moshier, Cephes (sinf.c, times 4);
 * the polynomial: least squares, reweighted until its error is even, 2.3e-8 at most.
 */
export const wgslPrelude = `
fn power(x: f32, y: f32) -> f32 {
  let magnitude = pow(abs(x), y);
  let odd = floor(y) == y && floor(y * 0.5f) * 2.0f != y;
  let whole = select(sqrt(-1.0f - abs(x)), select(magnitude, -magnitude, odd), floor(y) == y);
  return select(select(whole, magnitude, x >= 0.0f), 1.0f, y == 0.0f);
}
// sin(x + shift·π) = (-1)^n sin r, r = x - (n - shift)·π; shift is 0, or ½ for the cosine. WGSL's own sin and cos may be
// off by 2^-11 in [-pi, pi], and by anything beyond. From |x| = 8192 on the three parts of π no longer suffice, and all that
// holds is that the result is between -1 and 1. A comparison costs a third of min and max, which look out for NaN.
fn wave(x: f32, shift: f32) -> f32 {
  let share = x * 0.15915494f + (0.25f + 0.5f * shift);
  let n = floor(share + share);
  let odd = n - 2.0f * floor(share);
  let turns = n - shift;
  let r = ((x - turns * 3.140625f) - turns * 9.67502593994140625e-4f) - turns * 1.509957990978376432e-7f;
  let z = r * r;
  let sine = (r - (odd + odd) * r) * (1.0f + z * (-0.16666661f + z * (8.333088e-3f + z * (-1.9811113e-4f + z * 2.6089324e-6f))));
  return select(sine, 0.0f, z >= 2.6f);
}
fn sine(x: f32) -> f32 {
  return wave(x, 0.0f);
}
fn cosine(x: f32) -> f32 {
  return wave(x, 0.5f);
}
fn tangent(x: f32) -> f32 {
  return wave(x, 0.0f) / wave(x, 0.5f);
}
fn modulo(x: f32, y: f32) -> f32 {
  return x - y * floor(x / y);
}
fn hyperbolic_tangent(x: f32) -> f32 {
  return tanh(clamp(x, -20.0f, 20.0f));
}
${float16Wgsl}${randomWgsl}`;

/** A float32 as WGSL that reads back the same bits (the sign of zero included). */
function literal(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`A WGSL literal must be finite. Received: ${value}.`);
  const text = String(Math.fround(value));
  const spelled = Object.is(value, -0) ? '-0.0' : /[.e]/.test(text) ? text : `${text}.0`;
  return `f32(${spelled})`;
}

/**
 * The program as straight-line WGSL in f32, every shared subexpression once, one operation a node. `spell` names the
 * inputs, and a function `data_at` reads the columns, one after the other; what depends on none that `varies` (if given) goes into `fixed`; `suffix` keeps the names of several particles apart. WGSL
 * may fuse and reassociate, so its results agree with the other lowerings within a tolerance, not bit for bit.
 */
export function emitWgsl(
  outputs: readonly Node[],
  spell: (input: string) => string,
  varies?: (input: string) => boolean,
  suffix = '',
): WgslCode {
  const order = inOrder(outputs);
  const dependent = varies && dependence(order, varies);
  const once = (node: Node): boolean => dependent !== undefined && !dependent.has(node);
  const names = new Map<Node, string>();
  const textOf = (node: Node): string => names.get(node)!;

  function statements(node: Node): string[] {
    const { op, args, id } = node;
    if (op === 'constant' || op === 'input') {
      names.set(node, op === 'constant' ? literal(node.value) : node.name === TURN ? 'f32(turn)' : spell(node.name));
      return [];
    }
    const name = `n${id}${suffix}`;
    names.set(node, name);
    if (op === 'fold') return [];
    const texts = args.map(textOf);
    if (op === 'element') {
      const { place, values } = node.column!;
      return [`let ${name} = data_at(${place * values.length}u + u32(${texts[0]}));`];
    }
    // An expression of literals only would be the compiler's to compute, which refuses what isn't finite.
    if (!args.every(arg => arg.op === 'constant')) return [`let ${name} = ${functions[op].wgsl(...texts)};`];
    const own = args.map((_, i) => `c${id}_${i}${suffix}`);
    return [...own.map((each, i) => `let ${each} = ${texts[i]};`), `let ${name} = ${functions[op].wgsl(...own)};`];
  }

  /** One text, so that the loops of several particles stand one after the other. */
  function loopText({ turns, body, folds }: Loop): string {
    for (const fold of folds) statements(fold);
    const lines = body.flatMap(statements);
    return [
      ...folds.map(fold => `var ${textOf(fold)} = 0.0f;`),
      `for (var turn = 0u; turn < ${turns}u; turn++) {`,
      ...lines,
      ...folds.map(fold => `${textOf(fold)} += ${textOf(fold.args[0]!)};`),
      '}',
    ].join('\n');
  }

  for (const turn of order) if (turn.name === TURN) statements(turn);
  const [fixed, lines]: [string[], string[]] = [[], []];
  for (const item of schedule(outputs, fold => String(once(fold)))) {
    const loop = isLoop(item);
    const into = once(loop ? item.folds[0]! : item) ? fixed : lines;
    into.push(...(loop ? [loopText(item)] : statements(item)));
  }
  return { fixed, lines, names: outputs.map(output => names.get(output)!) };
}
