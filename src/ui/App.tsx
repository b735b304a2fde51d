import { lazy, Suspense, type ReactNode } from 'react';
import { useExperiment } from '../store/experiment.ts';
import { useView } from '../store/view.ts';
import { Compare } from './Compare.tsx';
import { Curves } from './Curves.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Header } from './Header.tsx';
import { Help } from './Help.tsx';
import { useKeys } from './keys.ts';
import { useFileDrop } from './useFileDrop.ts';
import { Landscape } from './Landscape.tsx';
import { Runs } from './Runs.tsx';
import { Stage } from './Stage.tsx';
import { StepTable } from './StepTable.tsx';
import { ThisStep } from './ThisStep.tsx';
import { Timeline } from './Timeline.tsx';

// What the opening doesn't show comes when it is asked for.
const DataFigure = lazy(async () => ({ default: (await import('./DataFigure.tsx')).DataFigure }));
const MapFigure = lazy(async () => ({ default: (await import('./MapFigure.tsx')).MapFigure }));

/** Places the rooms of the page; each minds its own state. */
export function App(): ReactNode {
  const theme = useView(state => state.theme);
  const projector = useView(state => state.projector);
  const lit = useView(state => state.lit);
  const show = useView(state => state.show);
  const data = useExperiment(experiment => experiment.data);
  useKeys();
  useFileDrop();
  return (
    <div className="page" data-theme={theme} data-projector={projector || undefined} data-lit={lit ?? undefined}>
      <Header />
      <main className="rooms">
        <section className="landscape" aria-label="Landscape">
          <ErrorBoundary room="landscape">
            <Landscape />
          </ErrorBoundary>
        </section>
        <section className="centre" aria-label="Stage">
          <ErrorBoundary room="stage">
            {show === 'map' ? (
              <Suspense>
                <MapFigure />
              </Suspense>
            ) : (
              <Stage />
            )}
            <Timeline />
          </ErrorBoundary>
        </section>
        <section className="side" aria-label="Runs">
          <ErrorBoundary room="runs">
            <Runs />
            <div className="inspector">
              <ThisStep />
              <StepTable />
            </div>
          </ErrorBoundary>
        </section>
        <section className="figures" aria-label="Curves">
          <ErrorBoundary room="curves">
            {data && (
              <Suspense>
                <DataFigure />
              </Suspense>
            )}
            <Curves />
            <Compare />
          </ErrorBoundary>
        </section>
      </main>
      <Help />
    </div>
  );
}
