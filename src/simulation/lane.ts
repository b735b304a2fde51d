import type { Node } from '../formula/graph.ts';
import type { Tensor } from '../formula/quantity.ts';
import type { Stage } from '../optimizers/pipeline.ts';
import type { LayoutVariable } from './layout.ts';

/** One variable of the particle: the values of names so far. */
export interface Lane {
  readonly variable: LayoutVariable;
  get(name: string): Tensor<Node> | undefined;
  set(name: string, value: Tensor<Node>): void;
  /** One value a replica. */
  all(name: string): Tensor<Node>[];
}

/**
 * The gradients of one step. Until they are made one, each replica has its own `g` and what is kept of it from step to step;
 * w and all else there is once.
 */
export interface Replicas {
  readonly count: number;
  /** Whether each replica has its own of a name. */
  has(name: string): boolean;
  /** Runs for each replica if it has its own of one of the names, else once. */
  each(names: readonly string[], run: () => void): void;
  /** The replica under way, from 0. */
  readonly current: number;
  /** From here on there is one gradient. */
  join(): void;
}

/** The replicas of a call. Each accumulates its own gradients where that comes before they are made one. */
export function createReplicas(stages: readonly Stage[]): Replicas {
  const place = stages.findIndex(({ replicas }) => replicas !== undefined);
  const count = stages[place]?.replicas ?? 1;
  const accumulates = stages.slice(0, Math.max(0, place)).some(({ name }) => name === 'accumulate');
  const kept = new Set(['source.noise', ...(accumulates ? ['gradient_accumulator'] : [])]);
  let current = 0;
  let joined = false;
  const has = (name: string): boolean => count > 1 && (name === 'g' ? !joined : kept.has(name));
  return {
    count,
    has,
    each(names, run) {
      const times = names.some(has) ? count : 1;
      for (current = 0; current < times; current++) run();
      current = 0;
    },
    get current() {
      return current;
    },
    join: () => void (joined = true),
  };
}

/** A variable at the particle's position. */
export function createLane(variable: LayoutVariable, position: readonly Node[], replicas: Replicas): Lane {
  const common = new Map<string, Tensor<Node>>();
  const own = Array.from({ length: replicas.count }, () => new Map<string, Tensor<Node>>());
  const home = (name: string): Map<string, Tensor<Node>> => (replicas.has(name) ? own[replicas.current]! : common);
  common.set('w', { shape: variable.shape, elements: variable.places.map(place => position[place]!) });
  return {
    variable,
    get: name => home(name).get(name),
    set: (name, value) => void home(name).set(name, value),
    all: name => (own[0]!.has(name) ? own : [common]).map(values => values.get(name)!),
  };
}

/** The coordinates of a point that every lane has its part of, such as w. */
export function pointOf(lanes: readonly Lane[], name: string): Node[] {
  const point: Node[] = [];
  for (const lane of lanes) lane.variable.places.forEach((place, i) => (point[place] = lane.get(name)!.elements[i]!));
  return point;
}
