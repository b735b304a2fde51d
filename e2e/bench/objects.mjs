import { MOMENTUM, problems, startsOf } from './problems.mjs';

/** What one writes first: an optimizer made by a factory that closes over its settings, one state object a particle. */
function createOptimizer({ learningRate, momentum, nesterov }) {
  const advance = (w, velocity, g) => {
    const next = momentum * velocity - learningRate * g;
    return { w: nesterov ? w + momentum * next - learningRate * g : w + next, velocity: next };
  };
  return {
    step({ x, y, vx, vy }, gradient) {
      const [gx, gy] = gradient(x, y);
      const [a, b] = [advance(x, vx, gx), advance(y, vy, gy)];
      return { x: a.w, y: b.w, vx: a.velocity, vy: b.velocity };
    },
  };
}

/** One object per particle with closures. */
export const objects = {
  unit: 'Mps/s',
  async prepare({ surface, nesterov, count, steps }) {
    const problem = problems[surface];
    const starts = startsOf(problem, count);
    const optimizer = createOptimizer({ learningRate: problem.rate, momentum: MOMENTUM, nesterov });
    return {
      async run() {
        const particles = Array.from(starts.x, (x, i) => ({ x, y: starts.y[i], vx: 0, vy: 0 }));
        const began = performance.now();
        for (let k = 0; k < steps; k++)
          for (let i = 0; i < count; i++) particles[i] = optimizer.step(particles[i], problem.gradient);
        const ms = performance.now() - began;
        return { ms, x: Float32Array.from(particles, ({ x }) => x), y: Float32Array.from(particles, ({ y }) => y) };
      },
      dispose() {},
    };
  },
};
