import { cos, log, sin } from '../formula/elementary.ts';
import { uniform } from '../formula/random.ts';
import type { Crowd } from './crowd.ts';

/** Places relative to the start. */
export interface Offsets {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

type Placed = Pick<Crowd, 'shape' | 'count' | 'size' | 'seed'>;

const TURN = 2 * Math.PI;
const GOLDEN = 0.6180339887498949; // of a turn from each point of the disk to the next

/** The places of particles first … first + count − 1 of a crowd: the same for all who ask, whatever part they ask for. */
export function offsetsOf(crowd: Placed, first = 0, count = crowd.count): Offsets {
  const offsets = { x: new Float32Array(count), y: new Float32Array(count) };
  const place = shapes[crowd.shape](crowd);
  for (let i = 0; i < count; i++) {
    const [x, y] = place(first + i);
    offsets.x[i] = x;
    offsets.y[i] = y;
  }
  return offsets;
}

type Place = (i: number) => readonly [x: number, y: number];

const shapes: Readonly<Record<Crowd['shape'], (crowd: Placed) => Place>> = {
  /** Row by row from the lower left; a last row that is not full is spread over the width. */
  grid({ count, size }) {
    const columns = Math.ceil(Math.sqrt(count));
    const rows = Math.ceil(count / columns);
    const at = (k: number, of: number): number => (of === 1 ? 0 : size * ((2 * k) / (of - 1) - 1));
    return i => {
      const row = Math.floor(i / columns);
      const length = Math.min(columns, count - row * columns);
      return [at(i - row * columns, length), at(row, rows)];
    };
  },
  /** A sunflower: equal areas, no two alike (H. Vogel 1979). */
  disk({ count, size }) {
    return i => {
      const radius = size * Math.sqrt((i + 0.5) / count);
      const angle = TURN * ((i * GOLDEN) % 1);
      return [radius * cos(angle), radius * sin(angle)];
    };
  },
  ring({ count, size }) {
    return i => [size * cos((TURN * i) / count), size * sin((TURN * i) / count)];
  },
  line({ count, size }) {
    return i => [count === 1 ? 0 : size * ((2 * i) / (count - 1) - 1), 0];
  },
  seeds: () => () => [0, 0],
  /** Two normal numbers of two even ones (Box and Muller 1958). */
  cloud({ size, seed }) {
    return i => {
      const radius = size * Math.sqrt(-2 * log(uniform(seed, i, 0, 0)));
      const angle = TURN * uniform(seed, i, 0, 1);
      return [radius * cos(angle), radius * sin(angle)];
    };
  },
};
