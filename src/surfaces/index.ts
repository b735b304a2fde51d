import { ackley } from './ackley.ts';
import { beale } from './beale.ts';
import { booth } from './booth.ts';
import { cliff } from './cliff.ts';
import { doubleGaussian } from './doubleGaussian.ts';
import { doubleWell } from './doubleWell.ts';
import { easom } from './easom.ts';
import { eggholder } from './eggholder.ts';
import { goldsteinPrice } from './goldsteinPrice.ts';
import { himmelblau } from './himmelblau.ts';
import { lessard } from './lessard.ts';
import { levi13 } from './levi13.ts';
import { line } from './line.ts';
import { logistic } from './logistic.ts';
import { matyas } from './matyas.ts';
import { mcCormick } from './mcCormick.ts';
import { monkeySaddle } from './monkeySaddle.ts';
import { neuron } from './neuron.ts';
import { parabola } from './parabola.ts';
import { quadratic } from './quadratic.ts';
import { rastrigin } from './rastrigin.ts';
import { ravine } from './ravine.ts';
import { ripples } from './ripples.ts';
import { rosenbrock } from './rosenbrock.ts';
import { saddle } from './saddle.ts';
import { sixHumpCamel } from './sixHumpCamel.ts';
import { styblinskiTang } from './styblinskiTang.ts';
import type { Surface } from './surface.ts';
import { threeHumpCamel } from './threeHumpCamel.ts';
import { triangle } from './triangle.ts';
import { wells } from './wells.ts';

/** The catalogue, in the order of the page. */
export const surfaces: readonly Surface[] = [
  ravine,
  rosenbrock,
  beale,
  booth,
  matyas,
  mcCormick,
  himmelblau,
  styblinskiTang,
  threeHumpCamel,
  sixHumpCamel,
  goldsteinPrice,
  rastrigin,
  ackley,
  levi13,
  eggholder,
  doubleGaussian,
  wells,
  saddle,
  monkeySaddle,
  easom,
  cliff,
  triangle,
  lessard,
  doubleWell,
  parabola,
  ripples,
  line,
  quadratic,
  logistic,
  neuron,
];

/** The entry of a name; undefined where there is none. */
export function surfaceNamed(name: string): Surface | undefined {
  return surfaces.find(surface => surface.name === name);
}
