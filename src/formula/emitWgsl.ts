import { float16Wgsl } from './float16.ts';
import { functions } from './functions.ts';
import { dependence, inOrder, type Node } from './graph.ts';
import { randomWgsl } from './random.ts';

/** WGSL statements for one particle: `fixed` once, `lines` for every step; `names` spells each output. */
export interface WgslCode {
  readonly fixed: readonly string[];
  readonly lines: readonly string[];
  readonly names: readonly string[];
}

/**
 * Functions that WGSL lacks, or leaves undefined or coarse where formulas need them; put before the code that calls them.
 * The three parts of π: S. L. Moshier, Cephes (sinf.c, times 4).
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
// holds is that the result is between -1 and 1.
fn wave(x: f32, shift: f32) -> f32 {
  let n = floor(x * 0.31830987f + (0.5f + shift));
  let turns = n - shift;
  let reduced = ((x - turns * 3.140625f) - turns * 9.67502593994140625e-4f) - turns * 1.509957990978376432e-7f;
  let r = clamp(reduced, -1.5708f, 1.5708f);
  let z = r * r;
  let half = n * 0.5f;
  let signed = r - 4.0f * (half - floor(half)) * r;
  return signed * (1.0f + z * (-1.6666667e-1f + z * (8.333333e-3f + z * (-1.984127e-4f + z * (2.7557319e-6f - z * 2.5052108e-8f)))));
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
 * inputs; what depends on none that `varies` (if given) goes into `fixed`; `suffix` keeps the names of several particles apart. WGSL
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
  const names = new Map<Node, string>();
  const [fixed, lines]: [string[], string[]] = [[], []];
  for (const node of order) {
    if (node.op === 'input') names.set(node, spell(node.name));
    else if (node.op === 'constant') names.set(node, literal(node.value));
    else {
      // An expression of literals only would be the compiler's to compute, which refuses what isn't finite.
      const literals = node.args.every(({ op }) => op === 'constant');
      const into = dependent && !dependent.has(node) ? fixed : lines;
      const args = node.args.map((arg, i) => {
        if (!literals) return names.get(arg)!;
        into.push(`let c${node.id}_${i}${suffix} = ${names.get(arg)!};`);
        return `c${node.id}_${i}${suffix}`;
      });
      into.push(`let n${node.id}${suffix} = ${functions[node.op].wgsl(...args)};`);
      names.set(node, `n${node.id}${suffix}`);
    }
  }
  return { fixed, lines, names: outputs.map(output => names.get(output)!) };
}
