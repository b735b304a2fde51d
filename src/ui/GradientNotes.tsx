import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { Surface } from '../surfaces/surface.ts';

const SlopeLines = lazy(async () => ({ default: (await import('./SlopeLines.tsx')).SlopeLines }));

/** The gradient in maths type, worked out when it is asked for. */
export function GradientNotes({ surface }: { surface: Surface }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <details className="notes" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>Gradient</summary>
      {open && (
        <Suspense>
          <SlopeLines surface={surface} />
        </Suspense>
      )}
    </details>
  );
}
