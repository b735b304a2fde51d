import { fallbackSentence } from './backendChoice.ts';
import { SwarmFault, type Keyframe, type Swarm } from './swarm.ts';

/** One backend that a swarm may run on, from the first call. */
export interface Way {
  readonly backend: Swarm['backend'];
  readonly open: () => Promise<Swarm>;
}

interface SteadyKeyframe extends Keyframe {
  readonly of: Swarm | undefined;
  readonly own: Keyframe | undefined;
}

/**
 * A swarm that outlives its backend: after a SwarmFault, or where code is forbidden, the next way opens and replays the calls
 * up to where the particles were. The last way is the last word: what it throws is thrown.
 */
export async function createSteadySwarm(
  count: number,
  ways: readonly Way[],
  onFallback: (sentence: string) => void = () => {},
): Promise<Swarm> {
  let way = 0;
  let swarm: Swarm | undefined;
  let opening: Promise<Swarm> | undefined;
  let reached = 0; // where the particles are while no swarm is open

  function fall(error: unknown): void {
    const clause = clauseOf(error);
    if (clause === undefined || way === ways.length - 1) throw error;
    way++;
    onFallback(fallbackSentence(clause, ways[way]!.backend));
  }

  function close(at: number): void {
    swarm?.dispose();
    swarm = undefined;
    reached = at;
  }

  /** The swarm, opened and brought to where the particles were. */
  async function open(): Promise<Swarm> {
    if (swarm) return swarm;
    opening ??= reopen().finally(() => (opening = undefined));
    return opening;
  }

  async function reopen(): Promise<Swarm> {
    while (!swarm) {
      try {
        const opened = await ways[way]!.open();
        if (reached > 0) await opened.play(reached, breath);
        swarm = opened;
      } catch (error) {
        fall(error);
      }
    }
    return swarm;
  }

  async function attempt<T>(work: (swarm: Swarm) => Promise<T>): Promise<T> {
    for (;;) {
      const used = await open();
      const before = used.step;
      try {
        return await work(used);
      } catch (error) {
        if (clauseOf(error) === undefined) throw error;
        if (swarm !== used) continue; // another call was faster
        close(before);
        fall(error);
      }
    }
  }

  await open();
  return {
    count,
    get backend() {
      return ways[way]!.backend;
    },
    get step() {
      return swarm ? swarm.step : reached;
    },
    play: (to, pause) => attempt(used => used.play(to, pause)),
    read: (channels, into) => attempt(used => used.read(channels, into)),
    bin: (grid, channel, into) => attempt(used => used.bin(grid, channel, into)),
    keep(): SteadyKeyframe {
      const own = swarm?.keep();
      return { step: own?.step ?? reached, of: swarm, own, dispose: () => own?.dispose() };
    },
    restore(keyframe) {
      const { of, own, step } = keyframe as SteadyKeyframe;
      if (swarm && own && of === swarm) swarm.restore(own);
      else close(step);
    },
    dispose: () => close(0),
  };
}

/** What went wrong, if it is the backend's fault. */
function clauseOf(error: unknown): string | undefined {
  if (error instanceof SwarmFault) return error.message;
  return error instanceof EvalError ? 'Generated code is forbidden here' : undefined;
}

/** Lets other messages in. */
const breath = async (): Promise<boolean> => {
  await new Promise(resolve => setTimeout(resolve, 0));
  return true;
};
