import { lossEvaluator, parameterInputs } from '../surfaces/loss.ts';
import { minimaOf } from '../surfaces/minima.ts';
import type { Surface, SurfaceParameters } from '../surfaces/surface.ts';
import { endings, type Summaries } from './sheet.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The minima of a surface that runs were found to end in; those that are known come first. */
export interface Basins {
  readonly minima: readonly Point[];
  /** For each cell of some summaries the place of its minimum plus one; 0 where it ended in none. */
  label(found: Summaries): Uint8Array;
}

const NEAR = 0.03; // of the domain's width: how far from its minimum a run may come to rest
const APART = 0.001;
const MOST = 120;
const ENDS = new Set(['converged', 'resting', 'unmoved'].map(kind => endings.findIndex(ending => ending === kind)));

/** Minima belong to the surface: while an optimizer changes, they keep their places and so their colours. */
export function createBasins(surface: Surface, parameters: SurfaceParameters): Basins {
  const extent = surface.domain[0][1] - surface.domain[0][0];
  const minima: Point[] = minimaOf(surface, parameters).map(({ x, y }) => ({ x, y }));
  const refused: Point[] = []; // where runs rest that is no minimum, as on a plateau
  const evaluator = lossEvaluator(surface, 'loss');
  const isMinimum = ({ x, y }: Point): boolean => {
    const around = [0, 1, -1].flatMap(i => [0, 1, -1].map(j => [i, j] as const));
    const given = {
      x: around.map(([i]) => x + i * APART * extent),
      y: around.map(([, j]) => y + j * APART * extent),
      ...parameterInputs(parameters),
    };
    const [middle, ...others] = evaluator.run(given, around.length)[0]!;
    return others.every(loss => loss > middle!);
  };
  const nearest = (points: readonly Point[], x: number, y: number): number => {
    let [place, least] = [-1, (NEAR * extent) ** 2];
    for (let i = 0; i < points.length; i++) {
      const distance = (points[i]!.x - x) ** 2 + (points[i]!.y - y) ** 2;
      if (distance < least) [place, least] = [i, distance];
    }
    return place;
  };
  return {
    minima,
    label({ ending, x, y }) {
      return Uint8Array.from(ending, (kind, i) => {
        if (!ENDS.has(kind)) return 0;
        const known = nearest(minima, x[i]!, y[i]!);
        if (known >= 0) return known + 1;
        if (minima.length >= MOST || refused.length >= MOST || nearest(refused, x[i]!, y[i]!) >= 0) return 0;
        const point = { x: x[i]!, y: y[i]! };
        return isMinimum(point) ? minima.push(point) : (refused.push(point), 0);
      });
    },
  };
}
