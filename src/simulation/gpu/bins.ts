import { wgslPrelude } from '../../formula/emitWgsl.ts';
import type { Binned, Grid } from '../swarm.ts';
import { WORKGROUP } from './flags.ts';
import type { Shader } from './pipelines.ts';

/**
 * A crowd counted on the device. Sums are in fixed point, 64 bits a cell: the largest magnitude among the values that are
 * counted is found first, and 2^−43 of it is the last bit, so that a sum of n values is within n·2^−43 of the largest.
 * Values that are not finite add nothing.
 */
const code = `${wgslPrelude}
struct Cells {
  width: u32,
  height: u32,
  count: u32,
  offset: u32, // of the channel that is summed, in \`values\`
  x0: f32,
  y1: f32,
  across: f32,
  down: f32,
}
@group(0) @binding(0) var<uniform> grid: Cells;
@group(0) @binding(1) var<storage, read> state: array<f32>;
@group(0) @binding(2) var<storage, read> values: array<f32>;
@group(0) @binding(3) var<storage, read_write> cells: array<atomic<u32>>; // the largest; counts; low words; high words

const NOWHERE = 0xffffffffu;
fn bits_finite(bits: u32) -> bool {
  return (bits & 0x7f800000u) != 0x7f800000u;
}
fn cell_of(i: u32) -> u32 {
  if (i >= grid.count) { return NOWHERE; }
  let x = state[i];
  let y = state[grid.count + i];
  if (!bits_finite(bitcast<u32>(x)) || !bits_finite(bitcast<u32>(y))) { return NOWHERE; }
  let column = (x - grid.x0) * grid.across;
  let row = (grid.y1 - y) * grid.down;
  let inside = column >= 0.0f && column < f32(grid.width) && row >= 0.0f && row < f32(grid.height);
  return select(NOWHERE, u32(row) * grid.width + u32(column), inside);
}
@compute @workgroup_size(${WORKGROUP}) fn counted(@builtin(global_invocation_id) id: vec3u) {
  let cell = cell_of(id.x);
  if (cell == NOWHERE) { return; }
  atomicAdd(&cells[1u + cell], 1u);
  let bits = bitcast<u32>(values[grid.offset + id.x]);
  let magnitude = bits & 0x7fffffffu;
  if (bits_finite(bits) && atomicLoad(&cells[0]) < magnitude) { atomicMax(&cells[0], magnitude); }
}
@compute @workgroup_size(${WORKGROUP}) fn summed(@builtin(global_invocation_id) id: vec3u) {
  let cell = cell_of(id.x);
  if (cell == NOWHERE) { return; }
  let bits = bitcast<u32>(values[grid.offset + id.x]);
  if (!bits_finite(bits)) { return; }
  let exponent = (bits >> 23u) & 0xffu;
  let mantissa = (bits & 0x7fffffu) | select(0u, 0x800000u, exponent > 0u);
  let shift = i32(max(exponent, 1u)) - i32(max(atomicLoad(&cells[0]) >> 23u, 1u)) + 19;
  var low = 0u;
  var high = 0u;
  if (shift > 0) {
    low = mantissa << u32(shift);
    high = mantissa >> (32u - u32(shift));
  } else if (shift > -24) {
    low = mantissa >> u32(-shift);
  }
  if (bits >> 31u == 1u) {
    low = ~low + 1u;
    high = ~high + select(0u, 1u, low == 0u);
  }
  let size = grid.width * grid.height;
  let before = atomicAdd(&cells[1u + size + cell], low);
  high += select(0u, 1u, before + low < before);
  if (high != 0u) { atomicAdd(&cells[1u + 2u * size + cell], high); }
}
`;

const shader = (entryPoint: string): Shader => ({
  key: `bins ${entryPoint}`,
  code: () => code,
  entryPoint,
  buffers: ['uniform', 'read-only-storage', 'read-only-storage', 'storage'],
});
export const countShader = shader('counted');
export const sumShader = shader('summed');

/** Words of the buffer of cells. */
export const cellWords = ({ width, height }: Grid): number => 1 + 3 * width * height;

/** The numbers of the shader's grid. */
export function gridWords(grid: Grid, count: number, offset: number): Uint32Array<ArrayBuffer> {
  const { width, height, x0, x1, y0, y1 } = grid;
  const words = new Uint32Array([width, height, count, offset, 0, 0, 0, 0]);
  new Float32Array(words.buffer).set([x0, y1, width / (x1 - x0), height / (y1 - y0)], 4);
  return words;
}

/** What the buffer of cells says. */
export function binnedOf(grid: Grid, words: Uint32Array, withSums: boolean, into?: Binned): Binned {
  const size = grid.width * grid.height;
  const counts = into?.counts.length === size ? into.counts : new Uint32Array(size);
  const sums = into?.sums.length === size ? into.sums : new Float32Array(size);
  counts.set(words.subarray(1, 1 + size));
  if (!withSums) return { counts, sums: sums.fill(0) };
  const unit = 2 ** (Math.max(1, words[0]! >>> 23) - 150 - 19);
  for (let cell = 0; cell < size; cell++) {
    const high = words[1 + 2 * size + cell]! | 0;
    sums[cell] = (high * 4294967296 + words[1 + size + cell]!) * unit;
  }
  return { counts, sums };
}
