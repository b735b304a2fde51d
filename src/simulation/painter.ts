import * as Comlink from 'comlink';
import { connect, type Connection, type Loadable } from './connection.ts';
import { arraysOf, type CrowdFrame } from './crowdJob.ts';
import { spawnPainter } from './spawn.ts';
import type { Grid } from './swarm.ts';

/** The colours of a crowd: of numbers on a logarithmic scale above `base`, or of kinds, the last where a kind isn't known yet. */
export type CrowdColours =
  | {
      readonly scale: {
        readonly table: Uint8Array;
        readonly base: number;
        readonly least: number;
        readonly most: number;
      };
    }
  | { readonly kinds: Uint8Array };

export interface CrowdLook {
  readonly colours: CrowdColours;
  /** Particles in a cell that hide the ground. */
  readonly full: number;
  /** Cells from the middle of a dot to its border, where particles come one by one. */
  readonly radius: number;
  /** Calls after which a tail has faded away. */
  readonly tails: number;
}

/** What the workers found, worker by worker, and how it is to be shown. */
export interface CrowdPicture {
  readonly parts: readonly Pick<CrowdFrame, 'layers' | 'points'>[];
  readonly grid: Grid;
  readonly look: CrowdLook;
}

/** What the painting worker exposes. The arrays of the parts come back with the picture. */
export interface PaintWorker extends Loadable {
  paint(picture: CrowdPicture): { readonly bitmap: ImageBitmap; readonly parts: CrowdPicture['parts'] };
}

type Painted = ReturnType<PaintWorker['paint']>;

/** Paints off the page's thread. One picture waits at most: a newer one takes its place. */
export interface Painter {
  /** Null where a newer picture took its place; then, and where the worker failed, `parts` lie idle again or are lost. */
  paint(picture: CrowdPicture): Promise<Painted | null>;
  dispose(): void;
}

const PATIENCE_MS = 3000;
const FIRST_MS = 12_000; // for a worker's first picture: its canvas has to be opened, on a machine that may be busy
const LOADING_MS = 8000;

export function createPainter(spawn: () => Worker = spawnPainter): Painter {
  let worker: Connection<PaintWorker> | undefined;
  let busy = false;
  let patience = FIRST_MS;
  let waiting:
    { readonly picture: CrowdPicture; readonly settle: (painted: Promise<Painted> | null) => void } | undefined;

  async function send(picture: CrowdPicture): Promise<Painted> {
    busy = true;
    const used = (worker ??= connect<PaintWorker>(spawn()));
    try {
      await used.ready(LOADING_MS);
      const buffers = picture.parts.flatMap(arraysOf);
      const painted = await used.guard(used.remote.paint(Comlink.transfer(picture, buffers)), patience).answer;
      patience = PATIENCE_MS;
      return painted;
    } catch (error) {
      patience = FIRST_MS;
      if (worker === used) worker = undefined; // the next picture gets a new one
      used.terminate();
      throw error;
    } finally {
      busy = false;
      const next = waiting;
      waiting = undefined;
      if (next) next.settle(send(next.picture));
    }
  }

  return {
    paint(picture) {
      if (!busy) return send(picture);
      waiting?.settle(null);
      return new Promise((resolve, reject) => {
        waiting = { picture, settle: painted => (painted ? painted.then(resolve, reject) : resolve(null)) };
      });
    },
    dispose() {
      worker?.terminate();
      worker = undefined;
    },
  };
}
