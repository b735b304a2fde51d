import type { ReactNode } from 'react';

/** How much of a sheet is done, while it is not. */
export function Progress({ share, error }: { share: number; error: string | null }): ReactNode {
  if (error) return <span className="reason">{error}</span>;
  return (
    <progress className="refining" max={1} value={share} aria-label="Cells done" data-done={share === 1 || undefined} />
  );
}
