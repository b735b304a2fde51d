import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import type { Crowd } from '../experiment/crowd.ts';
import { createBitmapView, type BitmapView } from '../plots/bitmapView.ts';
import type { Frame } from '../plots/frame.ts';
import { onCrowdShown, setCrowdStage } from '../store/crowd.ts';
import { useExperiment } from '../store/experiment.ts';
import { useCrowdLook } from './useCrowdLook.ts';

const MOST_CELLS = 1.2e6;

interface Props {
  readonly crowd: Crowd;
  readonly frame: Frame;
}

/** The crowd, between the ground and the runs; nothing where there is no room. */
export function CrowdLayer({ crowd, frame }: Props): ReactNode {
  return frame.width > 1 && frame.height > 1 ? <CrowdCanvas crowd={crowd} frame={frame} /> : null;
}

function CrowdCanvas({ crowd, frame }: Props): ReactNode {
  const experiment = useExperiment(value => value);
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<BitmapView | null>(null);
  const density = Math.min(devicePixelRatio, 2, Math.sqrt(MOST_CELLS / (frame.width * frame.height)));
  const look = useCrowdLook(experiment, crowd, density);

  useEffect(() => {
    const made = createBitmapView(canvas.current!);
    view.current = made;
    onCrowdShown(({ bitmap, grid }) => made.show(bitmap, grid));
    return () => {
      onCrowdShown(null);
      setCrowdStage(null);
    };
  }, []);
  useLayoutEffect(() => view.current?.update(frame), [frame]);
  useEffect(() => {
    view.current?.update(frame);
    const { x0, x1, y0, y1 } = frame;
    const [width, height] = [Math.round(frame.width * density), Math.round(frame.height * density)];
    setCrowdStage({ grid: { width, height, x0, x1, y0, y1 }, look });
  }, [frame, density, look]);
  return <canvas ref={canvas} className="crowd" aria-hidden="true" />;
}
