/**
 * The surfaces as people write them by hand for the libraries that we compare with: plain numbers, and tensors. Parameters are
 * the catalogue's defaults; every subject is checked against the others before it is timed.
 */
const RAVINE = { kappa: 20, c: Math.cos((18 * Math.PI) / 180), s: Math.sin((18 * Math.PI) / 180) };
const TAU = 2 * Math.PI;

export const problems = {
  ravine: {
    domain: [-3.3, 3.3, -2.3, 2.3],
    rate: 0.01,
    gradient(x, y) {
      const { kappa, c, s } = RAVINE;
      const [u, v] = [x * c + y * s, kappa * (y * c - x * s)];
      return [u * c - v * s, u * s + v * c];
    },
    tensors(tf, x, y) {
      const { kappa, c, s } = RAVINE;
      const u = tf.add(tf.mul(x, c), tf.mul(y, s));
      const v = tf.sub(tf.mul(y, kappa * c), tf.mul(x, kappa * s));
      return [tf.sub(tf.mul(u, c), tf.mul(v, s)), tf.add(tf.mul(u, s), tf.mul(v, c))];
    },
    loss(tf, x, y) {
      const { kappa, c, s } = RAVINE;
      const u = tf.add(tf.mul(x, c), tf.mul(y, s));
      const v = tf.sub(tf.mul(y, c), tf.mul(x, s));
      return tf.mul(tf.add(tf.square(u), tf.mul(tf.square(v), kappa)), 0.5);
    },
  },
  rosenbrock: {
    domain: [-2.4, 2.4, -0.9, 2.6],
    rate: 0.000125,
    gradient(x, y) {
      const d = 200 * (y - x * x);
      return [2 * (x - 1) - 2 * x * d, d];
    },
    tensors(tf, x, y) {
      const d = tf.mul(tf.sub(y, tf.square(x)), 200);
      return [tf.mul(tf.sub(tf.sub(x, 1), tf.mul(x, d)), 2), d];
    },
    loss: (tf, x, y) => tf.add(tf.square(tf.sub(1, x)), tf.mul(tf.square(tf.sub(y, tf.square(x))), 100)),
  },
  himmelblau: {
    domain: [-6.6, 6.6, -4.8, 4.8],
    rate: 0.001,
    gradient(x, y) {
      const [p, q] = [2 * (x * x + y - 11), 2 * (x + y * y - 7)];
      return [2 * x * p + q, p + 2 * y * q];
    },
    tensors(tf, x, y) {
      const p = tf.mul(tf.sub(tf.add(tf.square(x), y), 11), 2);
      const q = tf.mul(tf.sub(tf.add(x, tf.square(y)), 7), 2);
      return [tf.add(tf.mul(tf.mul(x, p), 2), q), tf.add(p, tf.mul(tf.mul(y, q), 2))];
    },
    loss: (tf, x, y) =>
      tf.add(tf.square(tf.sub(tf.add(tf.square(x), y), 11)), tf.square(tf.sub(tf.add(x, tf.square(y)), 7))),
  },
  rastrigin: {
    domain: [-4.4, 4.4, -3.2, 3.2],
    rate: 0.0005,
    gradient: (x, y) => [2 * x + 10 * TAU * Math.sin(TAU * x), 2 * y + 10 * TAU * Math.sin(TAU * y)],
    tensors: (tf, x, y) => [x, y].map(w => tf.add(tf.mul(w, 2), tf.mul(tf.sin(tf.mul(w, TAU)), 10 * TAU))),
    loss: (tf, x, y) =>
      [x, y]
        .map(w => tf.sub(tf.square(w), tf.mul(tf.cos(tf.mul(w, TAU)), 10)))
        .reduce((a, b) => tf.add(tf.add(a, b), 20)),
  },
};

export const MOMENTUM = 0.9;

/** Starts all over the domain, the same ones on every run (M. Roberts's R2 sequence); x and y one a particle. */
export function startsOf({ domain: [x0, x1, y0, y1] }, count) {
  const [x, y] = [new Float32Array(count), new Float32Array(count)];
  for (let i = 0; i < count; i++) {
    x[i] = x0 + (x1 - x0) * ((0.5 + i * 0.7548776662466927) % 1);
    y[i] = y0 + (y1 - y0) * ((0.5 + i * 0.5698402909980532) % 1);
  }
  return { x, y };
}
