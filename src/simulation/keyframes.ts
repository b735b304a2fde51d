import type { Keyframe, Swarm } from './swarm.ts';

/** Moments to come back to of swarms that move together: the start, and evenly spaced ones after it. */
export interface Keyframes {
  /** The next call at which a moment is to be kept. */
  next(step: number): number;
  /** Keeps the moment the swarms stand at, if it is one to be kept. */
  note(): void;
  /**
   * Takes the swarms to the last moment kept that is not after `step`, if that is nearer than where they stand, or if they
   * stand at different calls, as after a stop.
   */
  restore(step: number): void;
  dispose(): void;
}

const FIRST_SPACING = 8;

/** At most `most` moments, at least 2: when there are too many, every second one is given up. */
export function createKeyframes(swarms: readonly Swarm[], most: number): Keyframes {
  let spacing = FIRST_SPACING;
  let kept: (readonly Keyframe[])[] = [swarms.map(swarm => swarm.keep())];
  const stepOf = (moment: readonly Keyframe[] | undefined): number => moment?.[0]?.step ?? 0;
  const now = (): number => swarms[0]?.step ?? 0;

  return {
    next: step => (Math.floor(step / spacing) + 1) * spacing,
    note() {
      if (now() % spacing !== 0 || now() <= stepOf(kept.at(-1))) return;
      kept.push(swarms.map(swarm => swarm.keep()));
      while (kept.length > Math.max(2, most)) {
        spacing *= 2;
        const thinned = kept.filter(moment => stepOf(moment) % spacing === 0);
        for (const moment of kept) if (!thinned.includes(moment)) moment.forEach(keyframe => keyframe.dispose());
        kept = thinned;
      }
    },
    restore(step) {
      const moment = kept.findLast(candidate => stepOf(candidate) <= step)!;
      const apart = swarms.some(swarm => swarm.step !== now());
      if (step < now() || stepOf(moment) > now() || apart) swarms.forEach((swarm, i) => swarm.restore(moment[i]!));
    },
    dispose: () => kept.flat().forEach(keyframe => keyframe.dispose()),
  };
}
