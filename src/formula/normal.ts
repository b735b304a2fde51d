import type { Algebra } from './quantity.ts';

/** What a random number depends on, beside its draw (random.ts). */
export interface Key<S> {
  readonly seed: S;
  readonly particle: S;
  readonly call: S;
}

/**
 * A standard normal number by its key (Box and Muller, 1958): r cos φ for the even places of a stream, r sin φ for the odd
 * ones, where r = √(−2 ln u), φ = 2πv, and u, v are the stream's two draws.
 */
export function normal<S>(algebra: Algebra<S>, { seed, particle, call }: Key<S>, stream: S, place: number): S {
  const first = algebra.apply('mul', stream, algebra.constant(2));
  const draw = (which: S): S => algebra.apply('uniform', seed, particle, call, which);
  const u = draw(first);
  const v = draw(algebra.apply('add', first, algebra.constant(1)));
  const radius = algebra.apply('sqrt', algebra.apply('mul', algebra.constant(-2), algebra.apply('log', u)));
  const angle = algebra.apply('mul', algebra.constant(2 * Math.PI), v);
  return algebra.apply('mul', radius, algebra.apply(place % 2 ? 'sin' : 'cos', angle));
}
