/**
 * Randomness without state: a number is a hash of its key, so that any of them can be had alone, in any order, on any
 * backend. 32-bit integer operations only. The words of a key are whole numbers from 0 on.
 */

/** pcg4d of M. Jarzynski and M. Olano, “Hash functions for GPU rendering”, JCGT 9(3), 2020: four words in, four out. */
const hashed = new Uint32Array(4);
function hash(a: number, b: number, c: number, d: number): void {
  let x = (Math.imul(a, 1664525) + 1013904223) | 0;
  let y = (Math.imul(b, 1664525) + 1013904223) | 0;
  let z = (Math.imul(c, 1664525) + 1013904223) | 0;
  let w = (Math.imul(d, 1664525) + 1013904223) | 0;
  x = (x + Math.imul(y, w)) | 0;
  y = (y + Math.imul(z, x)) | 0;
  z = (z + Math.imul(x, y)) | 0;
  w = (w + Math.imul(y, z)) | 0;
  x ^= x >>> 16;
  y ^= y >>> 16;
  z ^= z >>> 16;
  w ^= w >>> 16;
  x = (x + Math.imul(y, w)) | 0;
  y = (y + Math.imul(z, x)) | 0;
  z = (z + Math.imul(x, y)) | 0;
  w = (w + Math.imul(y, z)) | 0;
  hashed[0] = x;
  hashed[1] = y;
  hashed[2] = z;
  hashed[3] = w;
}

/** Evenly spread over (0, 1), in steps of 2^−23: (k + ½)/2^23, which is a float32. */
export function uniform(seed: number, particle: number, call: number, draw: number): number {
  hash(seed >>> 0, particle >>> 0, call >>> 0, draw >>> 0);
  return ((hashed[0]! >>> 9) + 0.5) / 8388608;
}

/** The word that keeps the keys of shuffles apart from those of draws. */
const SHUFFLE = 0x5eed0f2b;

/** A word's bits stirred: C. Wellons' lowbias32 (nullprogram.com/blog/2018/07/31). */
function stir(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  word = Math.imul(word ^ (word >>> 15), 0x846ca68b);
  return (word ^ (word >>> 16)) >>> 0;
}

/**
 * Which of `count` things stands at `place` in the order of an epoch: a permutation of 0 … count − 1, drawn anew for each
 * seed, particle and epoch. A Feistel network over the least even number of bits, walked on until it lands inside
 * (J. Black and P. Rogaway, “Ciphers with arbitrary finite domains”, CT-RSA 2002). 1 ≤ count ≤ 2^24.
 */
export function shuffled(seed: number, particle: number, epoch: number, place: number, count: number): number {
  hash(seed >>> 0, particle >>> 0, epoch >>> 0, SHUFFLE);
  let bits = 1;
  while (1 << (2 * bits) < count) bits++;
  const mask = (1 << bits) - 1;
  let word = place >>> 0;
  do {
    let left = word >>> bits;
    let right = word & mask;
    for (let round = 0; round < 8; round++) {
      const next = left ^ (stir((right + hashed[round & 3]! + Math.imul(round, 0x9e3779b9)) | 0) & mask);
      left = right;
      right = next;
    }
    word = (left << bits) | right;
  } while (word >= count);
  return word;
}

/** The same in WGSL, to the bit. */
export const randomWgsl = `
fn pcg4d(key: vec4u) -> vec4u {
  var v = key * 1664525u + 1013904223u;
  v.x += v.y * v.w;
  v.y += v.z * v.x;
  v.z += v.x * v.y;
  v.w += v.y * v.z;
  v ^= v >> vec4u(16u);
  v.x += v.y * v.w;
  v.y += v.z * v.x;
  v.z += v.x * v.y;
  v.w += v.y * v.z;
  return v;
}
fn uniform_draw(seed: f32, particle: f32, call: f32, draw: f32) -> f32 {
  return (f32(pcg4d(vec4u(u32(seed), u32(particle), u32(call), u32(draw))).x >> 9u) + 0.5f) / 8388608.0f;
}
fn stir(key: u32) -> u32 {
  var word = (key ^ (key >> 16u)) * 0x7feb352du;
  word = (word ^ (word >> 15u)) * 0x846ca68bu;
  return word ^ (word >> 16u);
}
fn shuffled(seed: f32, particle: f32, epoch: f32, place: f32, count: f32) -> f32 {
  let keys = pcg4d(vec4u(u32(seed), u32(particle), u32(epoch), ${SHUFFLE}u));
  var bits = 1u;
  while (1u << (2u * bits) < u32(count)) { bits++; }
  let mask = (1u << bits) - 1u;
  var word = u32(place);
  loop {
    var left = word >> bits;
    var right = word & mask;
    for (var round = 0u; round < 8u; round++) {
      let next = left ^ (stir(right + keys[round & 3u] + round * 0x9e3779b9u) & mask);
      left = right;
      right = next;
    }
    word = (left << bits) | right;
    if (word < u32(count)) { break; }
  }
  return f32(word);
}
`;
