import { functions } from './functions.ts';
import { inOrder, type Node } from './graph.ts';

/** WGSL statements for one particle; `names` spells each output. */
export interface WgslCode {
  readonly lines: readonly string[];
  readonly names: readonly string[];
}

/** Functions that WGSL lacks, or leaves undefined where formulas need them; put before the code that calls them. */
export const wgslPrelude = `
fn power(x: f32, y: f32) -> f32 {
  let magnitude = pow(abs(x), y);
  let odd = floor(y) == y && floor(y * 0.5f) * 2.0f != y;
  let whole = select(sqrt(-1.0f - abs(x)), select(magnitude, -magnitude, odd), floor(y) == y);
  return select(select(whole, magnitude, x >= 0.0f), 1.0f, y == 0.0f);
}
fn modulo(x: f32, y: f32) -> f32 {
  return x - y * floor(x / y);
}
fn hyperbolic_tangent(x: f32) -> f32 {
  return tanh(clamp(x, -20.0f, 20.0f));
}
`;

/** A float32 as WGSL that reads back the same bits (the sign of zero included). */
function literal(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`A WGSL literal must be finite. Received: ${value}.`);
  const text = String(Math.fround(value));
  const spelled = Object.is(value, -0) ? '-0.0' : /[.e]/.test(text) ? text : `${text}.0`;
  return `f32(${spelled})`;
}

/**
 * The program as straight-line WGSL in f32, every shared subexpression once. `spell` names the inputs. WGSL may fuse and
 * reassociate, so its results agree with the other lowerings within a tolerance, not bit for bit.
 */
export function emitWgsl(outputs: readonly Node[], spell: (input: string) => string): WgslCode {
  const names = new Map<Node, string>();
  const lines: string[] = [];
  for (const node of inOrder(outputs)) {
    if (node.op === 'input') {
      names.set(node, spell(node.name));
      continue;
    }
    const code =
      node.op === 'constant' ? literal(node.value) : functions[node.op].wgsl(...node.args.map(arg => names.get(arg)!));
    lines.push(`let n${node.id} = ${code};`);
    names.set(node, `n${node.id}`);
  }
  return { lines, names: outputs.map(output => names.get(output)!) };
}
